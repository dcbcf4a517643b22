"""Accesses and their address ranges."""

import pytest

from filings.formats import format_problem
from filings.rules import ProviderFact
from tests.filings.documents import valid_access, valid_document, with_access, with_website
from tests.filings.rules.found import found, places

HARD_RANGES = [("hard", "access:1", "ranges")]
DOUBTFUL_RANGES = [("doubtful", "access:1", "ranges")]


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ("1.1.1.1", "1.1.1.1", False),
        ("223.5.5.5", "223.5.5.5", False),
        ("10.0.0.1", "10.0.0.1", True),
        ("192.168.1.1", "192.168.1.1", True),
        ("169.254.1.1", "169.254.1.1", True),
        ("224.0.0.1", "224.0.0.1", True),
        ("255.255.255.255", "255.255.255.255", True),
        ("198.51.100.1", "198.51.100.20", True),
        ("9.255.255.255", "11.0.0.0", True),
        ("8.8.8.256", "8.8.8.256", True),
        ("2001:db8::1", "2001:db8::1", True),
        ("1.1.1.1", "2400:3200::1", True),
        ("", "", True),
    ],
)
def test_ip_range_1006(start: str, end: str, wrong: bool) -> None:
    document = with_access(ranges=((start, end),))
    assert places(document, "1006", format_problem=format_problem) == (HARD_RANGES if wrong else [])


@pytest.mark.parametrize(
    ("start", "end", "wrong"),
    [
        ("1.1.1.1", "1.1.1.2", False),
        ("1.1.1.1", "1.1.1.1", False),
        ("1.1.1.2", "1.1.1.1", True),
        ("1.1.1.10", "1.1.1.9", True),
        ("2400:3200::2", "2400:3200::1", True),
    ],
)
def test_start_after_end_2002(start: str, end: str, wrong: bool) -> None:
    document = with_access(ranges=((start, end),))
    assert places(document, "2002", format_problem=format_problem) == (HARD_RANGES if wrong else [])


@pytest.mark.parametrize(
    ("ranges", "wrong"),
    [
        ((("1.1.1.1", "1.1.1.1"), ("1.1.1.2", "1.1.1.2")), False),
        ((("1.1.1.1", "1.1.1.1"), ("1.1.1.1", "1.1.1.1")), True),
        ((("1.1.1.1", "1.1.1.5"), ("1.1.1.5", "1.1.1.9")), True),
        ((("0.0.0.1", "0.0.0.1"), ("::1", "::1")), False),
    ],
)
def test_range_twice_2003(ranges: tuple[tuple[str, str], ...], wrong: bool) -> None:
    assert places(with_access(ranges=ranges), "2003") == (HARD_RANGES if wrong else [])


@pytest.mark.parametrize(
    ("start", "end", "doubtful"),
    [
        ("1.1.1.1", "1.1.1.1", False),
        ("1.1.1.0", "1.1.1.254", False),
        ("1.1.1.0", "1.1.1.255", True),
        ("2400:3200::", "2400:3200::ffff:ffff:ffff:ffff", False),
        ("2400:3200::", "2400:3200:0:1::", True),
    ],
)
def test_whole_block(start: str, end: str, doubtful: bool) -> None:
    assert places(with_access(ranges=((start, end),)), "whole-block") == (DOUBTFUL_RANGES if doubtful else [])


@pytest.mark.parametrize(("rule", "fact"), [("1024", "ranges_taken"), ("1040", "own_ranges")])
def test_range_of_another_filing_is_doubtful(rule: str, fact: str) -> None:
    same = frozenset({("1.1.1.1", "1.1.1.1")})
    wider = frozenset({("1.1.1.1", "1.1.1.2")})
    assert places(valid_document(), rule, **{fact: same}) == DOUBTFUL_RANGES
    assert places(valid_document(), rule, **{fact: wider}) == []


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, True),
        ({"method": 1}, False),
        ({"provider_id": 2}, False),
        ({"ranges": (("1.1.1.2", "1.1.1.2"),)}, False),
        ({"locations": ("110000", "310000")}, False),
    ],
)
def test_equal_accesses_1029(changes: dict[str, object], wrong: bool) -> None:
    document = with_website(accesses=(valid_access("1"), valid_access("2", **changes)))
    assert places(document, "1029") == ([("hard", "access:2", "")] if wrong else [])


def test_equal_accesses_do_not_depend_on_the_order_of_their_lists() -> None:
    one = valid_access("1", locations=("110000", "310000"))
    other = valid_access("2", locations=("310000", "110000"))
    assert len(found(with_website(accesses=(one, other)), "1029")) == 1


@pytest.mark.parametrize(
    ("providers", "wrong"),
    [
        (None, False),
        ({1: ProviderFact()}, False),
        ({1: ProviderFact(is_active=False)}, True),
        ({2: ProviderFact()}, True),
        ({}, True),
    ],
)
def test_provider_serves(providers: dict[int, ProviderFact] | None, wrong: bool) -> None:
    expected = [("hard", "access:1", "provider_id")] if wrong else []
    assert places(valid_document(), "provider", providers=providers) == expected


@pytest.mark.parametrize(
    ("locations", "doubtful"),
    [(("110000",), False), (("310000", "110000"), False), (("310000",), True), ((), False)],
)
def test_location_of_provider(locations: tuple[str, ...], doubtful: bool) -> None:
    document = with_access(locations=locations)
    expected = [("doubtful", "access:1", "locations")] if doubtful else []
    assert places(document, "location", providers={1: ProviderFact(province="110000")}) == expected
