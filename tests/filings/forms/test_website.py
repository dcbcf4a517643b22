"""The form of 添加网站."""

import datetime
from typing import Any

import pytest

from filings.document import Entity, Person, PreApproval, Website
from filings.forms import WebsiteForm
from tests.filings import documents
from tests.filings.forms.typed import EMOJI, UNKEEPABLE, UNKNOWN_CODES, WEBSITE


def form(**changes: Any) -> WebsiteForm:
    return WebsiteForm(WEBSITE | changes, entity=documents.valid_entity())


def saved(**changes: Any) -> Website:
    filled = form(**changes)
    assert filled.is_valid(), filled.errors
    return filled.to_document()


def test_website_form_gives_the_document_that_was_typed() -> None:
    assert saved() == documents.valid_website(key="", accesses=())


def test_website_form_shows_what_is_stored() -> None:
    site = documents.valid_website(
        key="",
        accesses=(),
        domains=("beian-demo.test", "示例.中国"),
        pre_approvals=(documents.valid_approval(),),
        person=documents.valid_person(name="李示例"),
    )
    again = WebsiteForm(
        WebsiteForm.initial_from(site, documents.valid_entity()), entity=documents.valid_entity()
    )
    assert again.is_valid(), again.errors
    assert again.to_document() == site


def test_website_form_with_nothing_typed_is_valid_and_empty() -> None:
    empty = WebsiteForm({}, entity=Entity())
    assert empty.is_valid()
    assert empty.to_document() == Website(key="")


def test_website_takes_the_entitys_person_by_one_tick_whatever_else_was_typed() -> None:
    site = saved(same_person="on", person_name="别的人", person_mobile="x", person_document_type="999")
    assert site.person == documents.valid_person()


def test_website_without_the_tick_keeps_its_own_person() -> None:
    assert saved(person_name="李示例").person == documents.valid_person(name="李示例")
    assert saved(**dict.fromkeys((n for n in WEBSITE if n.startswith("person_")), "")).person == Person()


def test_website_domains_are_split_cleaned_and_counted_once() -> None:
    assert saved(domains="Beian-Demo.TEST。\r\n\r\n示例.中国\nbeian-demo.test").domains == (
        "beian-demo.test",
        "示例.中国",
    )


def test_website_wrong_domain_is_named_by_its_line() -> None:
    found = form(domains="beian-demo.test\nhttp://x").errors["domains"]
    assert found[0].startswith("第 2 行：")


def test_website_home_url_outside_the_domains_is_refused() -> None:
    found = form(home_url="www.other-demo.test").errors
    assert found == {"home_url": ["首页网址必须包含所填域名中的一个，请核对首页网址或网站域名。"]}


def test_website_reached_by_address_only_needs_no_domain() -> None:
    assert saved(home_url="http://1.1.1.1/", domains="").home_url == "http://1.1.1.1"


@pytest.mark.parametrize(
    "text", ["2026-01-02", "2026年1月2日", "２０２６－０１－０２", "2026/1/2", "2026.01.02"]
)
def test_website_pre_approval_date_is_read_as_people_write_it(text: str) -> None:
    site = saved(approval_1="on", approval_1_number="示例新批字〔2026〕1号", approval_1_date=text)
    assert site.pre_approvals == (PreApproval(1, "示例新批字〔2026〕1号", datetime.date(2026, 1, 2)),)


@pytest.mark.parametrize("text", ["2026-13-01", "0000-01-01", "昨天", "2026", "９９９９９", "2026-02-30"])
def test_website_pre_approval_date_that_is_none_is_refused(text: str) -> None:
    assert list(form(approval_1="on", approval_1_date=text).errors) == ["approval_1_date"]


def test_website_pre_approval_without_its_tick_is_left_out() -> None:
    assert saved(approval_1_number="x", approval_1_date="昨天").pre_approvals == ()


@pytest.mark.parametrize("field", ["name", "home_url", "domains", "remarks", "person_name"])
@pytest.mark.parametrize("text", UNKEEPABLE)
def test_website_text_that_cannot_be_kept_is_refused_at_its_field(field: str, text: str) -> None:
    assert field in form(**{field: text}).errors


@pytest.mark.parametrize("field", ["services", "languages"])
@pytest.mark.parametrize("code", UNKNOWN_CODES)
def test_website_choice_that_no_list_offers_is_refused(field: str, code: str) -> None:
    assert list(form(**{field: ["1", code]}).errors) == [field]


def test_website_name_with_emoji_is_refused() -> None:
    assert list(form(name=EMOJI).errors) == ["name"]


def test_website_errors_come_in_the_order_of_the_page() -> None:
    wrong = form(approval_1="on", approval_1_date="x", person_mobile="1", name=EMOJI, remarks="\ue000")
    shown = [field.name for field in wrong if field.errors]
    assert shown == ["name", "approval_1_date", "person_mobile", "remarks"]


def test_website_choices_come_once_in_the_lists_order() -> None:
    assert saved(services=["8", "1", "8"]).services == (1, 8)


def test_website_of_too_many_domains_is_refused() -> None:
    many = "\n".join(f"beian-demo{number}.test" for number in range(201))
    assert form(domains=many).errors["domains"] == ["最多填写 200 行，请删减。"]
