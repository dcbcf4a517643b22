"""完成, 删除草稿, 撤回: what the one who opened a filing, or its owner, does to it."""

import secrets
import uuid

from accounts.models import User
from filings import document, notices
from filings.actions.case import Case, locked, move, require, require_version
from filings.actions.claims import release_claims, sync_claims
from filings.actions.completeness import arrival, require_complete
from filings.actions.sections import delete_sections
from filings.models import Filing, ProviderCheck
from filings.queries import content_digest, provider_view
from filings.workflow import OWNER_CANCELS, Action, Kind, State

# No letters that are read for digits; the check character makes a mistyped receipt number show.
RECEIPT_ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXYZ"


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
        arrived = arrival(case) if target == State.AUTHORITY_REVIEW else {}
        move(
            case,
            Action.SUBMIT,
            target,
            receipt_number=new_receipt_number(),
            submitted_at=case.now,
            province=case.filing.province or content.entity.province,
            **arrived,
        )
        notices.submitted(case.filing)
        return case.filing


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
    """One check per provider named; those of a 变更 count as passed: its opener vouches for what it may edit."""
    named = {
        access.provider_id for site in content.websites for access in site.accesses if access.provider_id
    }
    for provider_id in sorted(named):
        ProviderCheck.objects.create(
            filing=case.filing,
            provider_id=provider_id,
            state=ProviderCheck.State.PASSED if passed else ProviderCheck.State.OPEN,
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


def withdraw(
    actor: User, uid: uuid.UUID, version: int | None, opinion: str = "", request_id: str = ""
) -> Filing:
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
