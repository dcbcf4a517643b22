"""Menu items that open after 审核通过, where people land, and notices."""

import datetime

import pytest
from django.test import Client

from filings.models import Notice
from tests.factories import make_user, sign_in
from tests.filings import cast

pytestmark = pytest.mark.django_db

STAGE_PAGES = ["/certificates/", "/cancel/entity/", "/cancel/website/"]


@pytest.mark.parametrize("address", STAGE_PAGES)
def test_stage_page_before_approval_says_the_stage_and_why(client: Client, address: str) -> None:
    who = cast.owner()
    cast.submitted(who)
    page = sign_in(client, who).get(address).content.decode()
    assert "审核通过后可用" in page
    assert "报备阶段-接入者核实" in page


@pytest.mark.parametrize("address", STAGE_PAGES)
def test_stage_page_without_filing_answers_as_well(client: Client, address: str) -> None:
    answer = sign_in(client, cast.owner()).get(address)
    assert answer.status_code == 200
    assert "还没有备案申请" in answer.content.decode()


@pytest.mark.parametrize(
    ("role", "address"),
    [("provider", "/desk/"), ("reviewer", "/admin/"), ("ministry", "/admin/"), ("admin", "/admin/")],
)
def test_landing_by_role(client: Client, role: str, address: str) -> None:
    assert sign_in(client, make_user("somebody", role)).get("/landing/")["Location"] == address


def test_landing_of_an_owner_with_filings(client: Client) -> None:
    who = cast.owner()
    cast.draft(who)
    assert sign_in(client, who).get("/landing/")["Location"] == "/browse/"


def test_landing_of_an_owner_without_filings(client: Client) -> None:
    assert sign_in(client, cast.owner()).get("/landing/")["Location"] == "/filing/"


def notice(**changes: object) -> Notice:
    values = {"title": "系统维护公告", "body": "周六夜间维护。", "published_on": datetime.date(2026, 1, 5)}
    return Notice.objects.create(**values | changes)


def test_notices_stand_on_the_home_page_and_open_without_login(client: Client) -> None:
    shown = notice(body="第一行\n<b>粗</b>")
    notice(title="藏起来的公告", is_visible=False)
    notice(title="以后的公告", published_on=datetime.date(2999, 1, 1))
    home = client.get("/").content.decode()
    assert f'href="/notices/{shown.pk}/">系统维护公告' in home
    assert "藏起来的公告" not in home
    assert "以后的公告" not in home
    page = client.get(f"/notices/{shown.pk}/").content.decode()
    assert "&lt;b&gt;粗&lt;/b&gt;" in page


def test_notice_that_is_not_published_is_not_there(client: Client) -> None:
    hidden = notice(is_visible=False)
    assert client.get(f"/notices/{hidden.pk}/").status_code == 404
    assert client.get("/notices/99999999999999999999999/").status_code == 404
