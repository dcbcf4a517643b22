"""What enters the register for the first time: websites, accesses, lookup rows. Each table is written once for all."""

from collections.abc import Iterable, Sequence
from typing import cast

from django.db import connection

from filings import document
from filings.actions.case import Case
from filings.lookup_text import lookup_keys, searched_names, shown_organiser
from filings.models import (
    Access,
    FilingSnapshot,
    RegisteredAccess,
    RegisteredDomain,
    RegisteredEntity,
    RegisteredWebsite,
    RegisterStatus,
    Website,
)
from icpportal.core.inserting import insert


def enter_new_websites(
    case: Case,
    snapshot: FilingSnapshot,
    entity: RegisteredEntity,
    sites: Sequence[document.Website],
    numbers: Sequence[tuple[int, str]],
    organiser: document.Entity,
) -> list[RegisteredWebsite]:
    """`sites` of `snapshot` with their accesses and lookup rows, under `numbers`; the filing's rows point to them."""
    if not sites:
        return []
    websites = insert(
        RegisteredWebsite(
            entity=entity,
            number=number,
            site_no=site_no,
            status=RegisterStatus.ACTIVE if site.accesses else RegisterStatus.EMPTY,
            snapshot=snapshot,
            key=site.key,
            approved_at=case.now,
            changed_at=case.now,
        )
        for site, (site_no, number) in zip(sites, numbers, strict=True)
    )
    _point_to(RegisteredWebsite, Website, snapshot)
    pairs = list(zip(websites, sites, strict=True))
    enter_accesses(snapshot, [(website, site.accesses) for website, site in pairs])
    insert(row for website, site in pairs for row in lookup_rows(entity, website, site, organiser))
    return websites


def enter_accesses(
    snapshot: FilingSnapshot, pairs: Iterable[tuple[RegisteredWebsite, Iterable[document.Access]]]
) -> list[RegisteredAccess]:
    """New accesses of `snapshot`, each with the website that it leads to; the filing's rows point to them."""
    made = insert(
        RegisteredAccess(
            website=website, provider_id=cast(int, access.provider_id), snapshot=snapshot, key=access.key
        )
        for website, accesses in pairs
        for access in accesses
    )
    if made:
        _point_to(RegisteredAccess, Access, snapshot)
    return made


def _point_to(
    made: type[RegisteredWebsite | RegisteredAccess], rows: type[Website | Access], snapshot: FilingSnapshot
) -> None:
    """The filing's own rows know what the register made of them in `snapshot`, where their ids are the keys.

    In plain SQL: `bulk_update` spends a tenth of an approval on building as many cases as there are rows.
    """
    table = rows._meta.db_table
    sql = (
        f"UPDATE {table} SET registered_id = made.id FROM {made._meta.db_table} AS made "  # noqa: S608 - our own names
        f"WHERE made.snapshot_id = %s AND {table}.id = CAST(made.key AS bigint)"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [snapshot.pk])


def lookup_rows(
    entity: RegisteredEntity, website: RegisteredWebsite, site: document.Website, organiser: document.Entity
) -> list[RegisteredDomain]:
    """What strangers find `website` by, not saved yet: one a domain; the first leads."""
    facts = shown(organiser, site)
    return [
        RegisteredDomain(
            website=website,
            domain=domain,
            ascii=name,
            leads=place == 0,
            status=website.status,
            site_number=website.number,
            entity_number=entity.number,
            approved_at=website.approved_at,
            **facts,
        )
        for place, (name, domain) in enumerate(lookup_keys(site).items())
    ]


def shown(organiser: document.Entity, site: document.Website) -> dict[str, str | int]:
    """What a website's lookup rows say of it, by column."""
    return {
        "organiser": shown_organiser(organiser.name, organiser.nature),
        "nature": organiser.nature or 0,
        "site_name": site.name,
        "home_url": site.home_url,
        "domains": " ".join(site.domains),
        "pre_approvals": ",".join(str(approval.kind) for approval in site.pre_approvals),
        "names": searched_names(organiser.name, organiser.nature, site.name),
    }
