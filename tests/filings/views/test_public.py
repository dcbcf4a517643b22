"""The pages of 公共查询: the box on the home page, the list, one site, the limits."""

import re
import runpy
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from django.test import Client

from filings.queries import public_register as register
from tests.architecture.source import ROOT
from tests.factories import make_user, sign_in
from tests.filings import cast, registered

pytestmark = pytest.mark.django_db


def asked(client: Client, text: str, status: int = 200, **more: str) -> str:
    answer = client.get("/query/", {"q": text, **more})
    assert answer.status_code == status
    return answer.content.decode()


def test_home_page_has_the_box(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "公共查询" in page
    assert 'action="/query/"' in page
    assert 'name="q"' in page


def test_box_takes_no_more_than_fits_in_an_address(client: Client) -> None:
    longest = int(re.search(r'name="q"[^>]* maxlength="(\d+)"', client.get("/query/").content.decode())[1])  # type: ignore[index]
    line = f"GET /query/?{urlencode({'q': '示' * longest})} HTTP/1.1"
    conf = runpy.run_path(str(ROOT / "deploy/gunicorn.conf.py"))
    assert len(line) <= conf["limit_request_line"] <= 8190


def test_empty_box_asks_nothing(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        page = client.get("/query/").content.decode()
    assert "没有找到" not in page
    assert "公共查询" in page


@pytest.mark.parametrize("sites", [1, 3])
def test_list_needs_one_query(client: Client, django_assert_num_queries: Any, sites: int) -> None:
    for place in range(sites):
        registered.planted(place + 1, entity_number="京ICP备05999999号")
    with django_assert_num_queries(1):
        page = asked(client, "京ICP备05999999号")
    assert page.count('<section class="card"') == sites


@pytest.mark.parametrize("sites", [1, 3])
def test_search_of_names_needs_two_queries(
    client: Client, django_assert_num_queries: Any, sites: int
) -> None:
    for place in range(sites):
        registered.planted(place + 1)
    with django_assert_num_queries(2):
        page = asked(client, "示例网站")
    assert page.count('<section class="card"') == sites


def test_page_says_what_it_understood_and_links_to_the_site(client: Client) -> None:
    filing = registered.approved(cast.owner())
    page = asked(client, "HTTPS://www.Beian-Demo.test/path")
    assert "所属的独立域名 beian-demo.test 查询" in page
    assert f"{filing.filing_number}-1" in page
    detail = client.get(f"/query/{filing.filing_number}-1/")
    assert detail.status_code == 200
    assert f'href="{quote(filing.filing_number)}-1/"' in page
    for text in ("示例零一科技有限公司", "企业", "示例零一科技", "www.beian-demo.test", "在案"):
        assert text in detail.content.decode()


def test_person_is_masked_on_every_page(client: Client) -> None:
    filing = registered.approved_individual(cast.owner(), name="示例日记本")
    number = f"{filing.filing_number}-1"
    for path in (f"/query/?q={number}", f"/query/{number}/", f"/api/v1/sites/{number}"):
        page = client.get(path).content.decode()
        assert "张**" in page
        assert "张示例" not in page
        assert "110101197001010008" not in page
        assert "13000000000" not in page


def test_cancelled_is_said(client: Client) -> None:
    registered.planted(1, status="cancelled")
    assert "已注销" in asked(client, "demo-1.test")
    assert "已经注销" in client.get("/query/京ICP备05000001号-1/").content.decode()


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("nowhere.test", "这个域名没有备案"),
        ("京ICP备05000001号", "没有这个备案号"),
        ("京ICP备05000001号-1", "没有这个网站备案号"),
        ("1.1.1.1", "有域名的网站，请用域名查询"),
        ("没有这个", "少输入几个字"),
    ],
)
def test_nothing_found_comes_with_advice(client: Client, text: str, advice: str) -> None:
    page = asked(client, text)
    assert "没有找到" in page
    assert advice in page


def test_strangers_page_may_be_kept_a_minute_and_nobody_elses(client: Client) -> None:
    registered.planted(1)
    for path in ("/query/?q=demo-1.test", "/query/京ICP备05000001号-1/"):
        answer = client.get(path)
        assert answer["Cache-Control"] == "public, max-age=60"
        assert "Cookie" in answer["Vary"]
        assert not answer.cookies
        assert "no-store" in sign_in(Client(), make_user(f"u{len(path)}")).get(path)["Cache-Control"]
    assert client.get("/query/京ICP备05000009号-1/")["Cache-Control"] == "no-store"


