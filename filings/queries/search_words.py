"""What somebody typed into a search box, and what it may mean: read in the same way in every box.

`by_…` give a condition, an empty one for words that cannot be meant so. All but `search_text` take what it gave.
"""

import re

from django.core.exceptions import ValidationError
from django.db.models import Q

from icpportal.core.errors import Refused
from icpportal.core.regions import PREFIXES
from icpportal.core.text import UncleanText, by_fours, clean_line
from icpportal.core.validators import domain_to_ascii, validate_domain
from icpportal.core.validators.typed import compact, folded

MAX_LENGTH = 128
_RECEIPT = re.compile(r"[0-9A-Z]{4,12}")
# Entity or website, with or without 号, the dash and the province's character.
_NUMBER = re.compile(r"([^0-9A-Z备]?)(?:ICP)?备?(20[0-9]{8}|[0-9]{8})号?-?([1-9][0-9]{0,5})?[AXK]?")
# With the year's four a hundred numbers of a province are left.
_TELLING_DIGITS = 8
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


def by_words(text: str, field: str) -> Q:
    """`field` holds every word, as it was typed or with its full-width forms made plain."""
    found = Q()
    for word in text.split():
        ways = Q()
        for spelling in spellings(word):
            ways |= Q(**{f"{field}__icontains": spelling})
        found &= ways
    return found


def spellings(word: str) -> list[str]:
    """As it was typed, and with its full-width forms made plain."""
    return list(dict.fromkeys([word, folded(word, "关键词")]))


def by_receipt(text: str) -> Q:
    """Filings by the beginning of the 回执号, from four characters on, whatever its blanks, dashes and case."""
    code = compact(text, "回执号").replace("-", "")
    return Q(receipt_number__startswith=by_fours(code)) if _RECEIPT.fullmatch(code) else Q()


def by_number(text: str, *fields: str, site_no: str = "") -> Q:
    """By a 备案号, of which 号, dash, province and ICP may be missing; with ICP in it, its beginning will do.

    :param fields: that hold an entity's number
    :param site_no: the field of a website's place behind it, where rows are websites
    """
    typed = compact(text, "备案号")
    found, wanted = _NUMBER.fullmatch(typed), Q()
    if found is not None:
        prefix, digits, place = found.groups()
        if prefix:
            wanted = _any_of(fields, "exact", f"{prefix}ICP备{digits}号")
        else:
            # Each province's, rather than all that end so, which no index finds.
            wanted = _any_of(fields, "in", [f"{first}ICP备{digits}号" for first in PREFIXES.values()])
        if place and site_no:
            return wanted & Q(**{site_no: int(place)})
    if "ICP" in typed:
        number, mark, _ = typed.partition("号")
        wanted |= _any_of(fields, "startswith", number + mark)
    return wanted


def is_begun_number(text: str) -> bool:
    """Whether `by_number` takes it for a beginning that thousands of numbers share."""
    typed = compact(text, "备案号")
    return "ICP" in typed and sum(map(str.isdecimal, typed)) < _TELLING_DIGITS


def _any_of(fields: tuple[str, ...], lookup: str, value: object) -> Q:
    wanted = Q()
    for field in fields:
        wanted |= Q(**{f"{field}__{lookup}": value})
    return wanted


def host_in(text: str) -> str:
    """The host, or the part of one, in a domain or an address; empty if there is none."""
    return _ENDS_OF_A_HOST.split(re.sub("^[a-z]+://", "", folded(text, "域名").lower()))[0].strip()


def whole_domain(text: str) -> str:
    """The A-label form if the text is a whole domain; else empty."""
    try:
        return domain_to_ascii(validate_domain(text))
    except ValidationError:
        return ""
