"""What is registered and served by one provider: 变更 and 取消接入 begin here."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from accounts.models import User
from filings import document
from filings.models import (
    RegisteredAccess,
    RegisteredDomain,
    RegisteredEntity,
    RegisteredWebsite,
    RegisterStatus,
)
from filings.queries.search_words import by_number, by_words, host_in
from filings.queries.snapshots import SnapshotReader
from icpportal.core.validators.typed import compact
from providers.models import Provider
from providers.queries import provider_of


@dataclass(frozen=True)
class RegisteredSite:
    """One row of the list: a registered website as it was approved."""

    row: RegisteredWebsite
    site: document.Website
    organiser: str


def served_websites(person: User, text: str = "") -> QuerySet[RegisteredWebsite]:
    """Registered websites that the person's provider serves now, newest first.

    :param text: of `search_text`; empty for all
    """
    provider = provider_of(person)
    if provider is None:
        return RegisteredWebsite.objects.none()
    live = RegisteredAccess.objects.filter(provider=provider, status=RegisterStatus.ACTIVE)
    websites = RegisteredWebsite.objects.filter(pk__in=live.values("website"))
    if text:
        websites = websites.filter(_meant(text))
    return websites.select_related("snapshot", "entity__snapshot").order_by("-approved_at", "-pk")


def _meant(text: str) -> Q:
    """A number or a part of one; a domain, part or whole; words of the website's or the organiser's name.

    The organiser's is that of the filing; the lookup rows mask people's.
    """
    live = RegisteredDomain.objects.exclude(status=RegisterStatus.CANCELLED)
    named, host = by_words(text, "site_name"), host_in(text)
    if host:
        named |= Q(domain__icontains=host) | Q(ascii__icontains=host)
    owned = RegisteredEntity.objects.filter(by_words(text, "snapshot__filing__entity__name"))
    numbered = by_number(text, "entity__number", site_no="site_no")
    numbered |= Q(number__contains=compact(text, "备案号"))
    return numbered | Q(pk__in=live.filter(named).values("website_id")) | Q(entity__in=owned)


def as_sites(websites: list[RegisteredWebsite]) -> list[RegisteredSite]:
    """Each with its approved content; no query."""
    read = SnapshotReader()
    return [RegisteredSite(row, read.website(row), read.entity(row.entity).name) for row in websites]


def served_entity(person: User, entity_id: int) -> RegisteredEntity | None:
    """A registered entity of which the person's provider serves a website; None as if there were none."""
    return (
        RegisteredEntity.objects.filter(pk=entity_id, websites__in=served_websites(person)).distinct().first()
    )


def is_last_access(website: RegisteredWebsite, provider: Provider | None) -> bool:
    """Nobody but `provider` connects the website."""
    others = website.accesses.filter(status=RegisterStatus.ACTIVE).exclude(provider=provider)
    return not others.exists()
