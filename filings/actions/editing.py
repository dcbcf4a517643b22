"""Edits of a section: by the owner in a draft, by a provider on the owner's behalf afterwards.

Each takes the version of the row that it changes; a missing or old one is a conflict and nothing is written. After
完成 an edit needs a reason, leaves an event with the paths of the fields that changed, keeps the claims in step,
reopens the checks whose content it changed, and tells the owner.
"""

import dataclasses
import uuid
from collections.abc import Callable

from django.db import IntegrityError, transaction
from django.http import Http404

from accounts.models import User
from accounts.roles import Role
from filings import document, notices
from filings.actions import sections
from filings.actions.case import STALE, Case, locked, move
from filings.actions.checks import drop_check, reopen_changed
from filings.actions.claims import sync_claims
from filings.actions.fingerprints import sync_fingerprints
from filings.difference import changed_paths
from filings.models import Access, Entity, Filing, Website
from filings.queries import read_document
from filings.queries.content import access_of
from filings.queries.rights import Rights, rights_by
from filings.rules.missing import LAST_ACCESS
from filings.workflow import ENDED_STATES, STATES, Action, Kind, State
from icpportal.core.errors import Conflict, Refused

LOCKED = "这件申请已经提交，不能再自行修改；如需修改，请联系接入服务商代为修改。"
THROWN_AWAY = "这份草稿已经删除，没有提交。需要备案的，请从“信息录入”重新填写。"
PASSED = "贵公司没有待核实的内容，不能修改；内容有变动时，会再请贵公司核实。"
NOT_YOURS = "这一部分不能由您修改。"
DOMAIN_TWICE = "这件申请里已经填过同一个域名，请不要重复填写。"
ACCESS_TWICE = "这个网站已经有一条完全相同的接入信息，没有再添加一条。"
UNCHANGED = "没有改动，没有保存。"


def why_locked(actor: User, filing: Filing) -> str:
    """The sentence for somebody who may edit nothing of the filing now."""
    if actor.role == Role.PROVIDER:
        if filing.state in {State.PROVIDER_CHECK, State.RETURNED}:
            return PASSED
    elif filing.state == State.DISCARDED:
        return THROWN_AWAY
    elif filing.state not in ENDED_STATES:
        return LOCKED
    return f"这件申请现在的状态是“{STATES[State(filing.state)].name}”，不能修改。"


def _edit(
    actor: User, uid: uuid.UUID, request_id: str, reason: str, write: Callable[[Case, Rights], None]
) -> Filing:
    """Runs `write` on the locked filing if anything of it may be edited now, then records what changed.

    :raises Refused: locked; or after 完成 without a reason, or with nothing changed
    """
    with locked(actor, uid, request_id) as case:
        filing = case.filing
        rights = rights_by(case.relations, filing, case.provider.pk if case.provider else None)
        if not rights:
            raise Refused("locked", why_locked(actor, filing))
        if filing.state != State.DRAFT and not reason.strip():
            raise Refused("reason", "代为修改需要写明修改理由。")
        before = case.content() if filing.state != State.DRAFT else None
        try:
            with transaction.atomic():
                write(case, rights)
        except IntegrityError as error:
            raise Refused("domain-twice", DOMAIN_TWICE) from error
        if before is None:
            filing.version += 1
            filing.save(update_fields=["version"])
        else:
            _record_correction(case, before, reason)
        return filing


def _record_correction(case: Case, before: document.Document, reason: str) -> None:
    """Event, snapshot, claims, reopened checks and one message; nothing of it where nothing changed."""
    filing = case.filing
    after = read_document(filing)
    if after.entity.province != before.entity.province:
        raise Refused("1046", "提交后不能变更主体所在省（1046）；请注销后在新的省份重新备案。")
    paths = changed_paths(before, after)
    if not paths:
        raise Refused("unchanged", UNCHANGED)
    sync_claims(filing, after)
    sync_fingerprints(filing, after)
    reopen_changed(filing, after, by=case.provider)
    move(case, Action.CORRECT, State(filing.state), opinion=reason.strip(), paths=paths)
    notices.corrected(filing)


def _require_version(row: Entity | Website | Access, version: int | None) -> None:
    if row.version != version:
        raise Conflict("stale", STALE)
    row.version += 1


def save_entity(
    actor: User,
    uid: uuid.UUID,
    values: document.Entity,
    version: int | None,
    reason: str = "",
    request_id: str = "",
) -> Filing:
    """Step 1. `version` is the entity's.

    :raises Refused: locked, or not the actor's to edit
    :raises Conflict: somebody saved it meanwhile
    """

    def write(case: Case, rights: Rights) -> None:
        _require(rights.may_edit_entity)
        row = Entity.objects.get(filing=case.filing)
        _require_version(row, version)
        sections.store_entity(row, values)

    return _edit(actor, uid, request_id, reason, write)


def add_website(
    actor: User, uid: uuid.UUID, values: document.Website, reason: str = "", request_id: str = ""
) -> Website:
    """A new website; `values.key` and `values.accesses` are ignored."""
    made: list[Website] = []

    def write(case: Case, rights: Rights) -> None:
        _require(rights.may_add_website)
        row = Website(filing=case.filing)
        sections.store_website(row, values)
        made.append(row)

    _edit(actor, uid, request_id, reason, write)
    return made[0]


