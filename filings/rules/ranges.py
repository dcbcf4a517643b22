"""Address ranges of accesses."""

import ipaddress
from collections.abc import Iterator

from filings.document import Access, Document
from filings.rules.facts import AddressRange, Facts
from filings.rules.labels import quoted
from filings.rules.problem import Problem, Severity, access_section

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# From so many on, a range is a block and not the addresses of one website: a /24, in IPv6 more than a /64.
ADDRESSES_BEFORE_A_BLOCK = {4: 255, 6: 2**64}


def range_of(texts: AddressRange) -> tuple[Address, Address] | None:
    """Both ends, of one family; None if the texts are no such addresses. The order is not looked at."""
    try:
        start, end = ipaddress.ip_address(texts[0]), ipaddress.ip_address(texts[1])
    except ValueError:
        return None
    return (start, end) if start.version == end.version else None


def shown(texts: AddressRange) -> str:
    """A range as the form writes it."""
    return quoted(texts[0] if texts[0] == texts[1] else f"{texts[0]}-{texts[1]}")


def _accesses(document: Document) -> Iterator[Access]:
    for website in document.websites:
        yield from website.accesses


def _problem(rule: str, severity: Severity, access: Access, sentence: str) -> Problem:
    return Problem(rule, severity, access_section(access.key), "ranges", sentence)


def formats(document: Document, facts: Facts) -> Iterator[Problem]:
    """1006 无效IP, 2002 起始IP大于终止IP (2006, 2007: either end is no address)."""
    for access in _accesses(document):
        for texts in access.ranges:
            parsed = range_of(texts)
            if parsed is None:
                sentence = f"IP地址{shown(texts)}不是有效的地址或地址段，请核对后重新填写（1006）。"
                yield _problem("1006", Severity.HARD, access, sentence)
            elif int(parsed[0]) > int(parsed[1]):
                sentence = f"IP地址{shown(texts)}的起始地址大于终止地址，请对调或改正（2002）。"
                yield _problem("2002", Severity.HARD, access, sentence)
            else:
                problem = facts.format_problem("ip_range", f"{texts[0]}-{texts[1]}")
                if problem:
                    yield _problem("1006", Severity.HARD, access, f"IP地址{shown(texts)}：{problem}")


def once(document: Document, facts: Facts) -> Iterator[Problem]:
    """2003 此IP段已报备: an address stands once in an access; reported at the later of two ranges."""
    for access in _accesses(document):
        seen: list[tuple[int, int, int]] = []
        for texts in access.ranges:
            parsed = range_of(texts)
            if parsed is None:
                continue
            version, start, end = parsed[0].version, int(parsed[0]), int(parsed[1])
            if any(version == v and start <= last and first <= end for v, first, last in seen):
                sentence = f"IP地址{shown(texts)}与本接入中的另一段重复，请只保留一处（2003）。"
                yield _problem("2003", Severity.HARD, access, sentence)
            seen.append((version, start, end))


def not_a_block(document: Document, facts: Facts) -> Iterator[Problem]:
    """whole-block: a website has its own addresses, not a provider's whole block (providers' rule)."""
    for access in _accesses(document):
        for texts in access.ranges:
            parsed = range_of(texts)
            if parsed and int(parsed[1]) - int(parsed[0]) >= ADDRESSES_BEFORE_A_BLOCK[parsed[0].version]:
                sentence = f"IP地址{shown(texts)}是整段地址。请只填写这个网站实际使用的地址。"
                yield _problem("whole-block", Severity.DOUBTFUL, access, sentence)


def taken(document: Document, facts: Facts) -> Iterator[Problem]:
    """1024 IP地址冲突: the range stands in another's filing. Doubtful: websites share a host's address.

    1040 IP信息已经报备: it stands in the owner's own register already.
    """
    for access in _accesses(document):
        for texts in access.ranges:
            if texts in facts.ranges_taken:
                sentence = f"IP地址{shown(texts)}也出现在其他备案中（1024）。共用主机的可以继续，否则请核对。"
                yield _problem("1024", Severity.DOUBTFUL, access, sentence)
            if texts in facts.own_ranges:
                sentence = f"IP地址{shown(texts)}您已经备案（1040）。共用主机的可以继续，否则请核对。"
                yield _problem("1040", Severity.DOUBTFUL, access, sentence)
