"""What an owner writes into the draft of a 注销网站 or 注销主体: which website, from when, and why."""

import uuid

from accounts.models import User
from filings.actions.case import locked, require_version
from filings.actions.editing import LOCKED
from filings.actions.opening import Terms
from filings.models import Filing, RegisteredWebsite, RegisterStatus
from filings.rules.case import WEBSITE_CANCELLED
from filings.workflow import OWNER_CANCELS, Kind, Relation, State
from icpportal.core.errors import Refused


def save_cancellation(
    actor: User,
    uid: uuid.UUID,
    version: int | None,
    website: RegisteredWebsite | None,
    terms: Terms,
    request_id: str = "",
) -> Filing:
    """The draft of a cancellation with `website`, of which 注销主体 has none, and `terms`; either may lack something
    still.

    :raises Refused: submitted already, no cancellation, or not a live website of the entity that the draft is about
    :raises Conflict: `version` is not the filing's
    """
    with locked(actor, uid, request_id) as case:
        filing = case.filing
        if (
            filing.state != State.DRAFT
            or filing.kind not in OWNER_CANCELS
            or Relation.OPENER not in case.relations
        ):
            raise Refused("locked", LOCKED)
        require_version(case, version)
        _require_target(filing, website)
        filing.target_website = website
        filing.effective_on, filing.statement = terms.effective_on, terms.statement
        filing.version += 1
        filing.save(update_fields=["target_website", "effective_on", "statement", "version"])
        return filing


def _require_target(filing: Filing, website: RegisteredWebsite | None) -> None:
    if website is None:
        return
    if filing.kind != Kind.CANCEL_WEBSITE or website.entity_id != filing.registered_entity_id:
        raise Refused("not-registered", "这个网站不属于该备案主体。")
    if website.status == RegisterStatus.CANCELLED:
        raise Refused("1050", WEBSITE_CANCELLED)
