"""Home addresses and domains of one filing, held against each other."""

import ipaddress
import re
from collections.abc import Iterator

from filings.document import Document, Website
from filings.rules.facts import Facts
from filings.rules.labels import quoted
from filings.rules.problem import Problem, Severity, website_section
from filings.rules.ranges import Address, range_of

_HOST = re.compile(r"(?i)(?:https?://)?(\[[^\]]*\]|[^/?#:@\s]+)")


def host_of(home_url: str) -> str:
    """The host of a home address in its normal form, without brackets; empty if there is none."""
    match = _HOST.match(home_url)
    return match[1].strip("[]").lower() if match else ""


def address_of(host: str) -> Address | None:
    """The host as an IP address; None if it is a name."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def home_under_domain(document: Document, facts: Facts) -> Iterator[Problem]:
    """1041 网站首页URL中必须包含域名中的其中一项."""
    for website in document.websites:
        host = host_of(website.home_url)
        if not host or not website.domains:
            continue
        if not any(
            host == domain.lower() or host.endswith(f".{domain.lower()}") for domain in website.domains
        ):
            sentence = (
                "首页网址必须包含网站域名中的一个（1041）。请修改首页网址，或在网站域名中补上它的域名。"
            )
            yield Problem("1041", Severity.HARD, website_section(website.key), "home_url", sentence)


def home_by_address(document: Document, facts: Facts) -> Iterator[Problem]:
    """ip-home: without domains, the home is an address inside the accesses' ranges (O33 art. 5)."""
    for website in document.websites:
        host = host_of(website.home_url)
        if not host or website.domains:
            continue
        section, address = website_section(website.key), address_of(host)
        if address is None:
            sentence = "请填写网站域名；没有域名、只用IP访问的网站，请在首页网址中填写IP地址。"
            yield Problem("ip-home", Severity.HARD, section, "domains", sentence)
        elif _has_ranges(website) and not _inside(address, website):
            sentence = "首页网址中的IP地址不在本网站各接入的IP地址范围内。请核对首页网址或接入的IP地址。"
            yield Problem("ip-home", Severity.HARD, section, "home_url", sentence)


def _has_ranges(website: Website) -> bool:
    return any(access.ranges for access in website.accesses)


def _inside(address: Address, website: Website) -> bool:
    for access in website.accesses:
        for texts in access.ranges:
            parsed = range_of(texts)
            if (
                parsed
                and parsed[0].version == address.version
                and int(parsed[0]) <= int(address) <= int(parsed[1])
            ):
                return True
    return False


def domains_once(document: Document, facts: Facts) -> Iterator[Problem]:
    """domain-repeated: a domain stands once in a filing; reported where it stands again."""
    seen: set[str] = set()
    for website in document.websites:
        for domain in website.domains:
            if domain.lower() in seen:
                sentence = f"域名{quoted(domain)}在本次填报中重复出现，请只保留一处。"
                yield Problem(
                    "domain-repeated", Severity.HARD, website_section(website.key), "domains", sentence
                )
            seen.add(domain.lower())


def mixed_scripts(document: Document, facts: Facts) -> Iterator[Problem]:
    """domain-mixed-script: letters of two scripts in one label look like another's domain."""
    for website in document.websites:
        for domain in website.domains:
            if facts.is_mixed_script(domain):
                sentence = f"域名{quoted(domain)}混用了不同文字中外形相近的字母，请核对是否输入有误。"
                section = website_section(website.key)
                yield Problem("domain-mixed-script", Severity.DOUBTFUL, section, "domains", sentence)


def one_domain(document: Document, facts: Facts) -> Iterator[Problem]:
    """one-domain: one domain per website (providers' rule since 2019-04-22)."""
    for website in document.websites:
        if len(website.domains) > 1:
            sentence = "这个网站填了多个域名。有的管局要求一个网站只报一个域名，请向接入服务商确认。"
            yield Problem("one-domain", Severity.DOUBTFUL, website_section(website.key), "domains", sentence)
