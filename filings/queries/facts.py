"""What the rules need to know of the portal's own data about one filing."""

from django.utils import timezone

from filings import document, rules
from filings.claim_keys import wanted_claims
from filings.formats import format_problem
from filings.models import AccessRange, Claim, Filing, RegisteredDomain, RegisterStatus, Website
from filings.range_keys import range_key
from filings.workflow import CANCEL_KINDS, OPEN_STATES, Kind, State
from icpportal.core import validators
from providers.models import Provider


def facts_for(filing: Filing, content: document.Document) -> rules.Facts:
    """The facts about `filing` holding `content`; a bounded number of queries whatever its size."""
    taken = _taken(filing, content)
    entity = filing.registered_entity
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
        own_domains=_own_domains(filing),
        fixed_province=(entity.province if entity else "") or filing.province,
        open_filing=_other_open(filing),
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


def _providers(content: document.Document) -> dict[int, rules.ProviderFact]:
    ids = {access.provider_id for site in content.websites for access in site.accesses if access.provider_id}
    if content.kind in CANCEL_KINDS or not ids:
        return {}
    return {
        provider.pk: rules.ProviderFact(provider.is_active, provider.province)
        for provider in Provider.objects.filter(pk__in=ids)
    }
