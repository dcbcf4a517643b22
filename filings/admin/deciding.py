"""审核通过, 退回修改, 不予备案, and 完成 and 删除草稿 of a 依职权注销: a page each under the filing, open to whom the
workflow table lets do it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from accounts.access import signed_in
from accounts.models import User
from filings import actions
from filings.actions.case import Reason
from filings.admin.letters import letters_of
from filings.admin.row_pages import RowPages
from filings.admin.stale import since_seen
from filings.forms.decision import MORE, ROWS, DecisionForm, ReasonForm, reason_forms
from filings.models import Filing
from filings.queries import read_document, relations
from filings.queries.reading import reading_of
from filings.queries.review import papers_awaited
from filings.review_reasons import PAPERS
from filings.workflow import (
    ACTION_NAMES,
    TRANSITIONS,
    Action,
    Kind,
    Relation,
    State,
    find_transition,
    why_not,
)
from icpportal.core.errors import Conflict, PortalError
from icpportal.core.requests import request_id

_BY_AUTHORITY = {Relation.AUTHORITY, Relation.SECOND_AUTHORITY, Relation.OPENER}
_DECISIONS = (Action.APPROVE, Action.RETURN, Action.REJECT, Action.SUBMIT, Action.DISCARD)
_ON_DRAFTS = {Action.SUBMIT, Action.DISCARD}
_MEANING = {
    Action.REJECT: "这件申请就此结束，不能恢复。",
    Action.SUBMIT: "提交后不能修改，由另一位审核员审核；审核通过后主办者才会知道。",
    Action.DISCARD: "草稿删除后不能恢复。",
}


@dataclass(frozen=True)
class Decision:
    """A button on the filing's page."""

    name: str
    address: str


def decisions_open_to(person: User, filing: Filing) -> list[Decision]:
    """The decisions that the workflow table allows `person` now."""
    return [
        Decision(ACTION_NAMES[action], reverse("admin:filings_filing_decide", args=[filing.pk, action]))
        for action in _DECISIONS
        if _is_open(action, person, filing)
    ]


def _is_open(action: Action, person: User, filing: Filing) -> bool:
    kind, state = Kind(filing.kind), State(filing.state)
    return find_transition(action, kind, state, relations(person, filing)) is not None


def _is_the_authoritys(action: str, filing: Filing) -> bool:
    """Whether this kind of filing has such a step for the authority at all."""
    rows = [row for row in TRANSITIONS if row.action == action and filing.kind in row.kinds]
    return action in _DECISIONS and any(row.by in _BY_AUTHORITY for row in rows)


