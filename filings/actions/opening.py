"""Opening a draft, empty or with a copy of what is registered or was filed before."""

import datetime
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from accounts.models import User
from accounts.roles import Role
from filings import document
from filings.actions import sections
from filings.actions.refiling import Refiled, copy_ended
from filings.models import (
    Access,
    Entity,
    Filing,
    RegisteredAccess,
    RegisteredEntity,
    RegisteredWebsite,
    RegisterStatus,
    Website,
)
from filings.queries import read_document
from filings.queries.listing import drafts_by, ended_in_vain, live_entity
from filings.queries.snapshots import SnapshotReader
from filings.workflow import CANCEL_KINDS, Kind
from icpportal.core.errors import Refused
from providers.queries import provider_of

_OPENERS: dict[Kind, frozenset[str]] = {
    Kind.FIRST: frozenset({Role.OWNER}),
    Kind.NEW_WEBSITE: frozenset({Role.OWNER}),
    Kind.NEW_ACCESS: frozenset({Role.OWNER}),
    Kind.CANCEL_WEBSITE: frozenset({Role.OWNER}),
    Kind.CANCEL_ENTITY: frozenset({Role.OWNER}),
    Kind.CHANGE: frozenset({Role.PROVIDER}),
    Kind.AUTHORITY_CANCEL: frozenset({Role.REVIEWER, Role.MINISTRY}),
}


@dataclass(frozen=True)
class Terms:
    """What a cancellation or a change says beside its content."""

    effective_on: datetime.date | None = None
    statement: str = ""
    article: str = ""


def open_draft(
    actor: User,
    kind: Kind | str,
    *,
    entity: RegisteredEntity | None = None,
    website: RegisteredWebsite | None = None,
    copy_of: Filing | None = None,
    terms: Terms = Terms(),
) -> Filing:
    """A draft of `kind`; the actor's own one if there is one already.

    :param entity: the registered entity, for every kind but 首次备案
    :param website: the target of 注销网站 (or of 依职权注销 of one website)
    :param copy_of: an ended filing of the same owner and kind, for 重新填报
    :raises Refused: not for this role, no registered entity, or one already (use 新增网站)
    """
    return _open(actor, Kind(kind), entity, website, copy_of, terms).draft


def refile(actor: User, ended: Filing) -> Refiled:
    """重新填报: a draft of the kind of `ended` with a copy of what it said.

    A draft of this kind that is there already is neither copied into nor overwritten.

    :raises Refused: `ended` is not the actor's own, or did not end in vain; or as `open_draft`
    """
    kind = Kind(ended.kind)
    return _open(actor, kind, None if kind == Kind.FIRST else live_entity(actor), None, ended, Terms())


def _open(
    actor: User,
    kind: Kind,
    entity: RegisteredEntity | None,
    website: RegisteredWebsite | None,
    copy_of: Filing | None,
    terms: Terms,
) -> Refiled:
    _may_open(actor, kind, entity, website, copy_of)
    drafts = drafts_by(actor, kind)
    existing = drafts.first()
    if existing is not None:
        return Refiled(existing, is_new=False)
    try:
        with transaction.atomic():
            return _create(actor, kind, entity, website, copy_of, terms)
    except IntegrityError:
        # Two tabs at once: the database let one through.
        return Refiled(drafts.get(), is_new=False)


def _may_open(
    actor: User,
    kind: Kind,
    entity: RegisteredEntity | None,
    website: RegisteredWebsite | None,
    copy_of: Filing | None,
) -> None:
    if actor.role not in _OPENERS[kind]:
        raise Refused("role", "您的账号不能办理这项申请。")
    if kind == Kind.FIRST:
        live = RegisteredEntity.objects.filter(owner=actor).exclude(status=RegisterStatus.CANCELLED)
        if live.exists():
            raise Refused("registered", "您已经有备案号，请使用“新增网站”或“新增接入”。")
    elif (
        entity is None or entity.status == RegisterStatus.CANCELLED or not _is_concerned(actor, kind, entity)
    ):
        raise Refused("not-registered", "没有可以办理这项申请的备案主体；首次备案审核通过后才能办理。")
    if website is not None and (website.entity_id != entity.pk if entity else True):
        raise Refused("not-registered", "这个网站不属于该备案主体。")
    if copy_of is not None and not (copy_of.kind == kind and ended_in_vain(actor, copy_of)):
        raise Refused("copy", "只能用自己已撤回、不予核实或不予备案的申请重新填报。")


def _is_concerned(actor: User, kind: Kind, entity: RegisteredEntity) -> bool:
    if kind == Kind.CHANGE:
        provider = provider_of(actor)
        return RegisteredAccess.objects.filter(
            website__entity=entity, provider=provider, status=RegisterStatus.ACTIVE
        ).exists()
    if kind == Kind.AUTHORITY_CANCEL:
        return actor.role == Role.MINISTRY or actor.province == entity.province
    return entity.owner_id == actor.pk


def _create(
    actor: User,
    kind: Kind,
    entity: RegisteredEntity | None,
    website: RegisteredWebsite | None,
    copy_of: Filing | None,
    terms: Terms,
) -> Refiled:
    filing = Filing.objects.create(
        owner=entity.owner if entity else actor,
        opened_by=actor,
        opened_for=provider_of(actor) if kind == Kind.CHANGE else None,
        kind=kind,
        province=entity.province if entity else "",
        registered_entity=entity,
        target_website=website,
        copied_from=copy_of,
        effective_on=terms.effective_on,
        statement=terms.statement,
        article=terms.article,
    )
    if entity is not None:
        read = SnapshotReader()
        sections.store_entity(Entity(filing=filing), read.entity(entity))
        _copy_registered(filing, entity, read)
    else:
        said = read_document(copy_of).entity if copy_of else document.Entity()
        sections.store_entity(Entity(filing=filing), said)
    return Refiled(filing, is_new=True, left_out=copy_ended(filing, copy_of) if copy_of else ())


def _copy_registered(filing: Filing, entity: RegisteredEntity, read: SnapshotReader) -> None:
    """The registered websites that this kind of filing shows or changes."""
    if filing.kind in CANCEL_KINDS or filing.kind == Kind.NEW_WEBSITE:
        return
    websites = entity.websites.exclude(status=RegisterStatus.CANCELLED).select_related("snapshot")
    if filing.kind == Kind.CHANGE:
        websites = websites.filter(
            accesses__provider=filing.opened_for, accesses__status=RegisterStatus.ACTIVE
        ).distinct()
    for registered in websites:
        _copy_website(filing, registered, read)


def _copy_website(filing: Filing, registered: RegisteredWebsite, read: SnapshotReader) -> None:
    row = Website(filing=filing, registered=registered)
    sections.store_website(row, read.website(registered))
    for live in registered.accesses.filter(status=RegisterStatus.ACTIVE).select_related("snapshot"):
        sections.store_access(Access(website=row, registered=live), read.access(live))
