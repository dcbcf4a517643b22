"""The page of one filing in the admin: all of it in reading order, what was checked, what changed, notes, history."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from accounts.access import signed_in
from accounts.models import User
from filings import actions
from filings.actions.viewing import record_view
from filings.admin.claiming import claim_context
from filings.admin.deciding import decisions_open_to
from filings.admin.row_pages import RowPages
from filings.forms.note import NoteForm
from filings.models import Filing
from filings.queries import relations
from filings.queries.history import events_of, history_rows
from filings.queries.reading import reading_of
from filings.queries.review import review_of
from filings.queries.shown import present_content
from filings.queries.standing import standing_of
from filings.workflow import Relation
from icpportal.core.errors import PortalError


class FilingPage(RowPages):
    """Mixed into the filings' admin: the change page, which changes nothing, and ``<id>/note/``."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.of_row(self.note_view)))
        return [path("<path:object_id>/note/", view, name="filings_filing_note"), *super().get_urls()]

    def show(self, request: HttpRequest, row: Filing) -> HttpResponse:
        record_view(signed_in(request), row)
        return self._show_page(request, row, NoteForm())

    def note_view(self, request: HttpRequest, filing: Filing) -> HttpResponse:
        form = NoteForm(request.POST)
        if not form.is_valid():
            return self._show_page(request, filing, form)
        try:
            actions.add_note(signed_in(request), filing.uid, form.cleaned_data["text"])
        except PortalError as error:
            form.add_error("text", error.sentence)
            return self._show_page(request, filing, form, status=409)
        messages.success(request, "备注已保存，只有管理后台能看到。")
        return redirect("admin:filings_filing_change", filing.pk)

    def _show_page(
        self, request: HttpRequest, filing: Filing, form: NoteForm, status: int = 200
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"{filing.get_kind_display()} {filing.receipt_number or ''}".strip(),
            "note_form": form,
            **_page(signed_in(request), filing),
        }
        return TemplateResponse(request, "admin/filings/filing/change_form.html", context, status=status)


def _page(person: User, filing: Filing) -> dict[str, Any]:
    """What the template reads. The same number of queries for any number of websites."""
    content, events = present_content(filing), events_of(filing)
    reading = reading_of(content)
    return {
        "filing": filing,
        "standing": standing_of(filing, events, for_owner=False),
        "decisions": decisions_open_to(person, filing),
        "review": review_of(person, filing, content, reading, events),
        "rows": history_rows(filing, events, seen=None),
        "without_links": True,
        **claim_context(person, filing),
        "may_note": Relation.AUTHORITY in relations(person, filing) and filing.first_arrived_at is not None,
    }
