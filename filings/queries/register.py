"""The register as reviewers read it, and what it says about the sections of one filing."""

import dataclasses

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.models import User
from accounts.roles import Role
from filings import document
from filings.models import (
    Filing,
    RegisteredAccess,
    RegisteredDomain,
    RegisteredEntity,
    RegisterStatus,
    Website,
)
from filings.queries.search_words import by_number, by_words, whole_domain
from filings.queries.sight import visible_to
from filings.queries.snapshots import SnapshotReader
from filings.workflow import Kind


def registered_visible_to(user: User) -> QuerySet[RegisteredEntity]:
    """A reviewer's own province, the ministry's all; nobody else's. Organiser and owner come along."""
    rows = RegisteredEntity.objects.select_related("owner", "snapshot__filing__entity")
    rows = rows.defer("snapshot__sealed")
    if user.is_active and user.role == Role.MINISTRY:
        return rows
    if user.is_active and user.role == Role.REVIEWER:
        return rows.filter(province=user.province)
    return rows.none()


def found_in_register(rows: QuerySet[RegisteredEntity], text: str) -> QuerySet[RegisteredEntity]:
    """Those of `rows` that `text`, of `search_text`, means: by number (a website's too), domain or organiser."""
    wanted = by_number(text, "number") | by_words(text, "snapshot__filing__entity__name")
    name = whole_domain(text)
    if name:
        wanted |= Q(Exists(RegisteredDomain.objects.filter(website__entity=OuterRef("pk"), ascii=name)))
    return rows.filter(wanted)


def filings_about(user: User, entity: RegisteredEntity) -> QuerySet[Filing]:
    """The filings that made `entity` what it is and that `user` may see, newest first."""
    return visible_to(user).filter(registered_entity=entity).order_by("-pk")


def has_moved(filing: Filing) -> bool:
    """Whether the register changed after this 变更 was opened, which, approved, would undo that change."""
    entity = filing.registered_entity
    return filing.kind == Kind.CHANGE and entity is not None and entity.changed_at > filing.created_at


def registered_document(filing: Filing) -> document.Document:
    """What the register says now about the entity and the websites of `filing`, under the filing's own keys, so that
    the two compare; empty for a filing that follows no number. Five queries whatever its size.

    A statement that service has ended is of one case and not of the register. The opener's access that a 变更 no
    longer has keeps a key of its own; another's that was entered since does not concern the filing.
    """
    if filing.registered_entity_id is None:
        return document.Document(filing.kind)
    entity = RegisteredEntity.objects.select_related("snapshot").get(pk=filing.registered_entity_id)
    read = SnapshotReader()
    live = RegisteredAccess.objects.filter(status=RegisterStatus.ACTIVE).select_related("snapshot")
    rows = Website.objects.filter(filing=filing, registered__isnull=False).select_related(
        "registered__snapshot"
    )
    rows = rows.prefetch_related("accesses", Prefetch("registered__accesses", live.order_by("pk")))
    return document.Document(
        kind=filing.kind,
        entity=read.entity(entity),
        websites=tuple(_website(filing, row, read) for row in rows),
    )


def _website(filing: Filing, row: Website, read: SnapshotReader) -> document.Website:
    registered = row.registered
    assert registered is not None  # noqa: S101 - the query took no others
    keys = {access.registered_id: str(access.pk) for access in row.accesses.all()}
    accesses = tuple(
        dataclasses.replace(read.access(live), key=keys.get(live.pk, f"registered-{live.pk}"))
        for live in registered.accesses.all()
        if live.pk in keys or live.provider_id == filing.opened_for_id
    )
    site = read.website(registered)
    return dataclasses.replace(site, key=str(row.pk), accesses=accesses, service_ended=False)
