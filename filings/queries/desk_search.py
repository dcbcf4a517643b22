"""The desk's one search box: owner, domain, entity, receipt number or filing number, however it was typed."""

import re

from django.core.exceptions import ValidationError
from django.db.models import Q

from filings.models import Access, WebsiteDomain
from icpportal.core.errors import Refused
from icpportal.core.text import UncleanText, clean_line
from icpportal.core.validators import domain_to_ascii, registrable_domain
from icpportal.core.validators.typed import compact, folded
from providers.models import Provider

MAX_LENGTH = 128
_RECEIPT = re.compile(r"[0-9A-Z][0-9A-Z-]{3,13}")
# Entity or website, with or without 号, the dash and the province's character.
_NUMBER = re.compile(r"([^0-9A-Z]?)(?:ICP)?备?(20[0-9]{8}|[0-9]{8})号?-?(?:[1-9][0-9]{0,5})?[AXK]?")
_ENDS_OF_A_HOST = re.compile("[/:?#]")


def search_text(typed: str) -> str:
    """What was typed, cleaned; empty when nothing was.

    :raises Refused: it is too long, or nothing in it can be searched for
    """
    if len(typed.strip()) > MAX_LENGTH:
        raise Refused("search-long", f"查找的内容太长，请控制在 {MAX_LENGTH} 个字以内。")
    try:
        text = clean_line(typed)
    except UncleanText:
        text = ""
    if typed.strip() and not text:
        raise Refused("search-unclean", "查找的内容里有无法识别的字符，请删去后重新输入。")
    return text


def matching(text: str, provider: Provider) -> Q:
    """The filings that `text`, of `search_text`, means; of domains only those of websites that `provider` serves."""
    found = Q(owner__username__contains=text.lower()) | Q(entity__name__icontains=text)
    return found | _by_domain(text, provider) | _by_receipt(text) | _by_number(text)


def _by_domain(text: str, provider: Provider) -> Q:
    host = _ENDS_OF_A_HOST.split(re.sub("^[a-z]+://", "", folded(text, "域名").lower()))[0]
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


def _by_receipt(text: str) -> Q:
    """By its beginning, from four characters on."""
    code = compact(text, "回执号")
    if not _RECEIPT.fullmatch(code):
        return Q()
    letters = code.replace("-", "")
    return Q(receipt_number__startswith="-".join((letters[:4], letters[4:8], letters[8:12])).rstrip("-"))


def _by_number(text: str) -> Q:
    found = _NUMBER.fullmatch(compact(text, "备案号"))
    if found is None:
        return Q()
    prefix, digits = found.groups()
    lookup, number = ("", f"{prefix}ICP备{digits}号") if prefix else ("__endswith", f"ICP备{digits}号")
    return Q(**{f"filing_number{lookup}": number}) | Q(**{f"registered_entity__number{lookup}": number})
