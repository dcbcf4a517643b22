"""One locked filing in the hands of one person: what every action starts from and ends with."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404

from accounts.models import User
from accounts.roles import Role
from filings import document, workflow
from filings.models import Filing, FilingEvent, FilingSnapshot
from filings.queries import content_digest, read_document, relations, visible_to
from filings.workflow import Action, Relation, State
from icpportal.core import clock
from icpportal.core.errors import Conflict, Refused
from icpportal.core.inserting import insert
from icpportal.core.seal import seal
from providers.models import Provider
from providers.queries import provider_of

STALE = "这件申请刚刚被修改过，您看到的不是最新内容。请核对最新内容后再操作，您填写的文字还在。"


@dataclass(frozen=True)
class Reason:
    """One review reason, bound to a field: `path` as in `rules.Problem` (section and field), or empty."""

    code: str
    path: str = ""
    text: str = ""
    suggestion: str = ""


@dataclass
class Case:
    """A filing whose row is locked, and what its actor is to it. `now` is one instant for all that is written."""

    filing: Filing
    actor: User
    relations: frozenset[Relation]
    request_id: str = ""
    now: Any = field(default_factory=clock.now)
    provider: Provider | None = None

    def content(self) -> document.Document:
        return read_document(self.filing)


@contextmanager
def locked(actor: User, uid: uuid.UUID, request_id: str = "") -> Iterator[Case]:
    """A transaction that begins by locking filing `uid`; what `actor` may not see reads as not there.

    :raises Http404: no such filing for this actor
    """
    with transaction.atomic():
        filing = _lock(actor, uid)
        if filing is None:
            raise Http404
        provider = provider_of(actor) if actor.role == Role.PROVIDER else None
        yield Case(filing, actor, relations(actor, filing), request_id, provider=provider)


def _lock(actor: User, uid: uuid.UUID) -> Filing | None:
    """A provider's sight hangs on accesses, which may have gone while the lock was waited for: they are asked for
    afterwards. Everybody else's hangs on the row alone, which the database looks at again once it has the lock.
    """
    if actor.role != Role.PROVIDER:
        return _locking(visible_to(actor)).filter(uid=uid).first()
    filing = _locking(Filing.objects.all()).filter(uid=uid).first()
    return filing if filing and visible_to(actor).filter(pk=filing.pk).exists() else None


def _locking(filings: QuerySet[Filing]) -> QuerySet[Filing]:
    """With their owners, of whom nearly every action asks something, and who are not locked."""
    return filings.select_related("owner").select_for_update(of=("self",))


def require(case: Case, action: Action) -> workflow.Transition:
    """The row of the transition table that allows `action` now.

    :raises Refused: the table has none; the sentence says why
    """
    filing = case.filing
    kind, state = workflow.Kind(filing.kind), State(filing.state)
    row = workflow.find_transition(action, kind, state, case.relations)
    if row is None:
        raise Refused("transition", workflow.why_not(action, kind, state))
    return row


def require_version(case: Case, version: int | None) -> None:
    """:raises Conflict: `version` is missing or not the filing's"""
    if version != case.filing.version:
        raise Conflict("stale", STALE)


@contextmanager
def moving(
    case: Case,
    action: Action,
    target: State,
    *,
    opinion: str = "",
    reasons: Sequence[Reason] = (),
    paths: Sequence[str] = (),
    content: document.Document | None = None,
) -> Iterator[dict[str, Any]]:
    """The one writer of `Filing.state`.

    In the caller's transaction: one `FilingEvent`; from 完成 on one `FilingSnapshot` of the content as it now is; then
    the body of the ``with``, which puts what else changes into the dictionary that it gets; at last compare-and-swap on
    `version` (which rises by one) setting the state and these changes. An edit moves a state to itself.

    :param content: the content as it now is, of a caller that has just read it; otherwise it is read
    :raises Conflict: another transaction was first
    """
    filing, changes = case.filing, dict[str, Any]()
    _record(case, action, target, opinion, reasons, paths)
    if target not in {State.DRAFT, State.DISCARDED}:
        _keep_snapshot(filing, case.content() if content is None else content)
    yield changes
    changes |= {"state": target.value, "version": filing.version + 1}
    if target in workflow.ENDED_STATES:
        changes["ended_at"] = case.now
    if not Filing.objects.filter(pk=filing.pk, version=filing.version).update(**changes):
        raise Conflict("stale", STALE)
    # The row is locked, so it holds what has just been written.
    for name, value in changes.items():
        setattr(filing, name, value)


def move(
    case: Case,
    action: Action,
    target: State,
    *,
    opinion: str = "",
    reasons: Sequence[Reason] = (),
    paths: Sequence[str] = (),
    content: document.Document | None = None,
    **changes: Any,
) -> None:
    """As `moving`, where what else changes is known beforehand."""
    with moving(case, action, target, opinion=opinion, reasons=reasons, paths=paths, content=content) as late:
        late.update(changes)


def _record(
    case: Case, action: Action, target: State, opinion: str, reasons: Sequence[Reason], paths: Sequence[str]
) -> None:
    filing, actor = case.filing, case.actor
    event = FilingEvent(
        filing=filing,
        created_at=case.now,
        action=action,
        from_state=filing.state,
        to_state=target,
        actor=actor,
        actor_role=actor.role,
        actor_provider=case.provider,
        on_behalf_of=filing.owner if actor.role == Role.PROVIDER else None,
        opinion=opinion,
        reasons=[vars(reason) for reason in reasons],
        paths=list(paths),
        from_version=filing.version,
        to_version=filing.version + 1,
        request_id=case.request_id,
    )
    insert([event])


def _keep_snapshot(filing: Filing, content: document.Document) -> None:
    """Sealed, of the version that comes next."""
    snapshot = FilingSnapshot(
        filing=filing,
        version=filing.version + 1,
        sealed=seal("snapshot", document.to_json(content)),
        digest=content_digest(content),
    )
    insert([snapshot])
