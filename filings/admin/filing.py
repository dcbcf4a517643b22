"""A filing in the admin: found and read within the reviewer's sight, decided on pages of its own, edited by nobody."""

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Case, F, QuerySet, Value, When
from django.http import HttpRequest
from django.utils.safestring import SafeString

from accounts.roles import Role
from filings.admin.deciding import DecisionPages
from filings.admin.page import FilingPage
from filings.gate import signed_in
from filings.models import Filing
from filings.queries import visible_to
from filings.queries.standing import clock_of
from filings.templatetags.filings_notices import filing_state
from filings.workflow import State
from icpportal.core.regions import provinces, region_name
from icpportal.core.workdays import load_calendar

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Filing]
else:
    Base = admin.ModelAdmin


class ProvinceFilter(admin.SimpleListFilter):
    """For the ministry, which sees all provinces."""

    title = "省份"
    parameter_name = "province"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(region.code, region.name) for region in provinces()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Filing]) -> QuerySet[Filing]:
        chosen = self.value()
        known = {region.code for region in provinces()}
        return queryset.filter(province=chosen) if chosen in known else queryset


@admin.register(Filing)
class FilingAdmin(FilingPage, DecisionPages, Base):
    """Read-only but for decisions. Every surface starts from `get_queryset`, so what is out of sight is not there."""

    actions = None
    fields = ()
    list_filter = ("state", "kind")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("receipt_number__istartswith", "filing_number__istartswith")
    search_help_text = "回执号或备案号的开头"

    class Media:
        css = {"all": ["css/admin_filing.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Filing]:
        filings = visible_to(signed_in(request)).select_related("entity")
        waiting = Case(When(state=State.AUTHORITY_REVIEW, then=Value(0)), default=Value(1))
        return filings.order_by(waiting, F("arrived_at").asc(nulls_last=True), "pk")

    def get_list_filter(self, request: HttpRequest) -> Any:
        return (*self.list_filter, *([ProvinceFilter] if signed_in(request).role == Role.MINISTRY else []))

    def get_list_display(self, request: HttpRequest) -> Any:
        return ("__str__", "get_kind_display", "organiser", "place", "badge", "arrived_at", _due_column())

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Filing | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Filing | None = None) -> bool:
        return False

    @admin.display(description="类别", ordering="kind")
    def get_kind_display(self, filing: Filing) -> str:
        return filing.get_kind_display()

    @admin.display(description="主办单位名称")
    def organiser(self, filing: Filing) -> str:
        entity = getattr(filing, "entity", None)
        return entity.name if entity else ""

    @admin.display(description="省份", ordering="province")
    def place(self, filing: Filing) -> str:
        return region_name(filing.province)

    @admin.display(description="状态", ordering="state")
    def badge(self, filing: Filing) -> SafeString:
        return filing_state(filing)


def _due_column() -> Callable[[Filing], str]:
    """The column 期限, with the calendar read once a page."""
    calendar = cache(load_calendar)

    @admin.display(description="期限")
    def due(filing: Filing) -> str:
        clock = clock_of(filing, calendar())
        if clock is None:
            return ""
        return f"{clock.last_day}（{'已超期' if clock.left < 0 else f'还有 {clock.left} 个工作日'}）"

    return due
