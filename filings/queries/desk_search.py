"""The desk's one search box: owner, domain, entity, receipt number or filing number, however it was typed.

As in the review queue, each thing that a text may mean is looked for by itself where an index has it; common words are
looked for among the provider's own filings instead, one after another.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from accounts.models import User
from accounts.usernames import may_be_part
from filings.models import DeskEntry, Filing, WebsiteDomain
from filings.queries import pair_statistics
from filings.queries.finding import COMMON, holding, named, numbered, sure_parts, together
from filings.queries.search_words import by_number, by_receipt, by_words, host_in, is_begun_number
from icpportal.core.validators import domain_to_ascii, registrable_domain
from providers.models import Provider


def matching(text: str, provider: Provider) -> Q:
    """Of the desk's entries those that `text`, of `search_text`, means; of domains only those of websites that
    `provider` serves."""
    return Q(filing__in=together([*numbered(text), named(text), *_owned(text), *_served(text, provider)]))


def looked_at_one_by_one(entries: QuerySet[DeskEntry], text: str, provider: Provider) -> QuerySet[DeskEntry]:
    """As `matching`, but each entry's filing is looked at, as far as they are taken."""
    # Subqueries of one value: PostgreSQL can turn them into nothing that begins with all names, or all domains.
    this = OuterRef("filing")
    named = Filing.objects.filter(_meant(text), pk=this).values("pk")[:1]
    seen, wanted = {"found": Subquery(named)}, Q(found__isnull=False)
    if domains := _means_domain(text):
        here = WebsiteDomain.objects.filter(domains, filing=this, website__accesses__provider=provider)
        seen["domain_found"] = Subquery(here.order_by().values("pk")[:1])
        wanted |= Q(domain_found__isnull=False)
    return entries.annotate(**seen).filter(wanted)


def _meant(text: str) -> Q:
    wanted = by_words(text, "entity__name") | by_receipt(text)
    wanted |= by_number(text, "filing_number", "registered_entity__number")
    name = text.lower()
    return wanted | Q(owner__username__contains=name) if may_be_part(name) else wanted


def is_common(text: str) -> bool:
    """Whether so many filings of the country are expected to hold `text` that to find them all costs more than to look
    at the provider's own one after another until there are enough."""
    expected = pair_statistics.of_entities.expected(sure_parts(text))
    if may_be_part(text.lower()):
        expected += pair_statistics.of_owners.expected([text.lower()])
    if host := host_in(text):
        known = pair_statistics.of_domains
        expected += known.expected_by_chance(host) if _whole(host) else known.expected([host])
    return expected >= COMMON or is_begun_number(text)


def _owned(text: str) -> list[QuerySet[Any]]:
    """The keys of filings by a part of their owners' names."""
    name = text.lower()
    if not may_be_part(name):
        return []
    rows = User.objects.filter(username__contains=name)
    owners = holding(rows, F("username"), [name], pair_statistics.of_owners)
    return [Filing.objects.filter(owner__in=owners).order_by().values("pk")]


def _served(text: str, provider: Provider) -> list[QuerySet[Any]]:
    """The keys of filings by a part of a domain, and by the whole that it belongs to."""
    host = host_in(text)
    if not host:
        return []
    rows = WebsiteDomain.objects.filter(website__accesses__provider=provider).order_by()
    part = holding(rows.filter(domain__contains=host), F("domain"), [host], pair_statistics.of_domains)
    whole = _whole(host)
    return [found.values("filing") for found in ([part, rows.filter(whole)] if whole else [part])]


def _means_domain(text: str) -> Q:
    host = host_in(text)
    return Q(domain__contains=host) | _whole(host) if host else Q()


def _whole(host: str) -> Q:
    """The domain that was registered, of an address below it."""
    try:
        registrable = registrable_domain(host)
        return Q(ascii=domain_to_ascii(registrable)) if registrable else Q()
    except ValidationError:
        return Q()
