"""Finding filings by what a reviewer has in hand: a receipt or filing number, a domain, a part of a name."""

import re

from django.core.exceptions import ValidationError
from django.db.models import Q

from filings.models import RegisteredDomain, WebsiteDomain
from filings.workflow import CANCEL_KINDS
from icpportal.core.text import UncleanText, clean_line
from icpportal.core.validators import domain_to_ascii, validate_domain
from icpportal.core.validators.typed import compact

_LONGEST = 200
_RECEIPT = re.compile(r"[0-9A-Z]{1,12}")


def matching(typed: str) -> Q | None:
    """The filings that `typed` means, or None if it can mean none.

    A whole domain finds what holds or cancels it; a number's beginning finds by receipt or filing number, whatever its
    blanks, dashes and case; anything else is looked for in the entity's name, every word of it.
    """
    try:
        text, number = clean_line(typed), compact(typed, "关键词")
    except (UncleanText, ValidationError):
        return None
    if not text or len(text) > _LONGEST:
        return None
    if "ICP" in number:
        return Q(filing_number__startswith=number.split("号")[0]) | _by_name(text)
    found = _by_name(text)
    receipt = number.replace("-", "")
    if _RECEIPT.fullmatch(receipt):
        found |= Q(receipt_number__startswith=_by_fours(receipt))
    domain = _domain(text)
    return found | _by_domain(domain) if domain else found


def _by_fours(receipt: str) -> str:
    return "-".join(receipt[start : start + 4] for start in range(0, len(receipt), 4))


def _by_name(text: str) -> Q:
    found = Q()
    for word in text.split():
        found &= Q(entity__name__icontains=word)
    return found


def _domain(text: str) -> str:
    """The A-label form of a whole domain, or nothing."""
    try:
        return domain_to_ascii(validate_domain(text))
    except ValidationError:
        return ""


def _by_domain(name: str) -> Q:
    holding = WebsiteDomain.objects.filter(ascii=name).order_by().values("filing")
    registered = RegisteredDomain.objects.filter(ascii=name).order_by()
    cancelling = Q(target_website__in=registered.values("website")) | Q(
        target_website__isnull=True, registered_entity__in=registered.values("website__entity")
    )
    return Q(pk__in=holding) | (Q(kind__in=sorted(CANCEL_KINDS)) & cancelling)
