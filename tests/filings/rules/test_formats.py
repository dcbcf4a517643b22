"""Old rows are not trusted: codes, formats and lengths are looked at again."""

import dataclasses
import datetime

import pytest

from filings.formats import format_problem
from filings.rules import FORMAT_KINDS, check
from tests.filings.documents import (
    valid_access,
    valid_approval,
    valid_document,
    valid_individual,
    valid_person,
    valid_website,
    with_access,
    with_entity,
    with_website,
)
from tests.filings.rules.found import facts, found, places


def test_valid_document_passes_the_real_formats() -> None:
    assert check(valid_document(), facts(format_problem=format_problem)) == ()


@pytest.mark.parametrize("kind", FORMAT_KINDS)
def test_format_problem_answers_every_kind_with_a_sentence(kind: str) -> None:
    sentence = format_problem(kind, "\x00")
    assert sentence
    assert sentence.endswith("。")


def test_format_problem_refuses_a_kind_that_no_rule_asks_for() -> None:
    with pytest.raises(KeyError):
        format_problem("filing_number", "京ICP备05000001号")


@pytest.mark.parametrize(
    ("nature", "expected"),
    [
        (4, []),
        (20, []),
        (7, [("hard", "entity", "nature")]),
        (999, [("hard", "entity", "nature")]),
        (-1, [("hard", "entity", "nature")]),
    ],
)
def test_nature_outside_the_list_1014(nature: int, expected: list[tuple[str, str, str]]) -> None:
    assert places(with_entity(nature=nature), "1014") == expected


@pytest.mark.parametrize(("document_type", "wrong"), [(1, False), (12, True), (16, True), (44, False)])
def test_entity_document_type_outside_todays_list_1008(document_type: int, wrong: bool) -> None:
    expected = [("hard", "entity", "document_type")] if wrong else []
    assert places(with_entity(document_type=document_type), "1008") == expected


def test_ended_document_was_in_order_before_it_ended() -> None:
    document = with_entity(document_type=12)
    before = dataclasses.replace(facts(), today=datetime.date(2015, 9, 30))
    after = dataclasses.replace(facts(), today=datetime.date(2015, 10, 1))
    assert [p.rule for p in check(document, before) if p.field == "document_type"] == []
    assert [p.rule for p in check(document, after) if p.field == "document_type"] == ["1008", "doc-nature"]


@pytest.mark.parametrize(
    ("document_type", "wrong"), [(2, False), (7, False), (42, False), (1, True), (8, True)]
)
def test_person_document_is_that_of_an_individual_1008(document_type: int, wrong: bool) -> None:
    document = with_website(person=valid_person(document_type=document_type))
    expected = [("hard", "website:1", "person.document_type")] if wrong else []
    assert places(document, "1008") == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"province": "310000", "city": "310100", "county": "310101"}, []),
        ({"province": "110000", "city": "310100"}, [("hard", "entity", "city")]),
        ({"county": "310101"}, [("hard", "entity", "county")]),
        ({"province": "990000"}, [("hard", "entity", "province")]),
        ({"province": "710000"}, [("hard", "entity", "province")]),
        ({"province": "110100"}, [("hard", "entity", "province")]),
    ],
)
def test_regions_1019(changes: dict[str, str], expected: list[tuple[str, str, str]]) -> None:
    assert places(with_entity(**changes), "1019") == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("91110108FAKE10000P", []),
        ("91110108FAKE100000", [("hard", "entity", "document_number")]),
        ("91110108FAKE10000", [("hard", "entity", "document_number")]),
    ],
)
def test_credit_code_1008(number: str, expected: list[tuple[str, str, str]]) -> None:
    document = with_entity(document_number=number)
    assert places(document, "1008", format_problem=format_problem) == expected


@pytest.mark.parametrize(
    ("number", "wrong"),
    [("110101197001010008", False), ("62010219660606000X", False), ("110101197001010000", True)],
)
def test_id_number_1015(number: str, wrong: bool) -> None:
    document = with_website(person=valid_person(document_number=number))
    expected = [("hard", "website:1", "person.document_number")] if wrong else []
    assert places(document, "1015", format_problem=format_problem) == expected


@pytest.mark.parametrize(("number", "wrong"), [("E00000000", False), ("12345", True)])
def test_passport_pattern_is_only_doubted_1008(number: str, wrong: bool) -> None:
    document = with_website(person=valid_person(document_type=7, document_number=number))
    expected = [("doubtful", "website:1", "person.document_number")] if wrong else []
    assert places(document, "1008", format_problem=format_problem) == expected


