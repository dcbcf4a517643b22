"""What is registered for an owner, opened: the register's rows with the content that was approved."""

import dataclasses
from dataclasses import dataclass

from django.db.models import Prefetch

from filings import document
from filings.models import (
    Certificate,
    RegisteredAccess,
    RegisteredEntity,
    RegisteredWebsite,
    RegisterStatus,
)
from filings.queries.snapshots import SnapshotReader


@dataclass(frozen=True)
class Site:
    """A registered website. `content` is what was approved, with the accesses that are in force.

    `certificates` are newest first; `ended` are the accesses that are no more, newest first.
    """

    row: RegisteredWebsite
    content: document.Website
    certificates: tuple[Certificate, ...]
    ended: tuple[RegisteredAccess, ...]

    @property
    def is_live(self) -> bool:
        return self.row.status != RegisterStatus.CANCELLED

    @property
    def valid_certificate(self) -> Certificate | None:
        return next((item for item in self.certificates if item.revoked_at is None), None)


def registered_sites(entity: RegisteredEntity) -> list[Site]:
    """Every website of `entity`, cancelled ones too, in the order of their numbers; three queries."""
    accesses = RegisteredAccess.objects.select_related("provider", "snapshot").order_by("pk")
    rows = entity.websites.select_related("snapshot").prefetch_related(
        Prefetch("accesses", accesses), Prefetch("certificates", Certificate.objects.order_by("-pk"))
    )
    read = SnapshotReader()
    return [_site(row, read) for row in rows]


def live_sites(entity: RegisteredEntity) -> list[Site]:
    return [site for site in registered_sites(entity) if site.is_live]


def _site(row: RegisteredWebsite, read: SnapshotReader) -> Site:
    content = read.website(row)
    accesses = list(row.accesses.all())
    shown = [item for item in accesses if item.status == RegisterStatus.ACTIVE or _went_with(item, row)]
    return Site(
        row=row,
        content=dataclasses.replace(content, accesses=tuple(read.access(item) for item in shown)),
        certificates=tuple(row.certificates.all()),
        ended=tuple(item for item in reversed(accesses) if item not in shown),
    )


def _went_with(access: RegisteredAccess, website: RegisteredWebsite) -> bool:
    """A cancelled website still shows the accesses that were cancelled with it."""
    return website.cancelled_at is not None and access.cancelled_at == website.cancelled_at
