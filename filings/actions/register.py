"""The one writer of the register: what an approval enters, replaces or cancels. Called by `approve` only."""

from filings import document
from filings.actions.case import Case
from filings.actions.claims import release_claims
from filings.actions.entering import enter_accesses, enter_new_websites, lookup_rows, shown
from filings.actions.numbers import next_entity_number, take_site_numbers
from filings.certificates.issuing import bring_up_to_date, issue_first
from filings.certificates.keys import current_signer
from filings.claim_keys import document_key, domain_key
from filings.lookup_text import lookup_keys
from filings.models import (
    Access,
    Claim,
    Filing,
    FilingSnapshot,
    RegisteredAccess,
    RegisteredDomain,
    RegisteredEntity,
    RegisteredWebsite,
    RegisterStatus,
    Website,
)
from filings.queries.snapshots import SnapshotReader
from filings.workflow import CANCEL_KINDS, Kind
from icpportal.core.errors import Refused
from icpportal.core.inserting import insert

GONE = "登记的主体或网站已经注销（1049、1050），不能再审核通过；请改为“不予备案”。"
_LIVE = [RegisterStatus.ACTIVE, RegisterStatus.EMPTY]


def enter_register(case: Case, snapshot: FilingSnapshot, read: SnapshotReader) -> str:
    """Makes the register say what `snapshot` says. Returns the entity's number, empty for a cancellation."""
    filing = case.filing
    if filing.kind in CANCEL_KINDS:
        _cancel(case)
        return ""
    if filing.kind == Kind.FIRST:
        return _enter_first(case, snapshot, read)
    content = read.content(snapshot)
    entity = _registered(filing)
    if entity.status == RegisterStatus.CANCELLED:
        raise Refused("1049", GONE)
    rows = {str(row.pk): row for row in Website.objects.filter(filing=filing).select_related("registered")}
    new = [site for site in content.websites if rows[site.key].registered is None]
    numbers = take_site_numbers(entity, len(new))
    entity.changed_at, entity.status = case.now, RegisterStatus.ACTIVE
    if filing.kind == Kind.CHANGE:
        entity.snapshot = snapshot
    entity.save()
    if filing.kind == Kind.CHANGE:
        # First all that is given up: a domain may move from one website to another.
        for site in content.websites:
            _give_up_domains(rows[site.key].registered, site)
    organiser = read.entity(entity)
    enter_new_websites(case, snapshot, entity, new, numbers, organiser)
    for site in content.websites:
        if registered := rows[site.key].registered:
            _renew_website(case, snapshot, registered, site, organiser)
    _show_in_lookup(entity, read)
    bring_up_to_date(entity, case.now, read)
    _hand_over_claims(filing, entity, read)
    return entity.number


def _enter_first(case: Case, snapshot: FilingSnapshot, read: SnapshotReader) -> str:
    """All of it is new, so nothing is looked for, and each table is written once, whatever the number of websites.

    The province's series is locked from its number on: what comes after that is what one province does in turn.

    :raises Refused: there is no signing key
    """
    filing, content, signer = case.filing, read.content(snapshot), current_signer()
    entity = RegisteredEntity(
        owner_id=filing.owner_id,
        number=next_entity_number(filing.province),
        province=filing.province,
        snapshot=snapshot,
        approved_at=case.now,
        changed_at=case.now,
    )
    numbers = take_site_numbers(entity, len(content.websites))
    insert([entity])
    # The approval writes it.
    filing.registered_entity = entity
    websites = enter_new_websites(case, snapshot, entity, content.websites, numbers, content.entity)
    issue_first(websites, case.now, read, signer)
    # What the filing claims is what it says, so there is nothing to free.
    Claim.objects.filter(filing=filing).update(filing=None, registered_entity=entity)
    return entity.number


def _registered(filing: Filing) -> RegisteredEntity:
    """The entity that the filing is about, locked."""
    return RegisteredEntity.objects.select_for_update().get(filings=filing)


def _renew_website(
    case: Case,
    snapshot: FilingSnapshot,
    registered: RegisteredWebsite,
    site: document.Website,
    organiser: document.Entity,
) -> None:
    if registered.status == RegisterStatus.CANCELLED:
        raise Refused("1050", GONE)
    if case.filing.kind == Kind.CHANGE:
        registered.snapshot, registered.key, registered.changed_at = snapshot, site.key, case.now
        registered.save()
    _renew_accesses(case, snapshot, registered, site)
    if case.filing.kind != Kind.NEW_ACCESS:
        _renew_domains(registered, site, organiser)


