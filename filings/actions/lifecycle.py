"""完成, 删除草稿, 撤回: what the one who opened a filing, or its owner, does to it."""

import secrets
import uuid

from django.db import IntegrityError, transaction

from accounts.models import User
from filings import document, notices
from filings.actions.case import Case, locked, move, require, require_version
from filings.actions.claims import release_claims, sync_claims
from filings.actions.completeness import arrival, require_complete
from filings.actions.fingerprints import sync_fingerprints
from filings.actions.sections import delete_sections
from filings.difference import changed_paths
from filings.models import Access, Filing, ProviderCheck
from filings.queries import content_digest, seen_by_provider
from filings.queries.register import has_moved, registered_document
from filings.workflow import CANCEL_KINDS, OWNER_FILLED, Action, Kind, State
from icpportal.core.errors import Refused
from icpportal.core.text import by_fours

REGISTER_MOVED = "这份变更开始填写以后，登记的内容有了变动。请删除这份草稿，按现在的内容重新办理变更。"
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
        _require_terms(case.filing)
        _require_change(case.filing, content)
        require_complete(case, content)
        if case.filing.kind not in CANCEL_KINDS:
            sync_claims(case.filing, content)
        sync_fingerprints(case.filing, content)
        (target,) = row.targets
        _open_checks(case, content)
        _move_on(case, content, target)
        notices.submitted(case.filing)
        return case.filing


def _require_terms(filing: Filing) -> None:
    """:raises Refused: a cancellation names no website, says no reason, or the authority's no article (arts. 22, 23,
    27, 28)"""
    if filing.kind == Kind.CANCEL_WEBSITE and filing.target_website_id is None:
        raise Refused("target", "请选择要注销的网站。")
    if filing.kind in CANCEL_KINDS and not filing.statement.strip():
        raise Refused("statement", "请写明注销的理由。")
    if filing.kind == Kind.AUTHORITY_CANCEL and not filing.article.strip():
        raise Refused("article", "请写明依职权注销所依据的条款。")


def _require_change(filing: Filing, content: document.Document) -> None:
    """A 变更 replaces what is registered, so it must have begun from what is registered now.

    :raises Refused: it says what the register says already, or the register moved since it was opened
    """
    if filing.kind != Kind.CHANGE:
        return
    if has_moved(filing):
        raise Refused("moved", REGISTER_MOVED)
    if not changed_paths(registered_document(filing), content):
        raise Refused("no-change", "这件变更没有改动任何已备案的内容。请先修改，再点“完成”。")


def _move_on(case: Case, content: document.Document, target: State) -> None:
    """:raises Refused: another filing of the owner was submitted at the same instant (1017)"""
    arrived = arrival(case) if target == State.AUTHORITY_REVIEW else {}
    try:
        with transaction.atomic():
            move(
                case,
                Action.SUBMIT,
                target,
                receipt_number=new_receipt_number(),
                submitted_at=case.now,
                province=case.filing.province or content.entity.province,
                **arrived,
            )
    except IntegrityError as error:
        whose = "主办者" if case.filing.kind == Kind.CHANGE else "您"
        sentence = f"{whose}有另一件申请正在办理（1017 备案变更中），办结后才能提交这一件。"
        raise Refused("1017", sentence) from error


def new_receipt_number() -> str:
    """A random receipt number with a check character, e.g. ``R7K2-49QD-0815``: 11 symbols and the check, by fours."""
    body = "".join(secrets.choice(RECEIPT_ALPHABET) for _ in range(11))
    return by_fours(body + receipt_check(body))


def receipt_check(body: str) -> str:
    """The check character: weights 1 to 11, modulo 29, so that any single slip and any swap of neighbours shows."""
    total = sum(place * RECEIPT_ALPHABET.index(symbol) for place, symbol in enumerate(body, 1))
    return RECEIPT_ALPHABET[total % 29]


def _open_checks(case: Case, content: document.Document) -> None:
    """One open check per provider named; of a 变更 its opener's alone, passed: it vouches for what it changed. In a
    新增接入 only those that are added are asked: who leaves a provider does not need its verdict.
    """
    filing = case.filing
    if filing.kind == Kind.CHANGE and case.provider is not None:
        ProviderCheck.objects.create(
            filing=filing,
            provider=case.provider,
            state=ProviderCheck.State.PASSED,
            decided_by=case.actor,
            decided_at=case.now,
            digest=content_digest(seen_by_provider(filing, content, case.provider.pk)),
        )
    elif filing.kind in OWNER_FILLED:
        named = Access.objects.filter(website__filing=filing, registered__isnull=True)
        keys = set(named.values_list("provider_id", flat=True))
        ProviderCheck.objects.bulk_create(
            ProviderCheck(filing=filing, provider_id=key) for key in sorted(keys)
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
