"""The list of filings in the admin: the review queue of the reviewer's province, or of all for the ministry."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from accounts.access import signed_in
from filings.admin.queue_filters import KindFilter, ProvinceFilter, QueueFilter, sees_all
from filings.admin.queue_pages import QueueChangeList
from filings.admin.searching import SearchedAdmin
from filings.models import Filing
from filings.queries import visible_to
from filings.queries.finding import matching
from filings.queries.queue import in_list_order

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Filing]
else:
    Base = object


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
        return (QueueFilter, ("kind", KindFilter), *([ProvinceFilter] if sees_all(request) else []))

    def found(self, rows: QuerySet[Filing], text: str) -> QuerySet[Filing]:
        return rows.filter(matching(text))