def _renew_accesses(
    case: Case, snapshot: FilingSnapshot, registered: RegisteredWebsite, site: document.Website
) -> None:
    """New accesses are entered; a 变更 ends those of its opener's that it left out. None left: 空壳.

    Others' accesses may have been entered since a 变更 was opened: they stay.
    """
    rows = Access.objects.filter(website_id=site.key, registered__isnull=False)
    held = {str(pk): registered_id for pk, registered_id in rows.values_list("pk", "registered_id")}
    made = enter_accesses(
        snapshot, [(registered, [access for access in site.accesses if access.key not in held])]
    )
    if case.filing.kind == Kind.CHANGE:
        own = registered.accesses.filter(status=RegisterStatus.ACTIVE, provider=case.filing.opened_for_id)
        for access in site.accesses:
            if access.key in held and access.provider_id == case.filing.opened_for_id:
                old = RegisteredAccess.objects.filter(pk=held[access.key])
                old.update(snapshot=snapshot, key=access.key)
        gone = own.exclude(pk__in=[*held.values(), *(row.pk for row in made)])
        gone.update(status=RegisterStatus.CANCELLED, cancelled_at=case.now)
    served = registered.accesses.filter(status=RegisterStatus.ACTIVE).exists()
    registered.status = RegisterStatus.ACTIVE if served else RegisterStatus.EMPTY
    registered.save(update_fields=["status"])


def _give_up_domains(registered: RegisteredWebsite | None, site: document.Website) -> None:
    if registered is not None:
        rows = registered.domains.exclude(status=RegisterStatus.CANCELLED)
        rows.exclude(ascii__in=lookup_keys(site)).delete()


def _renew_domains(registered: RegisteredWebsite, site: document.Website, organiser: document.Entity) -> None:
    """New domains get lookup rows; the site's first one leads."""
    first, *others = lookup_rows(registered.entity, registered, site, organiser)
    live = registered.domains.exclude(status=RegisterStatus.CANCELLED)
    held = set(live.values_list("ascii", flat=True))
    live.exclude(ascii=first.ascii).update(leads=False)
    live.filter(ascii=first.ascii).update(leads=True, domain=first.domain)
    insert(row for row in [first, *others] if row.ascii not in held)


def _show_in_lookup(entity: RegisteredEntity, read: SnapshotReader) -> None:
    """Every live lookup row of `entity` says what its snapshots say."""
    organiser = read.entity(entity)
    for website in entity.websites.exclude(status=RegisterStatus.CANCELLED).select_related("snapshot"):
        site = read.website(website)
        live = website.domains.exclude(status=RegisterStatus.CANCELLED)
        live.update(**shown(organiser, site), status=website.status)


def _hand_over_claims(filing: Filing, entity: RegisteredEntity, read: SnapshotReader) -> None:
    """The filing's claims become the register's; what the register no longer says is freed."""
    Claim.objects.filter(filing=filing).update(filing=None, registered_entity=entity)
    organiser = read.entity(entity)
    keys = {document_key(organiser.document_type, organiser.document_number)}
    live = RegisteredDomain.objects.filter(website__entity=entity).exclude(status=RegisterStatus.CANCELLED)
    live = live.exclude(domain="")
    keys |= {domain_key(name) for name in live.values_list("ascii", flat=True)}
    Claim.objects.filter(registered_entity=entity, filing__isnull=True).exclude(key__in=keys).delete()


def _cancel(case: Case) -> None:
    """Marks the target 已注销, revokes its certificates and frees what it held; its numbers are never given again.

    :raises Refused: another cancellation was quicker (1049, 1050)
    """
    filing = case.filing
    entity = _registered(filing)
    target = filing.target_website
    if entity.status == RegisterStatus.CANCELLED or (target and target.status == RegisterStatus.CANCELLED):
        raise Refused("cancelled", "要注销的备案已经注销了，不能再审核通过；请改为“不予备案”。")
    websites = entity.websites.exclude(status=RegisterStatus.CANCELLED)
    if filing.target_website_id is not None:
        websites = websites.filter(pk=filing.target_website_id)
    for website in list(websites):
        website.certificates.filter(revoked_at__isnull=True).update(revoked_at=case.now)
        website.accesses.filter(status__in=_LIVE).update(
            status=RegisterStatus.CANCELLED, cancelled_at=case.now
        )
        website.domains.filter(status__in=_LIVE).update(status=RegisterStatus.CANCELLED)
        website.status, website.cancelled_at = RegisterStatus.CANCELLED, case.now
        website.save()
    release_claims(filing)
    if filing.target_website_id is None:
        entity.status, entity.cancelled_at = RegisterStatus.CANCELLED, case.now
        Claim.objects.filter(registered_entity=entity).delete()
    else:
        _hand_over_claims(filing, entity, SnapshotReader())
        if not entity.websites.exclude(status=RegisterStatus.CANCELLED).exists():
            entity.status = RegisterStatus.EMPTY
    entity.changed_at = case.now
    entity.save()