@pytest.mark.parametrize(
    ("changes", "rule", "field"),
    [
        ({"mobile": "12000000000"}, "1011", "person.mobile"),
        ({"office_phone": "010-000000"}, "1010", "person.office_phone"),
        ({"email": "owner.example.test"}, "1009", "person.email"),
    ],
)
def test_contacts(changes: dict[str, str], rule: str, field: str) -> None:
    document = with_entity(person=valid_person(**changes))
    assert places(document, rule, format_problem=format_problem) == [("hard", "entity", field)]
    assert places(valid_document(), rule, format_problem=format_problem) == []


def test_contact_that_is_empty_is_missing_and_not_malformed() -> None:
    document = valid_document(entity=valid_individual(), websites=())
    assert places(document, "1010", format_problem=format_problem) == []


@pytest.mark.parametrize(
    ("domain", "wrong"), [("beian-demo.test", False), ("com.cn", True), ("news.demo.cn", True)]
)
def test_domain_1004(domain: str, wrong: bool) -> None:
    document = with_website(domains=(domain,), home_url=f"www.{domain}")
    expected = [("hard", "website:1", "domains")] if wrong else []
    assert places(document, "1004", format_problem=format_problem) == expected


def test_domain_sentence_names_the_domain() -> None:
    (problem,) = found(with_website(domains=("com.cn",)), "1004", format_problem=format_problem)
    assert problem.sentence.startswith("域名“com.cn”：")


@pytest.mark.parametrize(
    ("home_url", "wrong"), [("www.beian-demo.test", False), ("http://", True), ("a b", True)]
)
def test_home_url_1022(home_url: str, wrong: bool) -> None:
    expected = [("hard", "website:1", "home_url")] if wrong else []
    assert places(with_website(home_url=home_url), "1022", format_problem=format_problem) == expected


@pytest.mark.parametrize(
    ("rule", "field", "good", "bad"),
    [
        ("1034", "services", (1, 24), (8, 25)),
        ("1066", "languages", (1, 17), (18,)),
        ("1033", "pre_approvals", (valid_approval(kind=10),), (valid_approval(kind=7),)),
    ],
)
def test_website_codes(rule: str, field: str, good: tuple[object, ...], bad: tuple[object, ...]) -> None:
    assert places(with_website(**{field: good}), rule) == []
    assert places(with_website(**{field: bad}), rule) == [("hard", "website:1", field)]


@pytest.mark.parametrize(
    ("rule", "field", "good", "bad"),
    [
        ("1035", "method", 5, 6),
        ("1036", "locations", ("110000", "650000"), ("110000", "710000")),
    ],
)
def test_access_codes(rule: str, field: str, good: object, bad: object) -> None:
    assert places(with_access(**{field: good}), rule) == []
    assert places(with_access(**{field: bad}), rule) == [("hard", "access:1", field)]


@pytest.mark.parametrize(("length", "wrong"), [(255, False), (256, True)])
def test_length_of_the_unit_name(length: int, wrong: bool) -> None:
    expected = [("hard", "entity", "name")] if wrong else []
    assert places(with_entity(name="示" * length), "length") == expected


@pytest.mark.parametrize(("length", "wrong"), [(128, False), (129, True)])
def test_length_of_the_website_person(length: int, wrong: bool) -> None:
    expected = [("hard", "website:1", "person.name")] if wrong else []
    assert places(with_website(person=valid_person(name="张" * length)), "length") == expected


def test_reading_order_is_entity_then_each_website_then_its_accesses() -> None:
    websites = (
        valid_website(
            "2", languages=(), accesses=(valid_access("5", method=None), valid_access("4", locations=()))
        ),
        valid_website("1", name="", domains=("other-demo.test",), home_url="other-demo.test"),
    )
    document = valid_document(
        entity=valid_individual(investor="别人", city="", name="张3"), websites=websites
    )
    problems = check(document, facts(open_filing=True))
    assert [(p.section, p.field, p.severity.value) for p in problems] == [
        ("filing", "", "hard"),
        ("entity", "name", "hard"),
        ("entity", "investor", "doubtful"),
        ("entity", "city", "hard"),
        ("entity", "person.name", "doubtful"),
        ("website:2", "languages", "hard"),
        ("access:5", "method", "hard"),
        ("access:4", "locations", "hard"),
        ("website:1", "name", "hard"),
    ]
