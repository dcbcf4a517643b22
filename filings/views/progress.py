"""备案进度查询, and 撤回."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access import role_required, signed_in
from accounts.models import User
from accounts.roles import Role
from filings import actions
from filings.forms.withdraw import WithdrawForm
from filings.gate import filing_for
from filings.models import Filing, FilingEvent
from filings.queries.comparing import content_at
from filings.queries.history import events_of, history_rows
from filings.queries.listing import may_refile, may_withdraw, own_filings
from filings.queries.mending import Fault, faults_of, last_event
from filings.queries.next_steps import next_steps
from filings.queries.shown import present_content, shown_to
from filings.queries.standing import standing_of
from filings.workflow import OWNER_FILLED, Action, Kind, State, why_not
from icpportal.core.errors import PortalError
from icpportal.core.requests import request_id

OTHERS_SHOWN = 20


@require_safe
@role_required(Role.OWNER)
def progress(request: HttpRequest, uid: uuid.UUID | None = None) -> HttpResponse:
    """One filing's progress, by default the newest one's, and links to the others."""
    owner = signed_in(request)
    filings = list(own_filings(owner)[: OTHERS_SHOWN + 1])
    filing = filing_for(owner, uid) if uid else next(iter(filings), None)
    if filing is None:
        return render(request, "filings/progress_empty.html", {"menu": "progress"})
    events = events_of(filing)
    context = {
        "menu": "progress",
        "filing": filing,
        "standing": standing_of(filing, events, for_owner=True),
        "rows": history_rows(filing, events, seen=None),
        "others": [other for other in filings if other.pk != filing.pk],
        "may_withdraw": may_withdraw(owner, filing),
        "may_refile": may_refile(owner, filing),
        "faults": _faults(owner, filing, events),
        "next_steps": next_steps(filing),
    }
    return render(request, "filings/progress.html", context)


def _faults(owner: User, filing: Filing, events: list[FilingEvent]) -> tuple[Fault, ...]:
    """What the authority found, while it is to be mended or was the end; of the content that it judged."""
    if filing.state not in {State.RETURNED, State.REJECTED}:
        return ()
    judged = last_event(events, Action.RETURN, Action.REJECT)
    content = (content_at(filing, judged.to_version) if judged else None) or present_content(filing)
    return faults_of(judged, events, shown_to(owner, content, filing))


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.OWNER)
def withdraw(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """A page that asks, then the deed; on what cannot be withdrawn, the reason why."""
    owner = signed_in(request)
    filing = filing_for(owner, uid)
    if request.method == "POST":
        return _withdraw(request, filing)
    if not may_withdraw(owner, filing):
        messages.error(request, why_not(Action.WITHDRAW, Kind(filing.kind), State(filing.state)))
        return redirect("filings:progress", uid=filing.uid)
    return _ask(request, filing, WithdrawForm(initial={"version": filing.version}))


def _withdraw(request: HttpRequest, filing: Filing) -> HttpResponse:
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _ask(request, filing, form)
    try:
        actions.withdraw(
            signed_in(request),
            filing.uid,
            form.cleaned_data["version"],
            form.cleaned_data["opinion"],
            request_id=request_id(request),
        )
    except PortalError as error:
        filing.refresh_from_db()
        if filing.state == State.WITHDRAWN:
            return _withdrawn(request, filing)
        again = WithdrawForm({"version": filing.version, "opinion": form.cleaned_data["opinion"]})
        again.add_error(None, error.sentence)
        return _ask(request, filing, again, status=409)
    return _withdrawn(request, filing)


def _withdrawn(request: HttpRequest, filing: Filing) -> HttpResponse:
    """After the deed, and after its button was pressed once more."""
    after = "需要时可以重新填报。" if filing.kind in OWNER_FILLED else "原来的备案继续有效。"
    messages.success(request, f"申请已撤回。{after}")
    return redirect("filings:progress", uid=filing.uid)


def _ask(request: HttpRequest, filing: Filing, form: WithdrawForm, status: int = 200) -> HttpResponse:
    context = {"menu": "progress", "filing": filing, "form": form}
    return render(request, "filings/withdraw.html", context, status=status)
