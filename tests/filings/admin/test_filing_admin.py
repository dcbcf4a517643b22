"""Filings in the admin: the province's scope on every surface, and nothing that can be changed."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from filings import actions
from filings.models import Filing, FilingEvent, FilingView
from tests.factories import make_user, sign_in
from tests.filings import cast

pytestmark = pytest.mark.django_db

LIST = "/admin/filings/filing/"


def ministry() -> User:
    return make_user("miit", "ministry")


def shanghai_filing() -> Filing:
    """A filing of 上海 that has arrived."""
    place = {"province": "310000", "city": "310100", "county": "310101"}
    entity = {"name": "示例沪上科技有限公司", "document_number": "93440305FAKE10027Q", **place}
    site = {"domains": ("example.net",), "home_url": "www.example.net", "name": "示例零二科技"}
    return cast.arrived(cast.owner("shanghai", 2), entity=entity, **site)


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_reviewer_sees_own_province_only(client: Client) -> None:
    mine, other = cast.arrived(cast.owner()), shanghai_filing()
    page = page_of(sign_in(client, cast.reviewer()), LIST)
    assert str(mine.receipt_number) in page
    assert "示例零一科技有限公司" in page
    assert str(other.receipt_number) not in page
    assert "示例沪上" not in page


@pytest.mark.parametrize(
    "query", ["q={}", "q=R&all=", "province=310000", "province__exact=310000", "state__exact=x"]
)
def test_reviewer_cannot_reach_another_province_by_search_or_filter(client: Client, query: str) -> None:
    other = shanghai_filing()
    sign_in(client, cast.reviewer())
    page = client.get(f"{LIST}?{query.format(other.receipt_number)}", follow=True).content.decode()
    assert "示例沪上" not in page
    assert f"{LIST}{other.pk}/" not in page


def test_list_with_a_nul_in_a_filter_answers(client: Client) -> None:
    sign_in(client, cast.reviewer())
    for query in ("state__exact=%00", "kind__exact=a%00", "q=%00", "e=1", "p=99999999999999999999"):
        assert client.get(f"{LIST}?{query}", follow=True).status_code == 200


def test_list_shows_what_waits_first(client: Client) -> None:
    who = cast.owner()
    ended = cast.arrived(who)
    actions.withdraw(who, ended.uid, ended.version)
    waiting = cast.arrived(who)
    page = page_of(sign_in(client, cast.reviewer()), f"{LIST}?queue=all")
    assert page.index(str(waiting.receipt_number)) < page.index(str(ended.receipt_number))


@pytest.mark.parametrize("tail", ["change/", "history/", "", "delete/"])
def test_reviewer_cannot_open_another_provinces_filing(client: Client, tail: str) -> None:
    other = shanghai_filing()
    sign_in(client, cast.reviewer())
    answer = client.get(f"{LIST}{other.pk}/{tail}", follow=True)
    assert "示例沪上" not in answer.content.decode()
    assert str(other.receipt_number) not in answer.content.decode()
    assert not FilingView.objects.exists()


def test_reviewer_sees_nothing_before_the_first_arrival(client: Client) -> None:
    filing = cast.submitted(cast.owner())
    assert str(filing.receipt_number) not in page_of(sign_in(client, cast.reviewer()), LIST)
    assert client.get(f"{LIST}{filing.pk}/change/").status_code == 302
    assert not FilingView.objects.exists()


def test_detail_shows_all_sections_and_is_logged(client: Client) -> None:
    filing = cast.arrived(cast.owner())
    reviewer = cast.reviewer()
    page = page_of(sign_in(client, reviewer), f"{LIST}{filing.pk}/change/")
    for text in (
        "示例零一科技有限公司",
        "www.beian-demo.test",
        "1.1.1.1",
        "现在由北京市通信管理局审核",
        "核实通过",
    ):
        assert text in page
    assert list(FilingView.objects.values_list("viewer", "viewer_role")) == [(reviewer.pk, "reviewer")]


def test_detail_escapes_what_people_wrote(client: Client) -> None:
    filing = cast.arrived(cast.owner(), entity={"remarks": "<script>alert(1)</script>"})
    page = page_of(sign_in(client, cast.reviewer()), f"{LIST}{filing.pk}/change/")
    assert "<script>alert" not in page


def test_ministry_sees_every_province(client: Client) -> None:
    filings = [cast.arrived(cast.owner()), shanghai_filing()]
    sign_in(client, ministry())
    page = page_of(client, LIST)
    assert all(str(filing.receipt_number) in page for filing in filings)
    only = page_of(client, f"{LIST}?province=310000")
    assert "示例沪上科技有限公司" in only
    assert "示例零一科技有限公司" not in only


@pytest.mark.parametrize("tail", ["{}/change/", "{}/delete/", "add/", ""])
def test_nothing_can_be_written(client: Client, tail: str) -> None:
    filing = cast.arrived(cast.owner())
    before = list(Filing.objects.values())
    events = FilingEvent.objects.count()
    sign_in(client, cast.reviewer())
    data = {"state": "approved", "action": "delete_selected", "_selected_action": filing.pk, "post": "yes"}
    answer = client.post(LIST + tail.format(filing.pk), data)
    assert answer.status_code in {200, 302, 403}
    assert list(Filing.objects.values()) == before
    assert FilingEvent.objects.count() == events


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_any_number(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    who = cast.owner()
    for _ in range(count - 1):
        filing = cast.arrived(who)
        actions.withdraw(who, filing.uid, filing.version)
    cast.arrived(who)
    sign_in(client, cast.reviewer())
    with django_assert_num_queries(9):
        page = page_of(client, f"{LIST}?queue=all")
    assert page.count("示例零一科技有限公司") == count


@pytest.mark.parametrize("role", ["owner", "provider", "admin"])
def test_list_is_for_reviewers(client: Client, role: str) -> None:
    cast.arrived(cast.owner())
    answer = sign_in(client, make_user("somebody", role)).get(LIST, follow=True)
    assert "示例零一科技有限公司" not in answer.content.decode()
