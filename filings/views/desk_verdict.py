"""核实通过, 修改后重报 and 不予核实: a small page each, which says what will be sent to whom, and the deed."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.access import role_required, signed_in
from accounts.models import User
from accounts.roles import Role
from filings import actions, document, rules
from filings.actions.completeness import NotComplete
from filings.forms.verdict import DeclineForm, OpinionForm
from filings.gate import filing_for
from filings.models import Filing, FilingEvent, ProviderCheck
from filings.queries import content_digest, read_document, relations
from filings.queries.reading import reading_of
from filings.queries.shown import shown_to
from filings.views.addresses import Found, editable_addresses, placed, seen_problems
from filings.workflow import ACTION_NAMES, Action, Kind, State, find_transition, why_not
from icpportal.core.errors import PortalError
from icpportal.core.regions import authority_name
from icpportal.core.requests import request_id
from icpportal.core.text import small_number
from providers.queries import provider_of

VerdictForm = OpinionForm | DeclineForm


@dataclass(frozen=True)
class Seen:
    """What the person was shown before: the digest of the content, and the filing's version, as text."""

    digest: str
    version: str

    def number(self) -> int:
        """The version; 0 if it is none."""
        return small_number(self.version) or 0


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.PROVIDER)
def verify(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    return _verdict(request, uid, Action.VERIFY)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.PROVIDER)
def resubmit(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    return _verdict(request, uid, Action.RESUBMIT)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.PROVIDER)
def decline(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    return _verdict(request, uid, Action.DECLINE)


def _verdict(request: HttpRequest, uid: uuid.UUID, action: Action) -> HttpResponse:
    person = signed_in(request)
    filing = filing_for(person, uid)
    if request.method == "POST":
        return _decide(request, filing, action)
    if not _is_open(action, person, filing):
        messages.error(request, why_not(action, Kind(filing.kind), State(filing.state)))
        return redirect("filings:desk-filing", uid=uid)
    seen = Seen(request.GET.get("seen", ""), request.GET.get("version", ""))
    return _page(request, filing, action, _form(action), seen)


def _form(action: Action, data: Any = None) -> VerdictForm:
    return DeclineForm(data) if action == Action.DECLINE else OpinionForm(data)


def _is_open(action: Action, person: User, filing: Filing) -> bool:
    known = relations(person, filing)
    return find_transition(action, Kind(filing.kind), State(filing.state), known) is not None


def _decide(request: HttpRequest, filing: Filing, action: Action) -> HttpResponse:
    person, form = signed_in(request), _form(action, request.POST)
    seen = Seen(request.POST.get("digest", ""), request.POST.get("version", ""))
    if not form.is_valid():
        return _page(request, filing, action, form, seen)
    try:
        _carry_out(person, filing, action, seen.digest, form.words(), request_id(request))
    except PortalError as error:
        if not _is_own_second_press(person, filing, action):
            return _refused(request, filing, action, form, seen, error)
    messages.success(request, f"{filing.receipt_number}：{ACTION_NAMES[action]}，已记入办理记录。")
    return redirect("filings:desk-filing", uid=filing.uid)


def _carry_out(
    person: User, filing: Filing, action: Action, digest: str, words: str, request_id: str
) -> Filing:
    if action == Action.DECLINE:
        return actions.decline(person, filing.uid, words, request_id, digest=digest)
    act = actions.verify if action == Action.VERIFY else actions.resubmit
    return act(person, filing.uid, digest, words, request_id)


def _is_own_second_press(person: User, filing: Filing, action: Action) -> bool:
    """Whether the same person has just given the same verdict: a button pressed twice is no mistake."""
    outcome = ProviderCheck.State.DECLINED if action == Action.DECLINE else ProviderCheck.State.PASSED
    mine = filing.checks.filter(provider=provider_of(person), state=outcome, decided_by=person)
    last = filing.events.order_by("-pk").first()
    return mine.exists() and last is not None and last.action == action and last.actor_id == person.pk


def _refused(
    request: HttpRequest,
    filing: Filing,
    action: Action,
    form: VerdictForm,
    seen: Seen,
    error: PortalError,
) -> HttpResponse:
    """409: nothing was written; what was typed stays in `form`."""
    filing = filing_for(signed_in(request), filing.uid)
    form.add_error(None, error.sentence)
    problems = error.problems if isinstance(error, NotComplete) else ()
    return _page(request, filing, action, form, seen, problems, 409)


def _page(
    request: HttpRequest,
    filing: Filing,
    action: Action,
    form: VerdictForm,
    seen: Seen,
    problems: tuple[rules.Problem, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """The form. Where the content is not what was seen before, the page shows it, and the differences since."""
    person = signed_in(request)
    content = shown_to(person, read_document(filing), filing)
    digest = content_digest(content)
    found, elsewhere = _problems(person, filing, content, problems)
    context = {
        "menu": "desk",
        "filing": filing,
        "action": action,
        "title": ACTION_NAMES[action],
        "form": form,
        "may_send": _is_open(action, person, filing),
        "will_be_sent": _will_be_sent(action, person, filing),
        "digest": digest,
        "is_stale": bool(seen.digest) and seen.digest != digest,
        "reading": None if seen.digest == digest else reading_of(content),
        "corrections": _corrections_since(filing, seen) if seen.digest != digest else (),
        "found": found,
        "elsewhere": elsewhere,
    }
    return render(request, "filings/desk_verdict.html", context, status=status)


def _corrections_since(filing: Filing, seen: Seen) -> list[FilingEvent]:
    """The edits after the version that was seen; none if no version is known."""
    if not seen.number():
        return []
    later = filing.events.filter(action=Action.CORRECT, to_version__gt=seen.number())
    return list(later.select_related("actor_provider").order_by("-pk")[:5])


def _problems(
    person: User, filing: Filing, content: document.Document, problems: tuple[rules.Problem, ...]
) -> tuple[list[Found], int]:
    """Those in what `person` sees, with links, and how many there are in the rest."""
    mine = seen_problems(problems, content)
    links = editable_addresses(person, filing, content)
    return placed(filing, content, mine, links), len(problems) - len(mine)


def _will_be_sent(action: Action, person: User, filing: Filing) -> str:
    checks = filing.checks.filter(state=ProviderCheck.State.OPEN).exclude(provider=provider_of(person))
    others = "、".join(check.provider.name for check in checks.select_related("provider"))
    authority = authority_name(filing.province)
    if action == Action.DECLINE:
        more = f"{others}也不用再核实。" if others else ""
        end = "这件申请就此结束，不能恢复；主办者可以改好后重新填报。"
        return f"网站主办者会收到短信和邮件：接入服务商不予核实，登录后可以看到下面的理由。{end}{more}"
    if others:
        return f"贵公司的结论记入办理记录，还要等{others}处理完，才送交{authority}。这一步不发短信和邮件。"
    silent = "这一步不发短信和邮件，主办者在“备案进度查询”里看得到。"
    return f"申请随即送交{authority}审核，审核期间任何人都不能修改。{silent}"
