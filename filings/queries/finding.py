"""Finding filings by what a reviewer has in hand: a receipt or filing number, a domain, a part of a name."""

from django.db.models import Q

from filings.models import RegisteredDomain, WebsiteDomain
from filings.queries.search_words import by_number, by_receipt, by_words, whole_domain
from filings.workflow import CANCEL_KINDS


def matching(text: str) -> Q:
    """The filings that `text`, of `search_text`, means; it is not empty.

    A whole domain finds what holds or cancels it; a number finds by receipt or filing number, whatever its blanks,
    dashes and case; anything else is looked for in the entity's name, every word of it.
    """
    found = by_words(text, "entity__name") | by_receipt(text)
    found |= by_number(text, "filing_number", "registered_entity__number")
    domain = whole_domain(text)
    return found | _by_domain(domain) if domain else found


def _by_domain(name: str) -> Q:
    holding = WebsiteDomain.objects.filter(ascii=name).order_by().values("filing")
    registered = RegisteredDomain.objects.filter(ascii=name).order_by()
    cancelling = Q(target_website__in=registered.values("website")) | Q(
        target_website__isnull=True, registered_entity__in=registered.values("website__entity")
    )
    return Q(pk__in=holding) | (Q(kind__in=sorted(CANCEL_KINDS)) & cancelling)
