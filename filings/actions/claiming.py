"""认领 and 放回: a reviewer takes a filing upon themselves, so that two do not work on it unawares.

A courtesy, not a lock: it stops nobody from deciding. It leaves `Filing.version` as it is, so that a decision page
open elsewhere stays good, and stands in the access log, not among the events.
"""

import datetime
import uuid

from django.utils import timezone

from accounts.models import User
from filings.actions.case import Case, locked
from filings.actions.viewing import record_view
from filings.models import Filing
from filings.queries.claiming import ReviewClaim, live_claim
from filings.workflow import STATES, Relation, State
from icpportal.core.errors import Refused
from icpportal.core.workdays import load_calendar


def claim(actor: User, uid: uuid.UUID, request_id: str = "") -> Filing:
    """认领. One's own claim is renewed; another's that has lapsed is taken over.

    :raises Refused: not the authority's person, not in review, or another holds it: who, and since when
    """
    with locked(actor, uid, request_id) as case:
        _require_review(case)
        held = live_claim(case.filing, load_calendar(), case.now)
        if held is not None and held.holder != actor:
            raise Refused("claimed", f"{held_by(held)}。请先与对方商量，或等对方放回。")
        _write(case, actor, case.now)
        record_view(actor, case.filing, "claim")
        return case.filing


def release(actor: User, uid: uuid.UUID, request_id: str = "") -> Filing:
    """放回: gives one's own claim back.

    :raises Refused: as `claim`, or there is no claim of theirs
    """
    with locked(actor, uid, request_id) as case:
        _require_review(case)
        held = live_claim(case.filing, load_calendar(), case.now)
        if held is None or held.holder != actor:
            raise Refused(
                "not-claimed", f"{held_by(held)}，您不能放回。" if held else "这件申请现在没有人认领。"
            )
        _write(case, None, None)
        record_view(actor, case.filing, "release")
        return case.filing


def touch_claim(case: Case) -> None:
    """Renews the claim on a locked filing if its actor holds it: they are at work on it. Else does nothing."""
    held = live_claim(case.filing, load_calendar(), case.now)
    if held is not None and held.holder == case.actor:
        _write(case, case.actor, case.now)


def held_by(held: ReviewClaim) -> str:
    """e.g. 审核员 reviewer2 已于11月24日 10:05 认领这件申请"""
    since = timezone.localtime(held.since)
    return f"审核员 {held.holder.username} 已于{since.month}月{since.day}日 {since:%H:%M} 认领这件申请"


def _require_review(case: Case) -> None:
    if Relation.AUTHORITY not in case.relations:
        raise Refused("role", "只有本省通信管理局或工业和信息化部的审核员可以认领。")
    if case.filing.state != State.AUTHORITY_REVIEW:
        name = STATES[State(case.filing.state)].name
        raise Refused("transition", f"这件申请现在的状态是“{name}”，只有待管局审核的申请可以认领。")


def _write(case: Case, holder: User | None, at: datetime.datetime | None) -> None:
    """The claim's two columns and nothing else, `version` least of all."""
    case.filing.claimed_by, case.filing.claimed_at = holder, at
    case.filing.save(update_fields=["claimed_by", "claimed_at"])