def test_what_a_register_holds_is_shown_as_text(client: Client) -> None:
    registered.planted(
        1,
        organiser="示例<b>&企业",
        site_name="示例'><script>",
        home_url='www.a"b.test',
        domains="demo-1.test<i>",
    )
    listed = asked(client, "demo-1.test")
    alone = client.get("/query/京ICP备05000001号-1/").content.decode()
    for page in (listed, alone):
        for tag in ("<b>", "<script>", "<i>", "'>", 'a"b'):
            assert tag not in page.partition("<main")[2].partition("</main")[0]
        assert "示例&lt;b&gt;&amp;企业" in page
        assert "示例&#x27;&gt;&lt;script&gt;" in page
        assert "demo-1.test&lt;i&gt;" in page
    assert "www.a&quot;b.test" in alone


def test_unclear_question_gets_its_sentence_and_keeps_what_was_typed(client: Client) -> None:
    page = asked(client, "05000462号")
    assert "省份简称" in page
    assert 'value="05000462号"' in page


def test_pages_follow_each_other(client: Client) -> None:
    for place in range(1, 26):
        registered.planted(place)
    first = client.get("/query/", {"q": "示例网站"})
    assert len(first.content) < 40_000
    link = first.content.decode().split('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
    second = client.get(link.replace("&amp;", "&")).content.decode()
    assert second.count('<section class="card"') == 5
    assert 'rel="next"' not in second


def test_lost_cursor_shows_the_first_page(client: Client) -> None:
    registered.planted(1)
    for cursor in ("1000000", register.Cursor(0, True).text()):
        page = asked(client, "示例网站", cursor=cursor)
        assert "页码无效" in page
        assert "示例网站1" in page
    assert "页码无效" not in asked(client, "示例网站")
    assert "页码无效" not in asked(client, "没有这个")


def test_detail_of_an_entity_leads_to_its_list(client: Client) -> None:
    answer = client.get("/query/京icp备05000001/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/query/?q=%E4%BA%ACICP")


@pytest.mark.parametrize("number", ["京ICP备05000001号-1", "1", "示例", "%00", "a" * 3000])
def test_detail_of_nothing_is_a_page_with_the_box(client: Client, number: str) -> None:
    answer = client.get(f"/query/{number}/")
    assert answer.status_code == 404
    assert 'name="q"' in answer.content.decode()


def test_too_many_queries_get_a_sentence(client: Client, settings: Any) -> None:
    settings.PUBLIC_QUERIES_PER_MINUTE = 3
    for _ in range(3):
        asked(client, "demo-1.test")
    answer = client.get("/query/", {"q": "demo-1.test"})
    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 20
    assert "查询过于频繁" in answer.content.decode()
    assert 'value="demo-1.test"' in answer.content.decode()
    assert client.get("/query/京ICP备05000001号-1/").status_code == 429
    assert Client(REMOTE_ADDR="10.9.9.9").get("/query/", {"q": "demo-1.test"}).status_code == 200


def test_too_many_queries_of_one_network_are_limited(settings: Any) -> None:
    settings.PUBLIC_QUERIES_PER_NETWORK = 4
    statuses = [
        Client(REMOTE_ADDR=f"10.9.9.{host}").get("/query/", {"q": "demo-1.test"}).status_code
        for host in range(1, 7)
    ]
    assert statuses == [200, 200, 200, 200, 429, 429]


def test_search_that_takes_too_long_gets_advice(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*values: object) -> None:
        raise register.TooSlow("too_slow", "查询用时太长，已经停止。")

    monkeypatch.setattr(register, "_rows", slow)
    assert "用时太长" in asked(client, "示例网站", status=503)
    assert client.get("/query/京ICP备05000001号-1/").status_code == 503


def test_signed_in_people_may_ask_too(client: Client) -> None:
    registered.planted(1)
    sign_in(client, make_user())
    assert "示例网站1" in asked(client, "demo-1.test")


@pytest.mark.parametrize(
    "text",
    [
        "%",
        "_",
        "'",
        '"><script>alert(1)</script>',
        "示" * 3000,
        "\x00\x01",
        "' OR 1=1--",
        "\\",
        "{{1234*5}}",
        "=cmd|'/c'",
    ],
)
def test_any_text_gets_a_sentence(client: Client, text: str) -> None:
    for path in ("/query/", "/"):
        page = client.get(path, {"q": text, "cursor": text, "page": text})
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()


def test_page_for_a_stranger_is_the_page_that_everybody_gets(client: Client) -> None:
    registered.planted(1)
    for path in ("/query/", "/query/?q=demo-1.test", "/query/?q=nowhere.test", "/query/京ICP备05000001号-1/"):
        stranger = client.get(path).content.decode()
        known = Client()
        known.cookies["session"] = "no-such-session"
        assert stranger == known.get(path).content.decode(), path
