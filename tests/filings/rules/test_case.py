"""Whether a case may be opened or submitted now."""

import datetime

import pytest

from filings.rules import check
from tests.filings.documents import valid_document, with_entity
from tests.filings.rules.found import facts, places

KINDS = [
    "first",
    "new_website",
    "new_access",
    "change",
    "cancel_website",
    "cancel_entity",
    "authority_cancel",
]
THE_CASE = [("hard", "filing", "")]
SOON = datetime.date(2026, 12, 31)


@pytest.mark.parametrize("kind", KINDS)
def test_valid_document_passes_every_kind(kind: str) -> None:
    assert check(valid_document(kind=kind), facts(effective_on=SOON)) == ()


@pytest.mark.parametrize("kind", KINDS)
def test_one_open_filing_1017(kind: str) -> None:
    expected = [] if kind == "authority_cancel" else THE_CASE
    assert places(valid_document(kind=kind), "1017", open_filing=True) == expected


@pytest.mark.parametrize(
    ("kind", "known", "rule", "expected"),
    [
        ("cancel_website", {"entity_cancel_open": True}, "1042", THE_CASE),
        ("cancel_entity", {"entity_cancel_open": True}, "1042", []),
        ("cancel_entity", {"websites_in_cancel": frozenset({"1"})}, "1043", THE_CASE),
        ("cancel_website", {"websites_in_cancel": frozenset({"1"})}, "1043", []),
        ("cancel_entity", {"entity_cancel_open": True}, "1027", THE_CASE),
        ("cancel_entity", {}, "1027", []),
        ("cancel_website", {"websites_in_cancel": frozenset({"1"})}, "1030", [("hard", "website:1", "")]),
        ("cancel_website", {"websites_in_cancel": frozenset({"2"})}, "1030", []),
        ("change", {"access_removal_open": frozenset({"1"})}, "1032", [("hard", "website:1", "")]),
        ("change", {"access_removal_open": frozenset({"2"})}, "1032", []),
        ("first", {"access_removal_open": frozenset({"1"})}, "1032", []),
    ],
)
def test_cancellations_do_not_cross(
    kind: str, known: dict[str, object], rule: str, expected: list[tuple[str, str, str]]
) -> None:
    assert places(valid_document(kind=kind), rule, **known) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_cancelled_entity_1049(kind: str) -> None:
    expected = [] if kind == "first" else [("hard", "entity", "")]
    assert places(valid_document(kind=kind), "1049", entity_cancelled=True) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_cancelled_website_1050(kind: str) -> None:
    expected = [] if kind == "first" else [("hard", "website:1", "")]
    assert places(valid_document(kind=kind), "1050", websites_cancelled=frozenset({"1"})) == expected


@pytest.mark.parametrize(
    ("fixed", "wrong"),
    [("", False), ("110000", False), ("310000", True)],
)
def test_province_stays_1046(fixed: str, wrong: bool) -> None:
    expected = [("hard", "entity", "province")] if wrong else []
    assert places(valid_document(kind="change"), "1046", fixed_province=fixed) == expected


def test_province_that_is_empty_is_missing_and_not_moved() -> None:
    assert places(with_entity(province="", city="", county=""), "1046", fixed_province="110000") == []


@pytest.mark.parametrize(
    ("kind", "day", "expected"),
    [
        ("change", None, ["hard"]),
        ("change", datetime.date(2026, 12, 24), []),
        ("change", datetime.date(2026, 12, 23), ["doubtful"]),
        ("change", datetime.date(2026, 11, 1), ["doubtful"]),
        ("cancel_website", None, ["hard"]),
        ("cancel_website", datetime.date(2026, 11, 24), []),
        ("cancel_entity", None, ["hard"]),
        ("authority_cancel", None, []),
        ("first", None, []),
    ],
)
def test_effective_day(kind: str, day: datetime.date | None, expected: list[str]) -> None:
    problems = places(valid_document(kind=kind), "effective-on", effective_on=day)
    assert [severity for severity, _, _ in problems] == expected
    assert {(section, field) for _, section, field in problems} <= {("filing", "effective_on")}
