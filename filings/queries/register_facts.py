"""What the public may know of a registered website. Certificates and their verification ask here; the public query has
rows of its own."""

import datetime
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS
from django.db.models import F, QuerySet
from django.utils import timezone

from filings import codes
from filings.lookup_text import shown_organiser
from filings.models import RegisteredDomain, RegisteredWebsite
from filings.queries.snapshots import SnapshotReader


@dataclass(frozen=True)
class RegisterFacts:
    """A registered website for the public. A person's name is masked, an organisation's is whole; nothing else of the
    snapshots leaves here."""

    entity_number: str
    site_number: str
    organiser: str
    nature: str
    site_name: str
    home_url: str
    domains: tuple[str, ...]
    approved_on: datetime.date


def public_websites() -> QuerySet[RegisteredWebsite]:
    """With what `register_facts` reads. From the primary database, so that the answer is that of this moment."""
    websites = RegisteredWebsite.objects.using(DEFAULT_DB_ALIAS)
    return websites.select_related("snapshot", "entity__snapshot")


def register_facts(website: RegisteredWebsite, reader: SnapshotReader | None = None) -> RegisterFacts:
    """What is registered of `website` now, or was when it was cancelled.

    :param reader: one that has opened its snapshots already, if there is one
    """
    read = reader or SnapshotReader()
    organiser, site = read.entity(website.entity), read.website(website)
    return RegisterFacts(
        entity_number=website.entity.number,
        site_number=website.number,
        organiser=shown_organiser(organiser.name, organiser.nature),
        nature=codes.name_of(codes.NATURES, organiser.nature),
        site_name=site.name,
        home_url=site.home_url,
        domains=site.domains,
        approved_on=timezone.localdate(website.approved_at),
    )


def lookup_facts(row: RegisteredDomain) -> RegisterFacts:
    """The same of a lookup row, which holds them as the public sees them."""
    return RegisterFacts(
        entity_number=row.entity_number,
        site_number=row.site_number,
        organiser=row.organiser,
        nature=codes.name_of(codes.NATURES, row.nature),
        site_name=row.site_name,
        home_url=row.home_url,
        domains=tuple(row.domains.split()),
        approved_on=timezone.localdate(row.approved_at),
    )


def websites_numbered(number: str) -> QuerySet[RegisteredWebsite]:
    """The website of that 网站备案号, or all of the entity of that 主体备案号; what is cancelled comes last."""
    found = public_websites()
    found = found.filter(number=number) if "号-" in number else found.filter(entity__number=number)
    return found.order_by(F("cancelled_at").asc(nulls_first=True), "site_no")


def taken_over_numbered(number: str) -> QuerySet[RegisteredDomain]:
    """The same of what did not come from a filing here: a lookup row is all that there is of such a website."""
    rows = RegisteredDomain.objects.using(DEFAULT_DB_ALIAS).filter(leads=True, website__isnull=True)
    rows = rows.filter(site_number=number) if "号-" in number else rows.filter(entity_number=number)
    return rows.order_by("pk")