class DecisionPages(RowPages):
    """Mixed into the filings' admin: adds ``<id>/decide/<action>/``. GET shows the form, POST decides."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(
            require_http_methods(["GET", "HEAD", "POST"])(self.of_row(self.decide_view))
        )
        route = "<path:object_id>/decide/<str:action>/"
        return [path(route, view, name="filings_filing_decide"), *super().get_urls()]

    def decide_view(self, request: HttpRequest, filing: Filing, action: str) -> HttpResponse:
        if not _is_the_authoritys(action, filing):
            raise Http404
        step = Action(action)
        if request.method == "POST":
            return self._decide(request, filing, step)
        if not _is_open(step, signed_in(request), filing):
            messages.error(request, why_not(step, Kind(filing.kind), State(filing.state)))
            return redirect("admin:filings_filing_change", filing.pk)
        return self._show(request, filing, step, *_forms(None, filing, step, _proposed(request, filing)))

    def _decide(self, request: HttpRequest, filing: Filing, step: Action) -> HttpResponse:
        form, rows = _forms(request.POST, filing, step)
        if MORE in request.POST or not all([form.is_valid(), *[row.is_valid() for row in rows]]):
            return self._show(request, filing, step, form, rows)
        try:
            decided = _carry_out(request, filing, step, form, rows)
        except PortalError as error:
            return self._refused(request, filing, step, form, error)
        number = f"，备案号 {decided.filing_number}" if decided.filing_number else ""
        messages.success(
            request, f"{decided.receipt_number or decided.get_kind_display()}：{ACTION_NAMES[step]}{number}。"
        )
        if step == Action.SUBMIT:
            return redirect("admin:filings_filing_change", filing.pk)
        return redirect("admin:filings_filing_changelist")

    def _refused(
        self, request: HttpRequest, filing: Filing, step: Action, form: DecisionForm, error: PortalError
    ) -> HttpResponse:
        """The page again with all that was typed. Of a changed filing: what changed since it was opened, and the
        present version, to be decided on by another press."""
        seen = form.cleaned_data["version"]
        filing.refresh_from_db()
        data = request.POST.copy()
        if isinstance(error, Conflict):
            data["version"] = str(filing.version)
        form, rows = _forms(data, filing, step)
        if error.code == "untold" and form.is_valid():
            form.add_error("why_late", error.sentence)
        extra = since_seen(filing, seen) if isinstance(error, Conflict) else {}
        return self._show(request, filing, step, form, rows, error, extra)

    def _show(
        self,
        request: HttpRequest,
        filing: Filing,
        step: Action,
        form: DecisionForm,
        rows: list[ReasonForm],
        error: PortalError | None = None,
        extra: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": ACTION_NAMES[step],
            "filing": filing,
            "form": form,
            "rows": rows,
            "error": error,
            "is_wrong": bool(form.errors) or any(row.errors for row in rows),
            "is_open": _is_open(step, signed_in(request), filing),
            "meaning": _MEANING.get(step, ""),
            "letters": letters_of(filing, step),
            "row_count_name": ROWS,
            "more_name": MORE,
            **(extra or {}),
        }
        status = 409 if error else 200
        return TemplateResponse(request, "admin/filings/filing/decide.html", context, status=status)


def _forms(
    data: Any, filing: Filing, step: Action, first: dict[str, str] | None = None
) -> tuple[DecisionForm, list[ReasonForm]]:
    """`data` of the button 再加一条 fills the form without judging it."""
    initial = {"version": filing.version} | (data.dict() if data and MORE in data else {})
    bound = None if data and MORE in data else data
    if step in _ON_DRAFTS:
        return DecisionForm(bound, initial=initial, has_opinion=False), []
    if step == Action.APPROVE:
        return DecisionForm(bound, initial=initial, papers=papers_awaited(filing)), []
    returned = step == Action.RETURN and filing.events.filter(action=Action.RETURN).exists()
    reading = reading_of(read_document(filing))
    return DecisionForm(bound, initial=initial, was_returned=returned), reason_forms(data, reading, first)


def _proposed(request: HttpRequest, filing: Filing) -> dict[str, str]:
    """The reason that a link on the filing's page proposes: papers that did not come in time."""
    paper = papers_awaited(filing).first() if request.GET.get("reason") == PAPERS else None
    return {"code": PAPERS, "path": f"website:{paper.website_id}.pre_approvals"} if paper else {}


def _carry_out(
    request: HttpRequest, filing: Filing, step: Action, form: DecisionForm, rows: Sequence[ReasonForm]
) -> Filing:
    person, number = signed_in(request), request_id(request)
    version, opinion = form.cleaned_data["version"], form.cleaned_data.get("opinion", "")
    if step == Action.SUBMIT:
        return actions.submit(person, filing.uid, version, number)
    if step == Action.DISCARD:
        actions.discard(person, filing.uid, number)
        return filing
    if step == Action.APPROVE:
        return actions.approve(person, filing.uid, version, opinion, number, form.papers())
    reasons = [Reason(**row.cleaned_data) for row in rows if row.has_changed()]
    if step == Action.REJECT:
        return actions.reject(person, filing.uid, version, reasons, opinion, number)
    why_late = form.cleaned_data.get("why_late", "")
    return actions.return_for_correction(person, filing.uid, version, reasons, opinion, number, why_late)
