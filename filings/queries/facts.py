"""What the rules need to know of the portal's own data about one filing."""

from django.utils import timezone

from accounts.models import User
from filings import document, rules
from filings.claim_keys import wanted_claims
from filings.formats import format_problem
from filings.models import (
    AccessRange,
    Claim,
    Filing,
    RegisteredDomain,
    RegisteredEntity,
    RegisterStatus,
    Website,
)
from filings.range_keys import range_key
from filings.workflow import CANCEL_KINDS, OPEN_STATES, Kind, State
from icpportal.core import validators
from icpportal.core.personal import personal_digest
from providers.models import Provider


def facts_for(filing: Filing, content: document.Document) -> rules.Facts:
    """The facts about `filing` holding `content`; a bounded number of queries whatever its size."""
    taken = _taken(filing, content)
    entity = filing.registered_entity
    in_cancel = _websites_with(filing, Kind.CANCEL_WEBSITE)
    return rules.Facts(
        today=timezone.localdate(),
        format_problem=format_problem,
        is_mixed_script=validators.is_mixed_script,
        blocking=_blocking(filing),
        document_taken=any(kind == Claim.Kind.DOCUMENT for kind, _ in taken),
        domains_taken=frozenset(label for kind, label in taken if kind == Claim.Kind.DOMAIN),
        site_names_taken=_site_names_taken(filing, content),
        home_urls_taken=_home_urls_taken(filing, content),
        ranges_taken=_ranges_taken(filing, content),
        mobiles_taken=_mobiles_taken(filing, content),
        entity_registered=_entity_registered(filing),
        own_domains=_own_domains(filing),
        fixed_province=(entity.province if entity else "") or filing.province,
        open_filing=_other_open(filing),
        websites_in_cancel=in_cancel,
        entity_cancel_open=_entity_cancel_open(filing),
        service_ended=in_cancel,
        entity_cancelled=bool(entity and entity.status == RegisterStatus.CANCELLED),
        effective_on=filing.effective_on,
        providers=_providers(content),
    )


def _blocking(filing: Filing) -> frozenset[str] | None:
    """A provider's last verdict vouches for everything; before that the kind of filing decides."""
    if filing.state in OPEN_STATES:
        return frozenset({"filing", "entity", "website", "access"})
    return None


def _taken(filing: Filing, content: document.Document) -> set[tuple[str, str]]:
    """(kind, label) of every claim of `content` that somebody else holds."""
    wanted = {(item.kind, item.key): item for item in wanted_claims(content)}
    held = Claim.objects.filter(key__in=[key for _, key in wanted]).exclude(filing=filing)
    if filing.registered_entity_id:
        held = held.exclude(registered_entity_id=filing.registered_entity_id)
    return {
        (claim.kind, wanted[(claim.kind, claim.key)].label)
        for claim in held
        if (claim.kind, claim.key) in wanted
    }


def _site_names_taken(filing: Filing, content: document.Document) -> frozenset[str]:
    names = [site.name for site in content.websites if site.name]
    return frozenset(
        RegisteredDomain.objects.filter(site_name__in=names, status=RegisterStatus.ACTIVE)
        .exclude(website__entity__owner_id=filing.owner_id)
        .values_list("site_name", flat=True)
    )


def _home_urls_taken(filing: Filing, content: document.Document) -> frozenset[str]:
    urls = [site.home_url for site in content.websites if site.home_url]
    others = Website.objects.filter(home_url__in=urls, filing__state__in=[*OPEN_STATES, State.APPROVED])
    return frozenset(others.exclude(filing__owner_id=filing.owner_id).values_list("home_url", flat=True))


def _ranges_taken(filing: Filing, content: document.Document) -> frozenset[tuple[str, str]]:
    """Ranges of `content` that stand, equal, in somebody else's filing."""
    wanted = {
        (range_key(start), range_key(end)): (start, end)
        for site in content.websites
        for access in site.accesses
        for start, end in access.ranges
    }
    rows = (
        AccessRange.objects.filter(
            start_key__in=[start for start, _ in wanted],
            access__website__filing__state__in=[*OPEN_STATES, State.APPROVED],
        )
        .exclude(access__website__filing__owner_id=filing.owner_id)
        .values_list("start_key", "end_key")
    )
    return frozenset(wanted[row] for row in rows if row in wanted)


def _own_domains(filing: Filing) -> frozenset[str]:
    """Domains already registered to the owner; only a filing that adds websites can repeat one (1039)."""
    if filing.kind != Kind.NEW_WEBSITE:
        return frozenset()
    return frozenset(
        RegisteredDomain.objects.filter(website__entity_id=filing.registered_entity_id)
        .exclude(status=RegisterStatus.CANCELLED)
        .values_list("domain", flat=True)
    )


def _other_open(filing: Filing) -> bool:
    """Another open filing of the owner blocks this one (1017), unless the authority cancels of its own accord."""
    if filing.kind == Kind.AUTHORITY_CANCEL:
        return False
    others = Filing.objects.filter(owner_id=filing.owner_id, state__in=sorted(OPEN_STATES)).exclude(
        pk=filing.pk
    )
    return others.exclude(kind=Kind.AUTHORITY_CANCEL).exists()


def _mobiles_taken(filing: Filing, content: document.Document) -> frozenset[str]:
    """Mobile numbers of `content` that are the account numbers of other people here."""
    people = [content.entity.person, *(site.person for site in content.websites)]
    keys = {
        personal_digest("mobile", number): number for p in people for number in p.mobile.split(";") if number
    }
    held = User.objects.filter(mobile_key__in=keys, is_active=True).exclude(pk=filing.owner_id)
    return frozenset(keys[key] for key in held.values_list("mobile_key", flat=True))


def _entity_registered(filing: Filing) -> bool:
    if filing.kind != Kind.FIRST:
        return False
    live = RegisteredEntity.objects.filter(owner_id=filing.owner_id)
    return live.exclude(status=RegisterStatus.CANCELLED).exists()


def _entity_cancel_open(filing: Filing) -> bool:
    """Another filing asks for 注销主体 of the same entity (1042)."""
    if filing.registered_entity_id is None:
        return False
    others = Filing.objects.filter(
        registered_entity_id=filing.registered_entity_id, state__in=sorted(OPEN_STATES)
    )
    whole = others.filter(kind__in=[Kind.CANCEL_ENTITY, Kind.AUTHORITY_CANCEL], target_website__isnull=True)
    return whole.exclude(pk=filing.pk).exists()


def _websites_with(filing: Filing, kind: Kind) -> frozenset[str]:
    """Keys of the websites here about which another open filing of `kind` is."""
    if filing.registered_entity_id is None:
        return frozenset()
    targets = Filing.objects.filter(kind=kind, state__in=sorted(OPEN_STATES)).exclude(pk=filing.pk)
    rows = Website.objects.filter(filing=filing, registered__in=targets.values("target_website"))
    return frozenset(str(pk) for pk in rows.values_list("pk", flat=True))


def _providers(content: document.Document) -> dict[int, rules.ProviderFact]:
    ids = {access.provider_id for site in content.websites for access in site.accesses if access.provider_id}
    if content.kind in CANCEL_KINDS or not ids:
        return {}
    return {
        provider.pk: rules.ProviderFact(provider.is_active, provider.province)
        for provider in Provider.objects.filter(pk__in=ids)
    }
