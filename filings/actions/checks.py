"""核实通过, 不予核实, 修改后重报: what providers do with a filing that names them."""

import uuid

from accounts.models import User
from filings import document, notices
from filings.actions.case import STALE, Case, locked, move, require
from filings.actions.claims import release_claims
from filings.actions.completeness import arrival, require_complete
from filings.models import Filing, ProviderCheck
from filings.queries import content_digest, seen_by_provider
from filings.workflow import Action, State
from icpportal.core.errors import Conflict, Refused
from providers.models import Provider


def verify(actor: User, uid: uuid.UUID, digest: str, opinion: str = "", request_id: str = "") -> Filing:
    """核实通过. `digest` is of what this provider was shown.

    Side effects: its check passes; with the last verdict the filing goes on to the authority.

    :raises Refused: no open check, or hard problems at the last verdict (`NotComplete`)
    :raises Conflict: the content is not what was shown
    """
    return _pass(actor, uid, digest, opinion, request_id, Action.VERIFY)


def resubmit(actor: User, uid: uuid.UUID, digest: str, opinion: str = "", request_id: str = "") -> Filing:
    """修改后重报, from 退回: as `verify`."""
    return _pass(actor, uid, digest, opinion, request_id, Action.RESUBMIT)


def _pass(actor: User, uid: uuid.UUID, digest: str, opinion: str, request_id: str, action: Action) -> Filing:
    with locked(actor, uid, request_id) as case:
        require(case, action)
        content = case.content()
        check = ProviderCheck.objects.get(filing=case.filing, provider=case.provider)
        _require_shown(case.filing, content, check.provider_id, digest)
        check.state, check.digest = ProviderCheck.State.PASSED, digest
        check.decided_by, check.decided_at, check.reason = actor, case.now, opinion
        check.save()
        if case.filing.checks.filter(state=ProviderCheck.State.OPEN).exists():
            move(case, action, State(case.filing.state), opinion=opinion)
        else:
            require_complete(case, content)
            move(case, action, State.AUTHORITY_REVIEW, opinion=opinion, **arrival(case))
        return case.filing


def _require_shown(filing: Filing, content: document.Document, provider_id: int, digest: str) -> None:
    if content_digest(seen_by_provider(filing, content, provider_id)) != digest:
        raise Conflict("stale", STALE)


def decline(
    actor: User, uid: uuid.UUID, reason: str, request_id: str = "", digest: str | None = None
) -> Filing:
    """不予核实: ends the filing, with a reason that the owner reads; claims are freed.

    :param digest: of what this provider was shown, if it was shown anything
    :raises Refused: not named in it, not in a state for it, or no reason
    :raises Conflict: the content is not what was shown
    """
    with locked(actor, uid, request_id) as case:
        require(case, Action.DECLINE)
        if digest is not None and case.provider is not None:
            _require_shown(case.filing, case.content(), case.provider.pk, digest)
        if not reason.strip():
            raise Refused("reason", "请写明不予核实的理由，主办者会看到。")
        ProviderCheck.objects.filter(filing=case.filing, provider=case.provider).update(
            state=ProviderCheck.State.DECLINED, decided_by=actor, decided_at=case.now, reason=reason.strip()
        )
        release_claims(case.filing)
        move(case, Action.DECLINE, State.DECLINED, opinion=reason.strip())
        notices.declined(case.filing)
        return case.filing


def reopen_changed(filing: Filing, content: document.Document, by: Provider | None) -> None:
    """Reopens every passed check, other than the editor's, whose covered content is no longer what it covered."""
    for check in filing.checks.filter(state=ProviderCheck.State.PASSED).exclude(provider=by):
        if check.digest != content_digest(seen_by_provider(filing, content, check.provider_id)):
            reopen(check)


def reopen(check: ProviderCheck) -> None:
    check.state, check.digest = ProviderCheck.State.OPEN, ""
    check.decided_by = check.decided_at = None
    check.reason = ""
    check.save()


def drop_check(case: Case) -> None:
    """Ends the check of a provider whose last access is gone.

    :raises Refused: the filing would be left without an open or passed check
    """
    filing, provider = case.filing, case.provider
    if filing.state == State.DRAFT or provider is None:
        return
    if filing.websites.filter(accesses__provider=provider).exists():
        return
    if not filing.checks.exclude(provider=provider).exclude(state=ProviderCheck.State.DECLINED).exists():
        raise Refused(
            "last-check", "这是最后一家接入服务商的接入信息，不能删除；如不再提供接入，请使用“不予核实”。"
        )
    filing.checks.filter(provider=provider).delete()
    if not filing.checks.filter(state=ProviderCheck.State.OPEN).exists():
        # Somebody must still send it on: whoever passed it looks at what is left.
        for check in filing.checks.filter(state=ProviderCheck.State.PASSED):
            reopen(check)
