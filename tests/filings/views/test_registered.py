"""已备案网站: what a provider serves of the register."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from filings.models import RegisteredAccess
from icpportal.core import clock
from tests.factories import make_user, sign_in
from tests.filings import cast
from tests.filings.many import at
from tests.filings.views.registered import TERMS, change_draft, registered, staff_in
from tests.flows.sight import all_rows

pytestmark = pytest.mark.django_db


def text(client: Client, query: str = "") -> str:
    answer = client.get(f"/registered/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_any_number(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(1, count + 1):
        registered(number)
    staff_in(client)
    with django_assert_num_queries(7):
        page = text(client)
    assert page.count('data-label="网站备案号"') == count


def test_list_shows_the_newest_first_and_its_two_ways(client: Client) -> None:
    first, second = registered(1), registered(2)
    staff_in(client)
    page = text(client)
    assert page.index(f"{second.number}-1") < page.index(f"{first.number}-1")
    site = first.websites.get()
    assert f'href="/registered/{first.pk}/change/"' in page
    assert f'href="/registered/{first.pk}/removal/?website={site.pk}"' in page
    assert "示例零一科技有限公司" in page
    assert "beian-demo.test" in page


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("000001", 1),
        ("beian-demo2", 1),
        ("BEIAN-DEMO", 2),
        ("零一科技有限", 2),
        ("没有这家", 0),
        ("备2026000001号", 1),
        ("京icp备 2026000001 号-1", 1),
        ("京ICP备2026000001号-2", 0),
        ("２０２６０００００１", 1),
        ("2026000001", 1),
        ("http://www.beian-demo2.test/", 0),
        ("ｂｅｉａｎ－ｄｅｍｏ２．ｔｅｓｔ", 1),
        ("有限 示例零一", 2),
        ("%", 0),
        ("\x00", 2),
    ],
)
def test_search_finds_by_number_domain_and_entity(client: Client, words: str, found: int) -> None:
    with clock.at(at(11, 24)):
        registered(1)
        registered(2)
    staff_in(client)
    assert client.get("/registered/", {"q": words}).content.decode().count('data-label="网站备案号"') == found


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("长" * 129, "查找的内容太长，请控制在 128 个字以内。"),
        ("\ue000", "查找的内容里有无法识别的字符，请删去后重新输入。"),
        ("\x00", "查找的内容里有无法识别的字符，请删去后重新输入。"),
    ],
)
def test_unusable_words_are_said_at_the_field_and_kept(client: Client, words: str, sentence: str) -> None:
    registered(1)
    staff_in(client)
    page = client.get("/registered/", {"q": words}).content.decode()
    assert sentence in page
    assert 'aria-invalid="true"' in page
    assert f'value="{words}"' in page


def test_list_leaves_out_what_another_provider_serves_and_what_is_left(client: Client) -> None:
    entity = registered()
    sign_in(client, cast.provider_with_staff(1)[1])
    assert entity.number not in text(client)
    staff_in(client)
    RegisteredAccess.objects.update(status="cancelled")
    assert "还没有由贵公司接入的已备案网站。" in text(client)


def test_list_names_the_draft_that_is_being_filled_in(client: Client) -> None:
    entity = registered()
    staff_in(client)
    draft = change_draft(client, entity)
    assert f'href="/filing/{draft.uid}/summary/"' in text(client)


@pytest.mark.parametrize("page", ["change", "removal"])
def test_entity_that_the_provider_does_not_serve_is_not_there(client: Client, page: str) -> None:
    entity = registered()
    sign_in(client, cast.provider_with_staff(1)[1])
    before = all_rows()
    for number in (entity.pk, 999_999, 10**30):
        assert client.get(f"/registered/{number}/{page}/").status_code == 404
        assert client.post(f"/registered/{number}/{page}/", TERMS).status_code == 404
    assert all_rows() == before


@pytest.mark.parametrize("role", ["owner", "reviewer", "ministry", "admin"])
def test_pages_are_for_providers(client: Client, role: str) -> None:
    entity = registered()
    sign_in(client, make_user("somebody", role))
    for page in ("", f"{entity.pk}/change/", f"{entity.pk}/removal/"):
        assert client.get(f"/registered/{page}").status_code == 404
        assert client.post(f"/registered/{page}", TERMS).status_code in {404, 405}


def test_provider_without_a_company_sees_none(client: Client) -> None:
    registered()
    sign_in(client, make_user("alone", "provider"))
    assert "还没有由贵公司接入的已备案网站。" in text(client)
