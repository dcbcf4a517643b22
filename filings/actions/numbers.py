"""Filing numbers: one locked counter row per province and year, so that none is given twice and none is skipped."""

from django.conf import settings

from filings.models import NumberSeries, RegisteredEntity
from icpportal.core import clock
from icpportal.core.regions import PREFIXES


def next_entity_number(province: str) -> str:
    """The next number of `province` this year: 京ICP备2026000001号, or 京ICP备26000001号 by FILING_NUMBER_DIGITS.

    Locks the series until the caller's transaction ends; a rollback gives the number back.
    """
    year = clock.today().year
    NumberSeries.objects.bulk_create([NumberSeries(province=province, year=year)], ignore_conflicts=True)
    series = NumberSeries.objects.select_for_update().get(province=province, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    shown = year if settings.FILING_NUMBER_DIGITS == 10 else year % 100
    return f"{PREFIXES[province]}ICP备{shown:02d}{series.last:06d}号"


def next_site_number(entity: RegisteredEntity) -> tuple[int, str]:
    """(1, 京ICP备2026000001号-1) and so on; `entity` must be locked."""
    site_no = entity.next_site_no
    entity.next_site_no += 1
    entity.save(update_fields=["next_site_no"])
    return site_no, f"{entity.number}-{site_no}"
