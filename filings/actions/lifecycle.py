"""完成, 删除草稿, 撤回: what the one who opened a filing, or its owner, does to it."""

import secrets
import uuid

from accounts.models import User
from filings import notices, rules
from filings.actions.case import Case, locked, move, require, require_version
from filings.actions.claims import release_claims, sync_claims
from filings.actions.sections import delete_sections
from filings.models import Filing, ProviderCheck
from filings.queries import content_digest, provider_view
from filings.queries.facts import facts_for
from filings.workflow import OWNER_CANCELS, Action, Kind, State
from icpportal.core.errors import PortalError, Refused
from filings import document

# No letters that are read for digits; the check character makes a mistyped receipt number show.
RECEIPT_ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXYZ"


class NotComplete(Refused):
    """Hard problems block 完成 or the last verdict; `problems` are the rules' own, in reading order."""

    def __init__(self, problems: tuple[rules.Problem, ...]) -> None:
        super().__init__("incomplete", f"还有 {len(problems)} 处需要补充或修改，改好后再提交。")
        self.problems = problems


def submit(actor: User, uid: uuid.UUID, version: int | None, request_id: str = "") -> Filing:
    """完成: locks the filing for its owner for good.

    Side effects, in one transaction: claims, receipt number, one open check per provider named, state, event,
    snapshot, messages to the owner and the providers.

    :raises Refused: not a draft of theirs, another filing open (1017), or hard problems (`NotComplete`)
    :raises Conflict: `version` is not the filing's
    """
    with locked(actor, uid, request_id) as case:
        row = require(case, Action.SUBMIT)
        require_version(case, version)
        content = case.content()
        require_complete(case, content)
        if case.filing.kind not in OWNER_CANCELS | {Kind.AUTHORITY_CANCEL}:
            sync_claims(case.filing, content)
        (target,) = row.targets
        _open_checks(case, content, passed=case.filing.kind == Kind.CHANGE)
        arrival = _arrival(case) if target == State.AUTHORITY_REVIEW else {}
        move(
            case,
            Action.SUBMIT,
            target,
            receipt_number=new_receipt_number(),
            submitted_at=case.now,
            province=case.filing.province or content.entity.province,
            **arrival,
        )
        notices.submitted(case.filing)
        return case.filing


def require_complete(case: Case, content: document.Document) -> None:
    """:raises NotComplete: the content has hard problems"""
    problems = rules.hard(rules.check(content, facts_for(case.filing, content)))
    if problems:
        raise NotComplete(problems)


def _arrival(case: Case) -> dict[str, object]:
    return {"arrived_at": case.now, "first_arrived_at": case.filing.first_arrived_at or case.now}


def new_receipt_number() -> str:
    """A random receipt number with a check character, e.g. ``R7K2-49QD-0815``: 11 symbols and the check, by fours."""
    body = "".join(secrets.choice(RECEIPT_ALPHABET) for _ in range(11))
    text = body + receipt_check(body)
    return "-".join((text[:4], text[4:8], text[8:]))


def receipt_check(body: str) -> str:
    """The check character: weights 1 to 11, modulo 29, so that any single slip and any swap of neighbours shows."""
    total = sum(place * RECEIPT_ALPHABET.index(symbol) for place, symbol in enumerate(body, 1))
    return RECEIPT_ALPHABET[total % 29]


def _open_checks(case: Case, content: document.Document, *, passed: bool) -> None:
    """One check per provider named; the opener's own of a 变更 counts as passed with its submit."""
    named = {access.provider_id for site in content.websites for access in site.accesses if access.provider_id}
    for provider_id in sorted(named):
        own = passed and provider_id == case.filing.opened_for_id
        ProviderCheck.objects.create(
            filing=case.filing,
            provider_id=provider_id,
            state=ProviderCheck.State.PASSED if own or passed else ProviderCheck.State.OPEN,
            decided_by=case.actor if passed else None,
            decided_at=case.now if passed else None,
            digest=content_digest(provider_view(content, provider_id)) if passed else "",
        )


def discard(actor: User, uid: uuid.UUID, request_id: str = "") -> None:
    """删除草稿: deletes the sections; the filing's row and its event stay.

    :raises Refused: not a draft, or opened by somebody else
    """
    with locked(actor, uid, request_id) as case:
        require(case, Action.DISCARD)
        delete_sections(case.filing)
        move(case, Action.DISCARD, State.DISCARDED)


def withdraw(actor: User, uid: uuid.UUID, version: int | None, opinion: str = "", request_id: str = "") -> Filing:
    """撤回: ends an open filing at its owner's wish and frees its claims; it stays readable.

    :raises Refused: not open, or not the owner's
    :raises Conflict: `version` is not the filing's
    """
    with locked(actor, uid, request_id) as case:
        require(case, Action.WITHDRAW)
        require_version(case, version)
        release_claims(case.filing)
        move(case, Action.WITHDRAW, State.WITHDRAWN, opinion=opinion)
        notices.withdrawn(case.filing)
        return case.filing


__all__ = ["NotComplete", "PortalError", "discard", "submit", "withdraw"]
