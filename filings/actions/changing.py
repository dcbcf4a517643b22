"""变更 and 取消接入: what a provider says beside the content, and the opening that removes its accesses."""

import uuid
from collections.abc import Mapping

from django.db import transaction

from accounts.models import User
from filings.actions.case import locked, require_version
from filings.actions.editing import declare_service_ended, delete_access, why_locked
from filings.actions.opening import Terms, open_draft
from filings.models import Access, Filing, RegisteredEntity
from filings.queries.listing import drafts_by
from filings.queries.rights import rights_by
from filings.rules.missing import LAST_ACCESS
from filings.workflow import Kind, State
from icpportal.core.errors import Refused

OTHER_DRAFT = "您有一份变更正在填写。请先提交或删除它，再办理这一件。"


def open_change(actor: User, entity: RegisteredEntity, terms: Terms) -> Filing:
    """A draft of 变更 of `entity`.

    :raises Refused: not served by the actor's provider, or a draft of theirs stands already
    """
    with transaction.atomic():
        _require_no_draft(actor)
        return open_draft(actor, Kind.CHANGE, entity=entity, terms=terms)


def open_removal(
    actor: User, entity: RegisteredEntity, endings: Mapping[int, bool], terms: Terms, request_id: str = ""
) -> Filing:
    """取消接入: a draft of 变更 without the actor's own accesses of the websites named, in one transaction.

    :param endings: id of the registered website → whether the actor states that its service has ended
    :raises Refused: as `open_change`; none named; or a website would lose its last access without that statement (1025)
    """
    with transaction.atomic():
        draft = open_change(actor, entity, terms)
        sites = list(draft.websites.filter(registered__in=list(endings)).order_by("pk"))
        if not sites or len(sites) != len(endings):
            raise Refused("website", "请选择要取消接入的网站。")
        for site in sites:
            _end(actor, draft, site.pk, endings[site.registered_id or 0], request_id)
        draft.refresh_from_db()
        return draft


def _end(actor: User, draft: Filing, website_id: int, ended: bool, request_id: str) -> None:
    accesses = Access.objects.filter(website_id=website_id)
    own = accesses.filter(provider=draft.opened_for_id)
    if own.count() == accesses.count():
        if not ended:
            raise Refused("1025", LAST_ACCESS)
        declare_service_ended(actor, draft.uid, website_id, True, 1, request_id=request_id)
    for access in own:
        delete_access(actor, draft.uid, access.pk, access.version, request_id=request_id)


def _require_no_draft(actor: User) -> None:
    if drafts_by(actor, Kind.CHANGE).exists():
        raise Refused("other-draft", OTHER_DRAFT)


def save_terms(
    actor: User, uid: uuid.UUID, terms: Terms, version: int | None, request_id: str = ""
) -> Filing:
    """变更日期 and 变更说明 of a draft of 变更. `version` is the filing's.

    :raises Refused: not a draft of 变更, or not the actor's to edit
    :raises Conflict: somebody saved something of it meanwhile
    """
    with locked(actor, uid, request_id) as case:
        filing = case.filing
        rights = rights_by(case.relations, filing, case.provider.pk if case.provider else None)
        if not rights.own_change or not rights or filing.state != State.DRAFT:
            raise Refused("locked", why_locked(actor, filing))
        require_version(case, version)
        filing.effective_on, filing.statement = terms.effective_on, terms.statement
        filing.version += 1
        filing.save(update_fields=["effective_on", "statement", "version"])
        return filing
