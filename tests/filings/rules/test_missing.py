"""What is missing is found at its field, and nothing else is."""

import dataclasses
import datetime

import pytest

from filings.document import Access, Document, Entity, Person, Website
from filings.rules import check, hard
from tests.filings.documents import (
    valid_access,
    valid_approval,
    valid_document,
    valid_entity,
    valid_individual,
    valid_person,
    valid_website,
    with_access,
    with_entity,
    with_website,
)
from tests.filings.rules.found import facts, found, places


def test_check_of_a_complete_document_finds_nothing() -> None:
    assert check(valid_document(), facts()) == ()


def test_check_of_an_empty_first_filing_asks_for_the_entity_and_a_website() -> None:
    problems = check(Document(kind="first"), facts())
    assert [(p.section, p.field, p.rule) for p in problems] == [
        ("entity", "name", "missing"),
        ("entity", "nature", "missing"),
        ("entity", "document_type", "missing"),
        ("entity", "document_number", "missing"),
        ("entity", "document_address", "missing"),
        ("entity", "province", "missing"),
        ("entity", "city", "missing"),
        ("entity", "address", "missing"),
        ("entity", "person.name", "1044"),
        ("entity", "person.document_type", "missing"),
        ("entity", "person.document_number", "missing"),
        ("entity", "person.mobile", "missing"),
        ("entity", "person.email", "missing"),
        ("filing", "websites", "missing"),
    ]
    assert len(hard(problems)) == 14


def test_missing_sentences_say_what_to_do() -> None:
    sentences = [p.sentence for p in check(Document(kind="first"), facts())]
    assert sentences[0] == "请填写主办单位名称。"
    assert sentences[1] == "请选择主办单位性质。"
    assert sentences[11] == "请填写主体的手机号码。"
    assert sentences[13] == "还没有网站。请在“网站信息”一步点“添加网站”，至少填写一个网站。"


@pytest.mark.parametrize("field", ["investor"])
def test_unit_without_investor_is_incomplete(field: str) -> None:
    assert places(with_entity(investor=""), "missing") == [("hard", "entity", field)]


def test_unit_without_office_phone_is_incomplete() -> None:
    document = with_entity(person=valid_person(office_phone=""))
    assert places(document, "missing") == [("hard", "entity", "person.office_phone")]


def test_individual_without_investor_and_office_phone_is_complete() -> None:
    entity = valid_individual(investor="")
    website = valid_website(name="示例的书房", person=valid_person(office_phone=""), services=(6,))
    assert check(valid_document(entity=entity, websites=(website,)), facts()) == ()


def test_entity_without_county_is_complete() -> None:
    assert check(with_entity(county=""), facts()) == ()


def test_blank_text_counts_as_missing() -> None:
    assert places(with_entity(address="  　"), "missing") == [("hard", "entity", "address")]


def test_empty_website_lists_every_required_field_in_form_order() -> None:
    document = valid_document(websites=(Website(key="7", accesses=(valid_access("7"),)),))
    assert [(p.field, p.rule) for p in hard(check(document, facts()))] == [
        ("name", "missing"),
        ("home_url", "missing"),
        ("services", "missing"),
        ("languages", "missing"),
        ("person.name", "missing"),
        ("person.document_type", "missing"),
        ("person.document_number", "missing"),
        ("person.office_phone", "1031"),
        ("person.mobile", "missing"),
        ("person.email", "missing"),
    ]


def test_empty_access_lists_its_four_fields() -> None:
    document = with_website(accesses=(Access(key="9"),))
    assert places(document, "missing") == [
        ("hard", "access:9", "provider_id"),
        ("hard", "access:9", "method"),
        ("hard", "access:9", "locations"),
        ("hard", "access:9", "ranges"),
    ]


def test_website_without_access_is_incomplete() -> None:
    assert places(with_website(accesses=()), "missing") == [("hard", "website:1", "accesses")]


def test_change_cannot_take_the_last_access_1025() -> None:
    document = dataclasses.replace(with_website(accesses=()), kind="change")
    assert places(document, "1025") == [("hard", "website:1", "accesses")]


def test_change_may_take_the_last_access_once_service_has_ended() -> None:
    document = dataclasses.replace(with_website(accesses=()), kind="change")
    assert places(document, "1025", service_ended=frozenset({"1"})) == [("doubtful", "website:1", "accesses")]


def test_change_that_keeps_one_access_is_no_1025() -> None:
    assert found(dataclasses.replace(valid_document(), kind="change"), "1025") == ()


def test_pre_approval_without_number_and_date_is_incomplete() -> None:
    document = with_website(pre_approvals=(valid_approval(number="", date=None),))
    assert [p.sentence for p in found(document, "missing")] == [
        "请填写前置或专项审批“新闻”的批准文号。",
        "请填写前置或专项审批“新闻”的批准日期。",
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (datetime.date(2026, 11, 23), []),
        (datetime.date(2026, 11, 24), []),
        (datetime.date(2026, 11, 25), [("hard", "website:1", "pre_approvals")]),
    ],
)
def test_pre_approval_date_cannot_be_in_the_future(
    day: datetime.date, expected: list[tuple[str, str, str]]
) -> None:
    assert places(with_website(pre_approvals=(valid_approval(date=day),)), "pre-approval-date") == expected


def test_read_only_entity_does_not_block_a_new_website() -> None:
    document = Document(kind="new_website", entity=valid_entity(address=""), websites=(valid_website(),))
    assert places(document, "missing") == [("doubtful", "entity", "address")]
    assert found(document, "missing")[0].sentence == (
        "请填写通信地址。（此项在本次办理中不能修改，不影响提交；请另行办理变更。）"
    )


def test_read_only_website_does_not_block_a_new_access_but_its_missing_access_does() -> None:
    document = Document(
        kind="new_access", entity=valid_entity(), websites=(valid_website(languages=(), accesses=()),)
    )
    assert places(document, "missing") == [
        ("doubtful", "website:1", "languages"),
        ("hard", "website:1", "accesses"),
    ]


@pytest.mark.parametrize("kind", ["first", "new_website", "new_access"])
def test_filing_without_website_is_incomplete(kind: str) -> None:
    document = Document(kind=kind, entity=valid_entity())
    assert places(document, "missing") == [("hard", "filing", "websites")]


@pytest.mark.parametrize("kind", ["cancel_website", "cancel_entity", "authority_cancel"])
def test_cancellation_asks_for_no_content(kind: str) -> None:
    document = Document(kind=kind, entity=Entity(person=Person()), websites=(Website(key="1"),))
    assert found(document, "missing") == ()


def test_access_problem_is_reported_once() -> None:
    assert places(with_access(method=None), "missing") == [("hard", "access:1", "method")]


def test_new_access_must_add_one() -> None:
    document = valid_document(kind="new_access")
    assert ("hard", "filing", "websites") in places(document, "missing", adds_nothing=True)
    assert places(document, "missing", adds_nothing=False) == []
    assert places(valid_document(), "missing", adds_nothing=True) == []
