"""The lines of the review queue. Drawn by ourselves: Django asks the model for a field at every cell, and draws each
box to tick from a template of its own."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from filings.models import Filing
from filings.queries.claiming import live_claim
from filings.queries.queue import SOON_DAYS
from filings.queries.standing import DayCounts, day_text, left_words
from filings.templatetags.filings_notices import filing_state
from filings.workflow import KIND_NAMES, Kind
from icpportal.core.controls import escaped
from icpportal.core.regions import region_name
from icpportal.core.templatetags.portal import state_badge
from icpportal.core.workdays import WorkCalendar

# Of `Columns`, with their headings; the place only for who sees more than one.
HEADINGS = {
    "receipt": "回执号",
    "kind": "类别",
    "organiser": "主办单位名称",
    "sites": "网站数",
    "place": "省份",
    "badge": "状态",
    "arrived": "到达",
    "due": "期限",
    "left": "剩余",
    "holder": "认领人",
}


@dataclass(frozen=True)
class Columns:
    """What the list shows of a filing at `now`."""

    calendar: WorkCalendar
    now: datetime.datetime

    @cached_property
    def _days(self) -> DayCounts:
        return DayCounts(self.calendar, self.now)

    def receipt(self, filing: Filing) -> str:
        return str(filing)

    def kind(self, filing: Filing) -> str:
        return KIND_NAMES[Kind(filing.kind)]

    def organiser(self, filing: Filing) -> str:
        entity = getattr(filing, "entity", None)
        return entity.name if entity else ""

    def sites(self, filing: Filing) -> int:
        count: int = filing.site_count  # type: ignore[attr-defined]  # annotated by with_site_count
        return count

    def place(self, filing: Filing) -> str:
        return region_name(filing.province)

    def badge(self, filing: Filing) -> SafeString:
        return filing_state(filing)

    def arrived(self, filing: Filing) -> str:
        return f"{timezone.localtime(filing.arrived_at):%Y-%m-%d}" if filing.arrived_at else ""

    def due(self, filing: Filing) -> str:
        return self._days.last_day(filing)

    def left(self, filing: Filing) -> SafeString | str:
        left = self._days.left(filing)
        return "" if left is None else left_badge(left)

    def holder(self, filing: Filing) -> str:
        held = live_claim(filing, self.calendar, self.now)
        return f"{held.holder.username}（{day_text(held.since)}起）" if held else ""


def left_badge(left: int) -> SafeString:
    """Working days left, in colour and in words."""
    if left <= 0:
        return state_badge(left_words(left), "wrong")
    return state_badge(left_words(left), "caution" if left <= SOON_DAYS else "plain")


@dataclass(frozen=True)
class QueueTable:
    """`filings`, of `queue_list.lines`, as lines of a table.

    :param back: the query by which a filing's page knows the way back to this list
    """

    filings: Sequence[Filing]
    columns: Columns
    has_place: bool
    back: str = ""

    @property
    def headings(self) -> dict[str, str]:
        return {name: text for name, text in HEADINGS.items() if self.has_place or name != "place"}

    def rows(self) -> Iterator[SafeString]:
        first, *others = self.headings
        start = reverse("admin:filings_filing_changelist")
        query = escaped(f"?{self.back}" if self.back else "")
        for filing in self.filings:
            receipt = escaped(self.columns.receipt(filing))
            cells = "".join(
                f'<td class="field-{name}">{escaped(getattr(self.columns, name)(filing))}</td>'
                for name in others
            )
            html = (
                f'<tr><td class="action-checkbox"><input type="checkbox" name="{ACTION_CHECKBOX_NAME}"'
                f' value="{filing.pk}" class="action-select" aria-label="选择 {receipt}"></td>'
                f'<th class="field-{first}"><a href="{start}{filing.pk}/change/{query}">{receipt}</a></th>{cells}</tr>'
            )
            yield mark_safe(html)  # noqa: S308 - every piece is escaped where it is put in
