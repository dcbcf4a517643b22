"""Home addresses and domains."""

import pytest

from icpportal.core.validators import is_mixed_script
from tests.filings.documents import valid_access, valid_document, valid_website, with_website
from tests.filings.rules.found import found, places


@pytest.mark.parametrize(
    ("home_url", "domains", "wrong"),
    [
        ("www.beian-demo.test", ("beian-demo.test",), False),
        ("beian-demo.test", ("beian-demo.test",), False),
        ("https://www.beian-demo.test:8443/a?b=c", ("beian-demo.test",), False),
        ("http://WWW.BEIAN-DEMO.TEST", ("beian-demo.test",), False),
        ("bbs.beian-demo.test", ("beian-demo.test", "example.org"), False),
        ("www.示例.中国", ("示例.中国",), False),
        ("www.other.test", ("beian-demo.test",), True),
        ("evilbeian-demo.test", ("beian-demo.test",), True),
        ("beian-demo.test.other.test", ("beian-demo.test",), True),
        ("1.1.1.1", ("beian-demo.test",), True),
        ("", ("beian-demo.test",), False),
    ],
)
def test_home_under_domain_1041(home_url: str, domains: tuple[str, ...], wrong: bool) -> None:
    document = with_website(home_url=home_url, domains=domains)
    assert places(document, "1041") == ([("hard", "website:1", "home_url")] if wrong else [])


@pytest.mark.parametrize(
    ("home_url", "expected"),
    [
        ("http://1.1.1.1/", []),
        ("1.1.1.5", []),
        ("1.1.1.9", []),
        ("1.1.1.10", [("hard", "website:1", "home_url")]),
        ("http://[2400:3200::1]:80", []),
        ("[2400:3200::2]", [("hard", "website:1", "home_url")]),
        ("www.beian-demo.test", [("hard", "website:1", "domains")]),
        ("", []),
    ],
)
def test_home_by_address(home_url: str, expected: list[tuple[str, str, str]]) -> None:
    accesses = (
        valid_access("1", ranges=(("1.1.1.1", "1.1.1.1"), ("1.1.1.5", "1.1.1.9"))),
        valid_access("2", ranges=(("2400:3200::1", "2400:3200::1"),)),
    )
    document = with_website(home_url=home_url, domains=(), accesses=accesses)
    assert places(document, "ip-home") == expected


def test_home_by_address_waits_for_the_first_range() -> None:
    document = with_website(home_url="1.1.1.1", domains=(), accesses=(valid_access(ranges=()),))
    assert places(document, "ip-home") == []


def test_domain_twice_is_reported_where_it_stands_again() -> None:
    websites = (valid_website("1"), valid_website("2"))
    problems = found(valid_document(websites=websites), "domain-repeated")
    assert [(p.severity.value, p.section, p.field) for p in problems] == [("hard", "website:2", "domains")]
    assert problems[0].sentence == "域名“beian-demo.test”在本次填报中重复出现，请只保留一处。"


@pytest.mark.parametrize(
    ("domains", "wrong"),
    [
        (("a-demo.test", "b-demo.test"), False),
        (("a-demo.test", "a-demo.test"), True),
        (("a-demo.test", "A-demo.test"), True),
    ],
)
def test_domain_twice_on_one_website(domains: tuple[str, ...], wrong: bool) -> None:
    assert bool(found(with_website(domains=domains), "domain-repeated")) is wrong


@pytest.mark.parametrize(
    ("domain", "doubtful"), [("beian-demo.test", False), ("bеian-demo.test", True), ("示例.中国", False)]
)
def test_mixed_scripts(domain: str, doubtful: bool) -> None:
    expected = [("doubtful", "website:1", "domains")] if doubtful else []
    document = with_website(domains=(domain,))
    assert places(document, "domain-mixed-script", is_mixed_script=is_mixed_script) == expected


@pytest.mark.parametrize(
    ("domains", "doubtful"),
    [((), False), (("a-demo.test",), False), (("a-demo.test", "b-demo.test"), True)],
)
def test_one_domain(domains: tuple[str, ...], doubtful: bool) -> None:
    expected = [("doubtful", "website:1", "domains")] if doubtful else []
    assert places(with_website(domains=domains), "one-domain") == expected
