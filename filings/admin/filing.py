"""A filing in the admin: found and read within the reviewer's sight, decided on pages of its own, edited by nobody."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.http import HttpRequest, HttpResponse

from filings.actions.viewing import record_view
from filings.admin.claiming import ClaimPages
from filings.admin.deciding import DecisionPages, decisions_open_to
from filings.admin.queue import QueueList
from filings.admin.statistics import StatisticsPages
from filings.gate import signed_in
from filings.models import Filing
from filings.queries.history import events_of
from filings.queries.standing import standing_of
from filings.queries.whole import whole_filing

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Filing]
else:
    Base = admin.ModelAdmin


@admin.register(Filing)
class FilingAdmin(DecisionPages, ClaimPages, StatisticsPages, QueueList, Base):
    """Read-only but for decisions. Every surface starts from `get_queryset`, so what is out of sight is not there."""

    fields = ()

    class Media:
        css = {"all": ["css/admin_filing.css"]}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Filing | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Filing | None = None) -> bool:
        return False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        filing = self.get_object(request, unquote(object_id))
        context = dict(extra_context or {})
        if filing is not None and self.has_view_permission(request, filing):
            person = signed_in(request)
            record_view(person, filing)
            standing = standing_of(filing, events_of(filing), for_owner=False)
            context |= whole_filing(person, filing) | {"standing": standing, "without_links": True}
            context["decisions"] = decisions_open_to(person, filing)
        return super().change_view(request, object_id, form_url, context)
