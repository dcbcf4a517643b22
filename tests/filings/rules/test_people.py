"""Responsible persons: their age, their two phones, and who may be one."""

import pytest

from tests.filings.documents import (
    valid_document,
    valid_individual,
    valid_person,
    valid_website,
    with_entity,
    with_website,
)
from tests.filings.rules.found import found, places


# On 2026-11-24; the check digits do not matter here.
@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("110101197001010008", []),
        ("110101200811240000", []),
        ("110101200811250000", ["doubtful"]),
        ("110101201011240000", ["doubtful"]),
        ("110101201011250000", ["hard"]),
        ("110101203001010000", ["hard"]),
        ("110101200802310000", []),
        ("1101012010", []),
    ],
)
def test_ages(number: str, expected: list[str]) -> None:
    document = with_entity(person=valid_person(document_number=number))
    problems = found(document, "age")
    assert [p.severity.value for p in problems] == expected
    assert {(p.section, p.field) for p in problems} <= {("entity", "person.document_number")}


def test_age_is_read_from_a_residence_permit_but_not_from_a_passport() -> None:
    young = "810000201501010000"
    assert len(found(with_website(person=valid_person(document_type=41, document_number=young)), "age")) == 1
    assert found(with_website(person=valid_person(document_type=7, document_number=young)), "age") == ()


@pytest.mark.parametrize(("name", "wrong"), [("张示例", False), ("张示例2", True), ("", False)])
def test_person_name_has_no_digits(name: str, wrong: bool) -> None:
    expected = [("hard", "website:1", "person.name")] if wrong else []
    assert places(with_website(person=valid_person(name=name)), "person-name") == expected


@pytest.mark.parametrize(
    ("office_phone", "wrong"),
    [
        ("010-00000000", False),
        ("13000000000", True),
        ("010-00000000;13000000000", True),
        ("010-00000000;13000000001", False),
        ("", False),
    ],
)
def test_two_phones(office_phone: str, wrong: bool) -> None:
    document = with_entity(person=valid_person(office_phone=office_phone))
    expected = [("hard", "entity", "person.office_phone")] if wrong else []
    assert places(document, "two-phones") == expected


def test_mobile_of_others_is_doubtful_and_names_nobody() -> None:
    taken = frozenset({"13000000000"})
    problems = found(valid_document(), "mobile-taken", mobiles_taken=taken)
    assert [(p.severity.value, p.section) for p in problems] == [
        ("doubtful", "entity"),
        ("doubtful", "website:1"),
    ]
    assert (
        problems[0].sentence == "这个手机号码可能不能用于本主体。请换一个本主体的号码，或向接入服务商说明。"
    )
    assert found(valid_document(), "mobile-taken", mobiles_taken=frozenset({"13000000001"})) == ()


def test_mobile_of_others_ignores_an_empty_mobile() -> None:
    document = with_entity(person=valid_person(mobile=""))
    assert places(document, "mobile-taken", mobiles_taken=frozenset({""})) == []


@pytest.mark.parametrize(
    ("changes", "doubtful"),
    [
        ({}, False),
        ({"name": "李示例"}, True),
        ({"document_number": "E00000000"}, True),
        ({"name": ""}, False),
    ],
)
def test_individual_is_responsible_for_the_entity(changes: dict[str, str], doubtful: bool) -> None:
    entity = valid_individual(person=valid_person(**changes))
    expected = [("doubtful", "entity", "person.name")] if doubtful else []
    assert places(valid_document(entity=entity, websites=()), "same-person") == expected


@pytest.mark.parametrize(("name", "doubtful"), [("张示例", False), ("李示例", True)])
def test_individual_is_responsible_for_every_website(name: str, doubtful: bool) -> None:
    website = valid_website(person=valid_person(name=name))
    document = valid_document(entity=valid_individual(), websites=(website,))
    expected = [("doubtful", "website:1", "person.name")] if doubtful else []
    assert places(document, "same-person") == expected


def test_company_may_have_other_people_for_its_websites() -> None:
    assert places(with_website(person=valid_person(name="李示例")), "same-person") == []
