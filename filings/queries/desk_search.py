"""The desk's one search box: owner, domain, entity, receipt number or filing number, however it was typed."""

from django.core.exceptions import ValidationError
from django.db.models import Q

from filings.models import Access, WebsiteDomain
from filings.queries.search_words import by_number, by_receipt, by_words, host_in
from icpportal.core.validators import domain_to_ascii, registrable_domain
from providers.models import Provider


def matching(text: str, provider: Provider) -> Q:
    """The filings that `text`, of `search_text`, means; of domains only those of websites that `provider` serves."""
    found = Q(owner__username__contains=text.lower()) | by_words(text, "entity__name")
    found |= by_receipt(text) | by_number(text, "filing_number", "registered_entity__number")
    return found | _by_domain(text, provider)


def _by_domain(text: str, provider: Provider) -> Q:
    host = host_in(text)
    if not host:
        return Q()
    named = Q(domain__contains=host)
    try:
        registrable = registrable_domain(host)
        named |= Q(ascii=domain_to_ascii(registrable)) if registrable else Q()
    except ValidationError:
        pass
    served = Access.objects.filter(provider=provider).values("website_id")
    return Q(pk__in=WebsiteDomain.objects.filter(named, website__in=served).values("filing_id"))
