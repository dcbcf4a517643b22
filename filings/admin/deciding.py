"""审核通过, 退回修改, 不予备案: a page each under the filing, open to whom the workflow table lets decide."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from accounts.models import User
from filings import actions
from filings.actions.case import Reason
from filings.forms.decision import DecisionForm, ReasonForm, reason_forms
from filings.gate import signed_in
from filings.models import Filing, PreApproval
from filings.queries import read_document, relations
from filings.queries.reading import reading_of
from filings.workflow import ACTION_NAMES, CHECKED_KINDS, Action, Kind, State, find_transition, why_not
from icpportal.core.errors import PortalError

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Filing]
else:
    Base = object

_DECISIONS = (Action.APPROVE, Action.RETURN, Action.REJECT)
_WILL_BE_SENT = {
    Action.APPROVE: "网站主办者会收到短信和邮件：审核通过和备案号；注销的，告知已注销。",
    Action.RETURN: "网站主办者和须修改的接入服务商会收到短信和邮件：申请被退回，由接入服务商代为修改。",
    Action.REJECT: "网站主办者会收到短信和邮件：不予备案，登录后可查看理由。这件申请就此结束，不能恢复。",
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


class DecisionPages(Base):
    """Mixed into the filings' admin: adds ``<id>/decide/<action>/``. GET shows the form, POST decides."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_http_methods(["GET", "HEAD", "POST"])(self.decide_view))
        route = "<path:object_id>/decide/<str:action>/"
        return [path(route, view, name="filings_filing_decide"), *super().get_urls()]

    def decide_view(self, request: HttpRequest, object_id: str, action: str) -> HttpResponse:
        filing = self.get_object(request, unquote(object_id))
        if filing is None or action not in _DECISIONS:
            raise Http404
        step = Action(action)
        if request.method == "POST":
            return self._decide(request, filing, step)
        if not _is_open(step, signed_in(request), filing):
            messages.error(request, why_not(step, Kind(filing.kind), State(filing.state)))
            return redirect("admin:filings_filing_change", filing.pk)
        return self._show(request, filing, step, *_forms(None, filing, step))

    def _decide(self, request: HttpRequest, filing: Filing, step: Action) -> HttpResponse:
        form, rows = _forms(request.POST, filing, step)
        if not all([form.is_valid(), *[row.is_valid() for row in rows]]):
            return self._show(request, filing, step, form, rows)
        try:
            decided = _carry_out(request, filing, step, form, rows)
        except PortalError as error:
            return self._show(request, filing, step, form, rows, error)
        number = f"，备案号 {decided.filing_number}" if decided.filing_number else ""
        messages.success(request, f"{decided.receipt_number}：{ACTION_NAMES[step]}{number}。")
        return redirect("admin:filings_filing_changelist")

    def _show(
        self,
        request: HttpRequest,
        filing: Filing,
        step: Action,
        form: DecisionForm,
        rows: list[ReasonForm],
        error: PortalError | None = None,
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
            "will_be_sent": _WILL_BE_SENT[step],
        }
        status = 409 if error else 200
        return TemplateResponse(request, "admin/filings/filing/decide.html", context, status=status)


def _forms(data: Any, filing: Filing, step: Action) -> tuple[DecisionForm, list[ReasonForm]]:
    initial = {"version": filing.version}
    if step != Action.APPROVE:
        return DecisionForm(data, initial=initial), reason_forms(data, reading_of(read_document(filing)))
    papers = PreApproval.objects.none()
    if filing.kind in CHECKED_KINDS:
        missing = PreApproval.objects.filter(website__filing=filing, received_on__isnull=True)
        papers = missing.select_related("website").order_by("pk")
    return DecisionForm(data, initial=initial, papers=papers), []


def _carry_out(
    request: HttpRequest, filing: Filing, step: Action, form: DecisionForm, rows: Sequence[ReasonForm]
) -> Filing:
    person, request_id = signed_in(request), getattr(request, "request_id", "")
    version, opinion = form.cleaned_data["version"], form.cleaned_data["opinion"]
    if step == Action.APPROVE:
        return actions.approve(person, filing.uid, version, opinion, request_id, form.papers())
    reasons = [Reason(**row.cleaned_data) for row in rows if row.has_changed()]
    act = actions.return_for_correction if step == Action.RETURN else actions.reject
    return act(person, filing.uid, version, reasons, opinion, request_id)