def save_website(
    actor: User,
    uid: uuid.UUID,
    website_id: int,
    values: document.Website,
    version: int | None,
    reason: str = "",
    request_id: str = "",
) -> Filing:
    """`version` is the website's; its accesses are not touched."""

    def write(case: Case, rights: Rights) -> None:
        row = _website(case, website_id)
        _require(rights.may_edit_website(_providers(row)))
        _require_version(row, version)
        sections.store_website(row, values)

    return _edit(actor, uid, request_id, reason, write)


def delete_website(
    actor: User, uid: uuid.UUID, website_id: int, version: int | None, reason: str = "", request_id: str = ""
) -> Filing:
    """With its accesses. A provider only if all of them are its own and another website remains to it."""

    def write(case: Case, rights: Rights) -> None:
        row = _website(case, website_id)
        _require(rights.may_delete_website(_providers(row)))
        _require_version(row, version)
        row.delete()
        drop_check(case)

    return _edit(actor, uid, request_id, reason, write)


def add_access(
    actor: User,
    uid: uuid.UUID,
    website_id: int,
    values: document.Access,
    reason: str = "",
    request_id: str = "",
) -> Access:
    """A new access of one website; a provider's is always its own. `values.key` is ignored.

    :raises Refused: as others, and where the website has the very same one: a button pressed twice
    """
    made: list[Access] = []

    def write(case: Case, rights: Rights) -> None:
        website = _website(case, website_id)
        _require(rights.may_add_access(_providers(website)))
        _require(not rights.is_for_own_accesses or values.provider_id == rights.provider_id)
        own = website.accesses.filter(provider=values.provider_id)
        if any(_is_same(row, values) for row in own.select_related("provider").prefetch_related("ranges")):
            raise Refused("access-twice", ACCESS_TWICE)
        row = Access(website=website)
        sections.store_access(row, values)
        made.append(row)

    _edit(actor, uid, request_id, reason, write)
    return made[0]


def save_access(
    actor: User,
    uid: uuid.UUID,
    access_id: int,
    values: document.Access,
    version: int | None,
    reason: str = "",
    request_id: str = "",
) -> Filing:
    """`version` is the access's. A provider cannot hand its access to another provider."""

    def write(case: Case, rights: Rights) -> None:
        row = _access(case, access_id)
        _require(rights.may_edit_access(row.pk, row.provider_id))
        _require(not rights.is_for_own_accesses or values.provider_id == row.provider_id)
        _require_version(row, version)
        sections.store_access(row, values)

    return _edit(actor, uid, request_id, reason, write)


def delete_access(
    actor: User, uid: uuid.UUID, access_id: int, version: int | None, reason: str = "", request_id: str = ""
) -> Filing:
    """Removes one access. A provider's last one takes its check and its sight with it.

    :raises Refused: after 完成, where a site would be left without access, or the filing without a check
    """

    def write(case: Case, rights: Rights) -> None:
        row = _access(case, access_id)
        _require(rights.may_edit_access(row.pk, row.provider_id))
        _require_version(row, version)
        _require_access_left(case, row)
        row.delete()
        drop_check(case)

    return _edit(actor, uid, request_id, reason, write)


def _require_access_left(case: Case, row: Access) -> None:
    """:raises Refused: after 完成, the website's last access, and nobody says that its service has ended (1025)"""
    website = row.website
    if case.filing.state == State.DRAFT or website.accesses.exclude(pk=row.pk).exists():
        return
    if case.filing.kind != Kind.CHANGE:
        raise Refused(
            "1025", "这是该网站最后一条接入信息，不能删除（1025）；如不再提供接入，请使用“不予核实”。"
        )
    if not website.service_ended:
        raise Refused("1025", LAST_ACCESS)


def declare_service_ended(
    actor: User,
    uid: uuid.UUID,
    website_id: int,
    ended: bool,
    version: int | None,
    reason: str = "",
    request_id: str = "",
) -> Filing:
    """终止服务声明, in a 变更: with it the website may be left without access (1025). `version` is the website's."""

    def write(case: Case, rights: Rights) -> None:
        row = _website(case, website_id)
        _require(case.filing.kind == Kind.CHANGE and rights.may_edit_website(_providers(row)))
        _require_version(row, version)
        row.service_ended = ended
        row.save(update_fields=["service_ended", "version"])

    return _edit(actor, uid, request_id, reason, write)


def _is_same(row: Access, other: document.Access) -> bool:
    return dataclasses.replace(access_of(row), key=other.key, provider_name=other.provider_name) == other


def _require(allowed: bool) -> None:
    if not allowed:
        raise Refused("not-yours", NOT_YOURS)


def _website(case: Case, website_id: int) -> Website:
    row = Website.objects.filter(filing=case.filing, pk=website_id).first()
    if row is None:
        raise Http404
    return row


def _access(case: Case, access_id: int) -> Access:
    row = Access.objects.filter(website__filing=case.filing, pk=access_id).select_related("website").first()
    if row is None:
        raise Http404
    return row


def _providers(row: Website) -> set[int | None]:
    return set(row.accesses.values_list("provider_id", flat=True))
