"""Sealed snapshots opened: each once, however many rows of the register come from it."""

from filings import document
from filings.models import FilingSnapshot, RegisteredAccess, RegisteredEntity, RegisteredWebsite
from filings.queries.content import opened


class SnapshotReader:
    """What rows of the register say. The rows need their `snapshot` selected with them, or each costs a query."""

    def __init__(self) -> None:
        self._opened: dict[int, document.Document] = {}

    def content(self, snapshot: FilingSnapshot) -> document.Document:
        if snapshot.pk not in self._opened:
            self._opened[snapshot.pk] = opened(snapshot)
        return self._opened[snapshot.pk]

    def entity(self, row: RegisteredEntity) -> document.Entity:
        return self.content(row.snapshot).entity

    def website(self, row: RegisteredWebsite) -> document.Website:
        """As it was approved; its accesses are those of that time."""
        return next(site for site in self.content(row.snapshot).websites if site.key == row.key)

    def access(self, row: RegisteredAccess) -> document.Access:
        sites = self.content(row.snapshot).websites
        return next(access for site in sites for access in site.accesses if access.key == row.key)
