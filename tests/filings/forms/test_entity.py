"""The form of step 1: formats, narrowing, and the way to a document and back."""

from typing import Any

import pytest

from filings.document import Entity
from filings.forms import EntityForm
from tests.filings import documents
from tests.filings.forms.typed import EMOJI, ENTITY, UNKEEPABLE, UNKNOWN_CODES

TEXTS = [name for name in ENTITY if name not in {"nature", "document_type", "person_document_type"}]
TEXTS = [name for name in TEXTS if name not in {"province", "city", "county"}]
CODES = ["nature", "document_type", "person_document_type", "province", "city", "county"]


def errors(**changes: Any) -> dict[str, list[str]]:
    return dict(EntityForm(ENTITY | changes).errors)


def test_entity_form_gives_the_document_that_was_typed() -> None:
    form = EntityForm(ENTITY)
    assert form.is_valid(), form.errors
    assert form.to_document() == documents.valid_entity()


def test_entity_form_shows_what_is_stored() -> None:
    entity = documents.valid_individual()
    initial = EntityForm.initial_from(entity)
    form = EntityForm({name: "" if value is None else value for name, value in initial.items()})
    assert form.is_valid(), form.errors
    assert form.to_document() == entity


def test_entity_form_with_nothing_typed_is_valid_and_empty() -> None:
    form = EntityForm({})
    assert form.is_valid()
    assert form.to_document() == Entity()


@pytest.mark.parametrize("field", TEXTS)
@pytest.mark.parametrize("text", UNKEEPABLE)
def test_entity_text_that_cannot_be_kept_is_refused_at_its_field(field: str, text: str) -> None:
    assert list(errors(**{field: text})) == [field]


@pytest.mark.parametrize("field", CODES)
@pytest.mark.parametrize("code", UNKNOWN_CODES)
def test_entity_choice_that_no_list_offers_is_refused(field: str, code: str) -> None:
    assert field in errors(**{field: code})


@pytest.mark.parametrize("field", ["name", "person_name"])
def test_entity_name_with_emoji_is_refused(field: str) -> None:
    assert errors(**{field: EMOJI}) == {field: ["含有表情或图形符号，请删去。"]}


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("document_number", "91110108FAKE10000Q"),
        ("person_document_number", "110101197001010009"),
        ("person_mobile", "1300000000"),
        ("person_office_phone", "00000000"),
        ("person_email", "owner"),
    ],
)
def test_entity_number_of_wrong_format_is_refused_at_its_field(field: str, text: str) -> None:
    assert list(errors(**{field: text})) == [field]


def test_entity_errors_come_in_the_order_of_the_page() -> None:
    wrong = EntityForm(
        ENTITY | {"person_mobile": "1", "document_number": "1", "name": EMOJI, "remarks": "\ue000"}
    )
    shown = [field.name for field in wrong if field.errors]
    assert shown == ["name", "document_number", "person_mobile", "remarks"]


def test_entity_document_number_without_its_kind_is_kept_as_typed() -> None:
    form = EntityForm({"document_number": "91110108FAKE10000Q"})
    assert form.is_valid()
    assert form.to_document().document_number == "91110108FAKE10000Q"


def test_entity_number_of_a_kind_without_check_digits_is_kept_as_typed() -> None:
    form = EntityForm(ENTITY | {"nature": "5", "document_type": "7", "document_number": "??"})
    assert form.is_valid(), form.errors
    assert form.to_document().document_number == "??"


def test_entity_document_that_does_not_prove_the_nature_is_refused() -> None:
    assert errors(nature="5") == {"document_type": ["请选择与主办单位性质相符的证件类型。"]}


def test_entity_city_of_another_province_is_refused() -> None:
    assert errors(city="440100", county="")["city"] == ["所选的地区不在上一级地区内，请重新选择。"]


def test_entity_form_offers_only_documents_of_the_nature() -> None:
    page = str(EntityForm(initial={"nature": 4})["document_type"])
    assert "营业执照" in page
    assert "居民身份证" not in page


def test_entity_form_offers_all_documents_before_the_nature_is_chosen() -> None:
    page = str(EntityForm()["document_type"])
    assert '<optgroup label="企业">' in page
    assert "居民身份证" in page


def test_entity_form_says_what_an_individual_may_leave_out() -> None:
    assert EntityForm(initial={"nature": 5}).optional == {
        "county",
        "remarks",
        "investor",
        "person_office_phone",
    }
    assert EntityForm(initial={"nature": 4}).optional == {"county", "remarks"}
