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
from filings.queries.snapshots import SnapshotReader
from icpportal.core.text import UncleanText, clean_line
from providers.models import Provider
from providers.queries import provider_of

LONGEST = 255


@dataclass(frozen=True)
class RegisteredSite:
    """One row of the list: a registered website as it was approved."""

    row: RegisteredWebsite
    site: document.Website
    organiser: str


def served_websites(person: User, words: str = "") -> QuerySet[RegisteredWebsite]:
    """Registered websites that the person's provider serves now, newest first.

    :param words: part of a number, a domain, a website's or an organiser's name; empty for all
    """
    provider = provider_of(person)
    if provider is None:
        return RegisteredWebsite.objects.none()
    live = RegisteredAccess.objects.filter(provider=provider, status=RegisterStatus.ACTIVE)
    websites = RegisteredWebsite.objects.filter(pk__in=live.values("website"))
    if words:
        websites = websites.filter(
            Q(number__icontains=words) | Q(pk__in=_named(words)) | Q(entity__in=_owned(words))
        )
    return websites.select_related("snapshot", "entity__snapshot").order_by("-approved_at", "-pk")


def _named(words: str) -> QuerySet[RegisteredDomain, int]:
    live = RegisteredDomain.objects.exclude(status=RegisterStatus.CANCELLED)
    found = live.filter(
        Q(domain__icontains=words) | Q(ascii__icontains=words) | Q(site_name__icontains=words)
    )
    return found.values_list("website_id", flat=True)


def _owned(words: str) -> QuerySet[RegisteredEntity]:
    """By the organiser's whole name; the lookup rows mask people's."""
    return RegisteredEntity.objects.filter(snapshot__filing__entity__name__icontains=words)


def search_words(text: str) -> str:
    """What was typed into the search, cleaned and cut; nothing where it cannot be kept."""
    try:
        return clean_line(text)[:LONGEST]
    except UncleanText:
        return ""


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
