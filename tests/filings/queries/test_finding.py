"""Finding filings by number, domain and name."""

import pytest

from filings import actions
from filings.models import Filing
from filings.queries.finding import matching
from filings.queries.search_words import search_text
from tests.filings import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing() -> Filing:
    found = cast.arrived(cast.owner())
    Filing.objects.filter(pk=found.pk).update(receipt_number="R7K2-49QD-A8MC")
    return found


def found(typed: str) -> bool:
    return Filing.objects.filter(matching(search_text(typed))).exists()


@pytest.mark.parametrize(
    "typed",
    ["R7K2-49QD-A8MC", "r7k249qda8mc", " R7K2 49QD ", "r7k2-4", "R7K2—49QD", "ｒ７ｋ２", "r7k249"],
)
def test_receipt_is_found_by_its_beginning(filing: Filing, typed: str) -> None:
    assert found(typed)


@pytest.mark.parametrize(
    "typed", ["R", "7K2", "R7K2-49QE", "R7K2-49QD-A8MC-2", "r7k249qda8mc2", "49QD", "R7K2%"]
)
def test_receipt_is_not_found_by_anything_else(filing: Filing, typed: str) -> None:
    assert not found(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "beian-demo.test",
        "BEIAN-DEMO.TEST",
        "ｂｅｉａｎ－ｄｅｍｏ．ｔｅｓｔ",
        "beian-demo.test。",
        " beian-demo.test ",
    ],
)
def test_domain_is_found_whole(filing: Filing, typed: str) -> None:
    assert found(typed)


@pytest.mark.parametrize("typed", ["demo.test", "beian-demo", "www.beian-demo.test", "beian%.test"])
def test_domain_is_not_found_by_a_part(filing: Filing, typed: str) -> None:
    assert not found(typed)


@pytest.mark.parametrize("typed", ["示例零一", "零一科技", "科技 示例", "科技　零一"])
def test_entity_is_found_by_parts_of_its_name(filing: Filing, typed: str) -> None:
    assert found(typed)


@pytest.mark.parametrize("typed", ["示例%公司", "示例_一", "上海", "零一 上海", "\\", "字" * 128])
def test_entity_is_not_found_by_wildcards_or_nonsense(filing: Filing, typed: str) -> None:
    assert not found(typed)


def test_number_is_found_by_its_beginning_whatever_its_case_and_blanks() -> None:
    filing = cast.arrived(cast.owner())
    number = actions.approve(cast.reviewer(), filing.uid, filing.version).filing_number
    for typed in (
        number,
        f"{number}-1",
        number[:9],
        number.lower(),
        f" {number[:5]} {number[5:]}",
        "京ICP备",
        number.replace("京ICP", ""),
        number.replace("京", ""),
        number[5:15],
        "".join(chr(ord(digit) + 0xFEE0) for digit in number[5:15]),
    ):
        assert found(typed), typed
    assert not found("沪ICP备")
    assert not found("ICP备2026")


def test_domain_finds_its_cancellation_too() -> None:
    who = cast.owner()
    first = cast.arrived(who)
    actions.approve(cast.reviewer(), first.uid, first.version)
    entity = first.owner.registered_entities.get()
    cancel = actions.open_draft(who, "cancel_entity", entity=entity)
    assert set(Filing.objects.filter(matching("beian-demo.test"))) == {first, cancel}
