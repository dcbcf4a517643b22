"""The name of a website. All of it is providers' and provinces' practice, so all of it is doubtful."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from filings import codes, word_lists
from filings.document import Document, Website
from filings.rules.facts import Facts
from filings.rules.labels import quoted
from filings.rules.problem import Problem, Severity, website_section

FEWEST_CHARACTERS = 3

_HAN = re.compile("[㐀-䶿一-鿿\U00020000-\U0003134f]")
_DOMAIN = re.compile(r"(?i)www\.|[a-z0-9-]\.[a-z]{2}")


def names_of(website: Website) -> tuple[str, ...]:
    """The names of a website, which are split by a semicolon."""
    return tuple(part.strip() for part in re.split("[;；]", website.name) if part.strip())


def _each_name(
    document: Document, rule: str, fault: Callable[[str, Website], str | None]
) -> Iterator[Problem]:
    for website in document.websites:
        for name in names_of(website):
            sentence = fault(name, website)
            if sentence:
                yield Problem(rule, Severity.DOUBTFUL, website_section(website.key), "name", sentence)


def three_characters(document: Document, facts: Facts) -> Iterator[Problem]:
    """site-name-short: three Chinese characters or more, so neither letters nor digits alone."""

    def fault(name: str, website: Website) -> str | None:
        if len(_HAN.findall(name)) >= FEWEST_CHARACTERS:
            return None
        return f"网站名称{quoted(name)}少于3个汉字，管局一般不予通过，请填写3个以上汉字的名称。"

    return _each_name(document, "site-name-short", fault)


def no_symbols(document: Document, facts: Facts) -> Iterator[Problem]:
    """site-name-symbol: no special symbols and no domain."""

    def fault(name: str, website: Website) -> str | None:
        if _DOMAIN.search(name):
            return f"网站名称{quoted(name)}含有域名，请填写中文名称。"
        if any(unicodedata.category(c)[0] not in "LNZ" and c != "·" for c in name):
            return f"网站名称{quoted(name)}含有特殊符号，请去掉。"
        return None

    return _each_name(document, "site-name-symbol", fault)


def no_national_words(document: Document, facts: Facts) -> Iterator[Problem]:
    """site-name-national: 中国, 国家 … only for national units, whose own name has the word."""

    def fault(name: str, website: Website) -> str | None:
        for word in word_lists.NATIONAL_WORDS:
            if word in name and word not in document.entity.name:
                return f"网站名称中有“{word}”，一般只限国家级单位使用，请核对或更换名称。"
        return None

    return _each_name(document, "site-name-national", fault)


def approved_words(document: Document, facts: Facts) -> Iterator[Problem]:
    """site-name-approval: 新闻, 论坛 and the like need the pre-approval that goes with them (O33 art. 11)."""

    def fault(name: str, website: Website) -> str | None:
        held = {approval.kind for approval in website.pre_approvals}
        for word, kinds in word_lists.APPROVAL_WORDS:
            if word in name and not kinds & held:
                needed = "或".join(codes.name_of(codes.PRE_APPROVALS, kind) for kind in sorted(kinds))
                return f"网站名称中有“{word}”，一般需要审批“{needed}”。请补充批准文号，或更换名称。"
        return None

    return _each_name(document, "site-name-approval", fault)


def personal_words(document: Document, facts: Facts) -> Iterator[Problem]:
    """site-name-personal: an individual's website bears no word of a company, an industry or a platform."""

    def fault(name: str, website: Website) -> str | None:
        for word in word_lists.PERSONAL_SITE_WORDS:
            if word in name:
                return f"个人网站的名称一般不能含“{word}”，请更换名称。"
        return None

    if codes.is_person(document.entity.nature):
        yield from _each_name(document, "site-name-personal", fault)


def approved_services(document: Document, facts: Facts) -> Iterator[Problem]:
    """service-approval: content that needs a pre-approval (O33 art. 11)."""
    for website in document.websites:
        held = {approval.kind for approval in website.pre_approvals}
        for service, kind in word_lists.APPROVAL_OF_SERVICE.items():
            if service in website.services and kind not in held:
                service_name = codes.name_of(codes.SERVICES, service)
                needed = codes.name_of(codes.PRE_APPROVALS, kind)
                sentence = f"网站服务内容“{service_name}”一般需要前置审批“{needed}”，请补充，或去掉这项内容。"
                section = website_section(website.key)
                yield Problem("service-approval", Severity.DOUBTFUL, section, "services", sentence)
