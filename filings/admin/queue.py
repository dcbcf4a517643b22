"""The list of filings in the admin: the review queue of the reviewer's province, or of all for the ministry."""

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.models import User
from accounts.roles import Role
from filings.admin.queue_filters import KindFilter, ProvinceFilter, QueueFilter, calendar_of
from filings.admin.queue_pages import QueueChangeList
from filings.admin.searching import SearchedAdmin
from filings.gate import signed_in
from filings.models import Filing
from filings.queries import visible_to
from filings.queries.claiming import live_claim
from filings.queries.finding import matching
from filings.queries.queue import SOON_DAYS, in_list_order
from filings.queries.standing import clock_of, day_text, left_words
from filings.templatetags.filings_notices import filing_state
from icpportal.core import clock
from icpportal.core.regions import region_name
from icpportal.core.templatetags.portal import state_badge
from icpportal.core.workdays import WorkCalendar

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Filing]
else:
    Base = object


@dataclass(frozen=True)
class Columns:
    """What the list shows of a filing to `person` at `now`."""

    person: User
    calendar: WorkCalendar
    now: datetime.datetime

    @admin.display(description="回执号")
    def receipt(self, filing: Filing) -> str:
        return str(filing)

    @admin.display(description="类别")
    def kind(self, filing: Filing) -> str:
        return filing.get_kind_display()

    @admin.display(description="主办单位名称")
    def organiser(self, filing: Filing) -> str:
        entity = getattr(filing, "entity", None)
        return entity.name if entity else ""

    @admin.display(description="网站数")
    def sites(self, filing: Filing) -> int:
        count: int = filing.site_count  # type: ignore[attr-defined]  # annotated by with_site_count
        return count

    @admin.display(description="省份")
    def place(self, filing: Filing) -> str:
        return region_name(filing.province)

    @admin.display(description="状态")
    def badge(self, filing: Filing) -> SafeString:
        return filing_state(filing)

    @admin.display(description="到达")
    def arrived(self, filing: Filing) -> str:
        return f"{timezone.localtime(filing.arrived_at):%Y-%m-%d}" if filing.arrived_at else ""

    @admin.display(description="期限")
    def due(self, filing: Filing) -> str:
        running = clock_of(filing, self.calendar, self.now)
        return running.last_day if running else ""

    @admin.display(description="剩余")
    def left(self, filing: Filing) -> SafeString | str:
        running = clock_of(filing, self.calendar, self.now)
        return left_badge(running.left) if running else ""

    @admin.display(description="认领人")
    def holder(self, filing: Filing) -> str:
        held = live_claim(filing, self.calendar, self.now)
        return f"{held.holder.username}（{day_text(held.since)}起）" if held else ""


def left_badge(left: int) -> SafeString:
    """Working days left, in colour and in words."""
    if left <= 0:
        return state_badge(left_words(left), "wrong")
    return state_badge(left_words(left), "caution" if left <= SOON_DAYS else "plain")


class QueueList(SearchedAdmin, Base):
    """Mixed into the filings' admin: its list. Every surface starts from `get_queryset`, so what is out of sight is
    not there."""

    change_list_template = "admin/filings/filing/change_list.html"
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    sortable_by = ()
    search_fields = ("receipt_number",)
    search_help_text = (
        "回执号的前 4 位或更多、备案号、完整域名、主办单位名称的一部分。没有选队列时，在全部申请中查找。"
    )

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return super().changelist_view(request, {"title": "备案审核", **(extra_context or {})})

    def get_queryset(self, request: HttpRequest) -> QuerySet[Filing]:
        return in_list_order(visible_to(signed_in(request)).select_related("entity", "claimed_by"))

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return QueueChangeList

    def get_list_filter(self, request: HttpRequest) -> Any:
        return (QueueFilter, ("kind", KindFilter), *([ProvinceFilter] if _sees_all(request) else []))

    def get_list_display(self, request: HttpRequest) -> Any:
        show = Columns(signed_in(request), calendar_of(request), clock.now())
        place = [show.place] if _sees_all(request) else []
        first = (show.receipt, show.kind, show.organiser, show.sites, *place, show.badge)
        return (*first, show.arrived, show.due, show.left, show.holder)

    def found(self, rows: QuerySet[Filing], text: str) -> QuerySet[Filing]:
        return rows.filter(matching(text))


def _sees_all(request: HttpRequest) -> bool:
    return signed_in(request).role == Role.MINISTRY
