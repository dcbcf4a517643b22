"""退回修改, 审核通过, 不予备案: what the authority decides (arts. 12, 15, 22, 23, 27, 28)."""

import datetime
import uuid
from collections.abc import Mapping, Sequence

from accounts.models import User
from filings import document, notices
from filings.actions.case import Case, Reason, locked, move, moving, require, require_version
from filings.actions.checks import reopen
from filings.actions.claims import release_claims
from filings.actions.fingerprints import fingerprints_of
from filings.actions.papers import receive_papers
from filings.actions.register import enter_register
from filings.models import Filing, FilingSnapshot, ProviderCheck
from filings.queries.history import label_of
from filings.queries.review import papers_awaited
from filings.queries.rounds import untold_before
from filings.queries.snapshots import SnapshotReader
from filings.workflow import OPEN_STATES, Action, Kind, State
from icpportal.core.errors import Refused


def return_for_correction(
    actor: User,
    uid: uuid.UUID,
    version: int | None,
    reasons: Sequence[Reason],
    opinion: str = "",
    request_id: str = "",
    why_late: str = "",
) -> Filing:
    """退回修改, all faults at once. Reopens the checks of the providers whose fields are named; the entity, or none
    named: all of them.

    :param why_late: why what stood there already at the first return was not named then; kept with the opinion
    :raises Refused: not theirs to decide, no reason, `why_late` is missing, or their own name stands in it
    :raises Conflict: `version` is not the filing's
    """
    with locked(actor, uid, request_id) as case:
        _require_open(case, Action.RETURN, version)
        content, paths = case.content(), [reason.path for reason in reasons]
        _require_no_interest(case, content)
        _require_reasons(reasons)
        opinion = _with_why_late(opinion, why_late, untold_before(case.filing, content, paths))
        concerned = providers_concerned(content, paths)
        passed = list(case.filing.checks.filter(state=ProviderCheck.State.PASSED))
        # Where none of the providers named has a check, as in another's 变更, somebody must still mend it: all.
        for check in [c for c in passed if concerned is None or c.provider_id in concerned] or passed:
            reopen(check)
        move(
            case,
            Action.RETURN,
            State.RETURNED,
            opinion=opinion,
            reasons=reasons,
            content=content,
            claimed_by=None,
            claimed_at=None,
        )
        notices.returned(case.filing)
        return case.filing


def _with_why_late(opinion: str, why_late: str, untold: Sequence[str]) -> str:
    """:raises Refused: something is named for the first time that could have been named before"""
    if not untold:
        return opinion
    if not why_late.strip():
        names = "、".join(dict.fromkeys(label_of(path) or "整个部分" for path in untold))
        raise Refused(
            "untold", f"{names}：第一次退回时就是这样，当时没有指出。请写明为什么当时没有一次告知。"
        )
    return "\n".join(filter(None, [opinion, f"首次退回时没有告知的原因：{why_late.strip()}"]))


def providers_concerned(content: document.Document, paths: Sequence[str]) -> set[int] | None:
    """The providers whose fields `paths` name, or None for all."""
    found: set[int] = set()
    for path in paths:
        section = path.split(".")[0]
        serving = {
            access.provider_id
            for site in content.websites
            for access in site.accesses
            if access.provider_id and section in {f"website:{site.key}", f"access:{access.key}"}
        }
        if not serving:
            return None
        found |= serving
    return found or None


def reject(
    actor: User,
    uid: uuid.UUID,
    version: int | None,
    reasons: Sequence[Reason],
    opinion: str = "",
    request_id: str = "",
) -> Filing:
    """不予备案: ends the filing with reasons; claims are freed.

    :raises Refused: as `return_for_correction`
    :raises Conflict: `version` is not the filing's
    """
    with locked(actor, uid, request_id) as case:
        _require_open(case, Action.REJECT, version)
        content = case.content()
        _require_no_interest(case, content)
        _require_reasons(reasons)
        release_claims(case.filing)
        move(case, Action.REJECT, State.REJECTED, opinion=opinion, reasons=reasons, content=content)
        notices.rejected(case.filing)
        return case.filing


def approve(
    actor: User,
    uid: uuid.UUID,
    version: int | None,
    opinion: str = "",
    request_id: str = "",
    papers: Mapping[int, datetime.date] | None = None,
) -> Filing:
    """审核通过. `papers`: the days on which papers came that were not in hand yet, by the pre-approval's id.

    Side effects, in one transaction: numbers, register rows and certificates from the snapshot under review, claims
    handed to the register or freed, state, event, message. An approved 依职权注销 ends the owner's open filing.

    :raises Refused: not theirs to decide, a 批准文件 is not in hand (art. 11), or their own name stands in it
    :raises Conflict: `version` is not the filing's
    """
    with locked(actor, uid, request_id) as case:
        _require_open(case, Action.APPROVE, version)
        filing, read = case.filing, SnapshotReader()
        snapshot = FilingSnapshot.objects.get(filing=filing, version=filing.version)
        content = read.content(snapshot)
        _require_no_interest(case, content)
        _require_papers(case, content, papers or {})
        if filing.kind == Kind.AUTHORITY_CANCEL:
            _end_open_filing(case)
        # The number comes last of all that may come before it: its series is locked until the commit.
        with moving(case, Action.APPROVE, State.APPROVED, opinion=opinion, content=content) as changes:
            changes["filing_number"] = enter_register(case, snapshot, read)
            changes["registered_entity"] = filing.registered_entity
        notices.approved(filing)
        return filing


def _require_papers(case: Case, content: document.Document, papers: Mapping[int, datetime.date]) -> None:
    """Notes the `papers` that came. :raises Refused: one is still awaited"""
    receive_papers(case, papers)
    named = any(site.pre_approvals for site in content.websites)
    if named and papers_awaited(case.filing).exists():
        raise Refused("papers", "还有前置或专项审批的批准文件没有收到，收到并登记日期后才能审核通过。")


def _end_open_filing(case: Case) -> None:
    """The owner's open filing ends with the register row that it was about."""
    other = (
        Filing.objects.select_for_update()
        .filter(owner_id=case.filing.owner_id, state__in=sorted(OPEN_STATES))
        .exclude(kind=Kind.AUTHORITY_CANCEL)
        .first()
    )
    if other is not None:
        release_claims(other)
        ended = Case(other, case.actor, case.relations, case.request_id, now=case.now)
        move(ended, Action.REJECT, State.REJECTED, opinion="备案已依职权注销，在办申请同时终止。")
        notices.rejected(other)


def _require_open(case: Case, action: Action, version: int | None) -> None:
    require(case, action)
    require_version(case, version)


def _require_no_interest(case: Case, content: document.Document) -> None:
    if has_interest(case.actor, case.filing, content):
        raise Refused("interest", "这件申请里有您本人的账号、证件或手机号码，请由其他审核员办理。")


def _require_reasons(reasons: Sequence[Reason]) -> None:
    if not reasons:
        raise Refused("reason", "请至少选择一条理由。")


def has_interest(actor: User, filing: Filing, content: document.Document) -> bool:
    """Whether the actor's own account, document or mobile appears in what they would decide."""
    if filing.owner_id == actor.pk:
        return True
    keys = {key for _, key in fingerprints_of(content)} | {filing.owner.mobile_key}
    return bool({actor.mobile_key, actor.document_key} & keys - {""})
