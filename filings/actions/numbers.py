"""Filing numbers: one locked counter row per province and year, so that none is given twice and none is skipped."""

from django.conf import settings
from django.db import connection

from filings.models import NumberSeries, RegisteredEntity
from icpportal.core import clock
from icpportal.core.regions import PREFIXES

# Made with its first number or raised by one, and locked, in one statement that both engines know.
_NEXT = (
    f"INSERT INTO {NumberSeries._meta.db_table} AS series (province, year, last) VALUES (%s, %s, 1) "  # noqa: S608
    "ON CONFLICT (province, year) DO UPDATE SET last = series.last + 1 RETURNING last"
)


def next_entity_number(province: str) -> str:
    """The next number of `province` this year: 京ICP备2026000001号, or 京ICP备26000001号 by FILING_NUMBER_DIGITS.

    Locks the series until the caller's transaction ends; a rollback gives the number back.
    """
    year = clock.today().year
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [province, year])
        (last,) = cursor.fetchone()
    shown = year if settings.FILING_NUMBER_DIGITS == 10 else year % 100
    return f"{PREFIXES[province]}ICP备{shown:02d}{last:06d}号"


def take_site_numbers(entity: RegisteredEntity, count: int) -> list[tuple[int, str]]:
    """(1, 京ICP备2026000001号-1) and so on. `entity` must be new or locked, and is saved by the caller."""
    first = entity.next_site_no
    entity.next_site_no += count
    return [(site_no, f"{entity.number}-{site_no}") for site_no in range(first, first + count)]
