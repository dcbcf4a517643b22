"""One filing on the provider desk: what the provider sees, may edit, must mend, and may decide."""

import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import role_required, signed_in
from accounts.models import User
from accounts.roles import Role
from filings import document
from filings.actions.viewing import record_view
from filings.forms.places import anchor_of
from filings.gate import filing_for
from filings.models import Filing
from filings.queries import content_digest, read_document, relations
from filings.queries.mending import Fault, faults_of, last_event
from filings.queries.reading import Reading, reading_of
from filings.queries.shown import shown_to
from filings.queries.standing import standing_of
from filings.queries.whole import whole_filing
from filings.views.addresses import editable_addresses
from filings.workflow import (
    ACTION_NAMES,
    Action,
    Kind,
    Relation,
    State,
    editable_parts,
    find_transition,
    why_not,
)


@dataclass(frozen=True)
class Verdict:
    """What a provider may decide: a button, or why there is none. `address` is empty then."""

    name: str
    address: str
    why: str
    is_main: bool


@dataclass(frozen=True)
class Right:
    """Whether the provider may edit one section, in words."""

    title: str
    words: str


@dataclass(frozen=True)
class Task:
    """One fault and the address of its field, empty where this provider cannot mend it."""

    fault: Fault
    address: str


@require_safe
@role_required(Role.PROVIDER)
def filing(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    person = signed_in(request)
    found = filing_for(person, uid)
    record_view(person, found)
    return render(request, "filings/desk_filing.html", filing_context(person, found))


def filing_context(person: User, filing: Filing) -> dict[str, Any]:
    """What the page shows. Its digest is of the very content that it shows, so that a verdict can name it."""
    content = shown_to(person, read_document(filing), filing)
    whole = whole_filing(person, filing, content)
    links = editable_addresses(person, filing, content)
    known = relations(person, filing)
    reading = reading_of(content, links)
    verdicts, correct_address = _verdicts(filing, known, content), _correct_address(filing, known)
    return whole | {
        "menu": "desk",
        "reading": reading,
        "standing": standing_of(filing, whole["events"], for_owner=False),
        "rights": section_rights(reading, links),
        "locked": "" if links else why_locked(filing, known),
        "tasks": _tasks(filing, whole, content, links),
        "verdicts": verdicts,
        "correct_address": correct_address,
        "has_task": bool(correct_address) or any(verdict.address for verdict in verdicts),
    }


def section_rights(reading: Reading, links: dict[str, str]) -> list[Right]:
    """Each section and what the provider may do to it; nothing while all is locked."""
    if not links:
        return []
    found = [_right(reading.entity.title, reading.entity.key in links)]
    for site in reading.websites:
        found.append(_right(site.title, site.key in links))
        found += [_right(f"{site.title}，{access.title}", access.key in links) for access in site.accesses]
    return found


def _right(title: str, may_edit: bool) -> Right:
    return Right(
        title, "可以代为修改" if may_edit else "不能修改，由这条接入的服务商负责；贵公司只看得到名称"
    )


def why_locked(filing: Filing, known: frozenset[Relation]) -> str:
    """Why nothing of it may be edited by a provider that is `known` so to it."""
    state = State(filing.state)
    if state == State.RETURNED and filing.kind == Kind.CHANGE and Relation.CHECKING_PROVIDER not in known:
        return "这件变更由提出变更的接入服务商修改，贵公司不能修改。"
    if state in {State.PROVIDER_CHECK, State.RETURNED} and Relation.CHECKING_PROVIDER not in known:
        return "贵公司已经核实过，现在不能修改。管局退回，或其他接入服务商改动了贵公司核实过的内容时，会重新打开。"
    return f"这件申请现在的状态是“{filing.get_state_display()}”，内容已经锁定，任何人都不能修改。"


def _tasks(
    filing: Filing, whole: dict[str, Any], content: document.Document, links: dict[str, str]
) -> list[Task]:
    if filing.state != State.RETURNED:
        return []
    events = whole["events"]
    faults = faults_of(last_event(events, Action.RETURN), events, content)
    return [Task(fault, _field_address(fault, links)) for fault in faults]


def _field_address(fault: Fault, links: dict[str, str]) -> str:
    address = links.get(fault.section, "")
    return f"{address}#{anchor_of(fault.field)}" if address and fault.field else address


def _verdicts(filing: Filing, known: frozenset[Relation], content: document.Document) -> list[Verdict]:
    """核实通过 or 修改后重报, and 不予核实; none for a draft, which nobody checks."""
    if filing.state == State.DRAFT:
        return []
    seen = urlencode({"seen": content_digest(content), "version": filing.version})
    main = Action.RESUBMIT if filing.state == State.RETURNED else Action.VERIFY
    return [_verdict(action, filing, known, seen, action == main) for action in (main, Action.DECLINE)]


def _verdict(action: Action, filing: Filing, known: frozenset[Relation], seen: str, is_main: bool) -> Verdict:
    kind, state = Kind(filing.kind), State(filing.state)
    if find_transition(action, kind, state, known) is None:
        return Verdict(ACTION_NAMES[action], "", why_not(action, kind, state), is_main)
    address = reverse(f"filings:desk-{action}", args=[filing.uid])
    return Verdict(ACTION_NAMES[action], f"{address}?{seen}", "", is_main)


def _correct_address(filing: Filing, known: frozenset[Relation]) -> str:
    """代为修改, if this provider may edit anything now."""
    if not editable_parts(Kind(filing.kind), State(filing.state), known):
        return ""
    return reverse("filings:correct", args=[filing.uid])
