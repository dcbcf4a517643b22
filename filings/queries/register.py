"""The register as reviewers read it, and what it says about the sections of one filing."""

import dataclasses

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.models import User
from accounts.roles import Role
from filings import document
from filings.models import (
    Filing,
    FilingSnapshot,
    RegisteredAccess,
    RegisteredDomain,
    RegisteredEntity,
    RegisteredWebsite,
    RegisterStatus,
    Website,
)
from filings.queries.content import opened
from filings.queries.sight import visible_to
from icpportal.core.validators import domain_to_ascii


def registered_visible_to(user: User) -> QuerySet[RegisteredEntity]:
    """A reviewer's own province, the ministry's all; nobody else's. Organiser and owner come along."""
    rows = RegisteredEntity.objects.select_related("owner", "snapshot__filing__entity")
    rows = rows.defer("snapshot__sealed")
    if user.is_active and user.role == Role.MINISTRY:
        return rows
    if user.is_active and user.role == Role.REVIEWER:
        return rows.filter(province=user.province)
    return rows.none()


def found_in_register(rows: QuerySet[RegisteredEntity], term: str) -> QuerySet[RegisteredEntity]:
    """Those of `rows` whose number (a website's too) begins with `term`, or whose domain or organiser it is."""
    term = term.strip()
    wanted = Q(number__istartswith=term.partition("号-")[0]) | Q(
        snapshot__filing__entity__name__contains=term
    )
    try:
        name = domain_to_ascii(term)
    except ValidationError:
        return rows.filter(wanted)
    return rows.filter(
        wanted | Exists(RegisteredDomain.objects.filter(website__entity=OuterRef("pk"), ascii=name))
    )


@dataclasses.dataclass(frozen=True)
class WebsiteLine:
    """One registered website: its row, with domains and certificates, and what was approved of it."""

    row: RegisteredWebsite
    site: document.Website

    @property
    def is_live(self) -> bool:
        return self.row.status != RegisterStatus.CANCELLED


def registered_websites(entity: RegisteredEntity) -> list[WebsiteLine]:
    """Every website of `entity`, by its number; two queries."""
    rows = entity.websites.select_related("snapshot").prefetch_related("certificates")
    read = _Reader()
    return [WebsiteLine(row, read.website(row.snapshot, row.key)) for row in rows]


def filings_about(user: User, entity: RegisteredEntity) -> QuerySet[Filing]:
    """The filings that made `entity` what it is and that `user` may see, newest first."""
    return visible_to(user).filter(registered_entity=entity).order_by("-pk")


def registered_content(filing: Filing) -> document.Document | None:
    """What the register says now about the entity and the websites of `filing`, under the filing's own keys, so that
    the two compare; None for a filing that follows no number. Five queries whatever its size.
    """
    if filing.registered_entity_id is None:
        return None
    entity = RegisteredEntity.objects.select_related("snapshot").get(pk=filing.registered_entity_id)
    read = _Reader()
    live = RegisteredAccess.objects.filter(status=RegisterStatus.ACTIVE).select_related("snapshot")
    rows = Website.objects.filter(filing=filing, registered__isnull=False).select_related(
        "registered__snapshot"
    )
    rows = rows.prefetch_related("accesses", Prefetch("registered__accesses", live))
    return document.Document(
        kind=filing.kind,
        entity=read.content(entity.snapshot).entity,
        websites=tuple(_website(row, read) for row in rows),
    )


def _website(row: Website, read: "_Reader") -> document.Website:
    registered = row.registered
    assert registered is not None  # noqa: S101 - the query took no others
    keys = {access.registered_id: str(access.pk) for access in row.accesses.all()}
    accesses = tuple(
        dataclasses.replace(
            read.access(live.snapshot, live.key), key=keys.get(live.pk, f"registered-{live.pk}")
        )
        for live in registered.accesses.all()
    )
    site = read.website(registered.snapshot, registered.key)
    return dataclasses.replace(site, key=str(row.pk), accesses=accesses)


class _Reader:
    """Opens each snapshot once."""

    def __init__(self) -> None:
        self._opened: dict[int, document.Document] = {}

    def content(self, snapshot: FilingSnapshot) -> document.Document:
        if snapshot.pk not in self._opened:
            self._opened[snapshot.pk] = opened(snapshot)
        return self._opened[snapshot.pk]

    def website(self, snapshot: FilingSnapshot, key: str) -> document.Website:
        return next(site for site in self.content(snapshot).websites if site.key == key)

    def access(self, snapshot: FilingSnapshot, key: str) -> document.Access:
        sites = self.content(snapshot).websites
        return next(access for site in sites for access in site.accesses if access.key == key)
