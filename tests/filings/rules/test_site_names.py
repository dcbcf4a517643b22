"""The name of a website: practice, so doubtful."""

import pytest

from filings.document import PreApproval
from tests.filings.documents import (
    valid_approval,
    valid_document,
    valid_individual,
    valid_website,
    with_entity,
    with_website,
)
from tests.filings.rules.found import found, places

RULES = (
    "site-name-short",
    "site-name-symbol",
    "site-name-national",
    "site-name-approval",
    "site-name-personal",
)
DOUBT = [("doubtful", "website:1", "name")]


@pytest.mark.parametrize(
    ("name", "nature", "rule"),
    [
        ("示例科技", 4, ""),
        ("备案示例信息网", 4, ""),
        ("示例", 4, "site-name-short"),
        ("example", 4, "site-name-short"),
        ("示例@科技", 4, "site-name-symbol"),
        ("国家示例中心", 4, "site-name-national"),
        ("示例新闻网", 4, "site-name-approval"),
        ("示例科技有限公司", 5, "site-name-personal"),
    ],
)
def test_site_name(name: str, nature: int, rule: str) -> None:
    entity = valid_individual() if nature == 5 else valid_document().entity
    document = valid_document(entity=entity, websites=(valid_website(name=name),))
    assert {r: places(document, r) for r in RULES} == {r: DOUBT if r == rule else [] for r in RULES}


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("示例网", 0),
        ("示例", 1),
        ("12345", 1),
        ("示A例B网", 0),
        ("示例一;示例二", 0),
        ("示例一;二", 1),
        ("一;二", 2),
    ],
)
def test_three_characters_of_each_name(name: str, count: int) -> None:
    assert len(found(with_website(name=name), "site-name-short")) == count


@pytest.mark.parametrize(
    ("name", "doubtful"),
    [
        ("示例·科技网", False),
        ("示例 科技网", False),
        ("示例科技！", True),
        ("示例beian-demo.test", True),
        ("示例科技😀", True),
    ],
)
def test_symbols(name: str, doubtful: bool) -> None:
    assert places(with_website(name=name), "site-name-symbol") == (DOUBT if doubtful else [])


def test_national_word_of_the_units_own_name_is_in_order() -> None:
    document = valid_document(
        entity=with_entity(name="中国示例集团有限公司").entity, websites=(valid_website(name="中国示例集团"),)
    )
    assert places(document, "site-name-national") == []


@pytest.mark.parametrize(
    ("name", "approvals", "doubtful"),
    [
        ("示例新闻网", (valid_approval(kind=1),), False),
        ("示例新闻网", (valid_approval(kind=2),), True),
        ("示例论坛网", (), True),
        ("示例论坛网", (valid_approval(kind=6),), False),
        ("示例日报网", (valid_approval(kind=2),), False),
        ("示例科技网", (), False),
    ],
)
def test_approved_words(name: str, approvals: tuple[PreApproval, ...], doubtful: bool) -> None:
    document = with_website(name=name, pre_approvals=approvals)
    assert places(document, "site-name-approval") == (DOUBT if doubtful else [])


@pytest.mark.parametrize(
    ("name", "doubtful"), [("示例的书房", False), ("示例工作室", True), ("示例交友吧", True)]
)
def test_personal_words(name: str, doubtful: bool) -> None:
    document = valid_document(entity=valid_individual(), websites=(valid_website(name=name),))
    assert places(document, "site-name-personal") == (DOUBT if doubtful else [])


@pytest.mark.parametrize(
    ("services", "approvals", "doubtful"),
    [
        ((8,), (), False),
        ((5,), (), True),
        ((5,), (valid_approval(kind=1),), False),
        ((21,), (valid_approval(kind=1),), True),
    ],
)
def test_approved_services(
    services: tuple[int, ...], approvals: tuple[PreApproval, ...], doubtful: bool
) -> None:
    document = with_website(services=services, pre_approvals=approvals)
    expected = [("doubtful", "website:1", "services")] if doubtful else []
    assert places(document, "service-approval") == expected


def test_empty_name_is_missing_and_nothing_else() -> None:
    assert [places(with_website(name=""), rule) for rule in RULES] == [[], [], [], [], []]
