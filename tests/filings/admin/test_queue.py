"""The review queue in the admin: what it shows, its addresses, its search, and the province's scope on all of it."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from filings import actions
from filings.actions.case import Reason
from filings.models import Entity, Filing, FilingEvent
from icpportal.core import clock
from tests.factories import make_user, sign_in
from tests.filings import cast
from tests.filings.many import arrived, at, bare

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
LIST = "/admin/filings/filing/"
NOW = at(11, 24)


def shown(client: Client, query: str = "") -> list[str]:
    """The receipt numbers in the list, in its order."""
    answer = client.get(f"{LIST}?{query}")
    assert answer.status_code == 200
    return re.findall(r'field-receipt"><a href="[^"]*">([^<]+)</a>', answer.content.decode())


def receipts(*filings: Filing) -> list[str | None]:
    return [filing.receipt_number for filing in filings]


def test_queue_shows_what_waits_overdue_first_then_by_due_date(client: Client) -> None:
    late, soon, new = arrived(1, at(10, 20)), arrived(3, at(11, 3)), arrived(2, at(11, 23))
    ended = arrived(4, at(10, 1))
    actions.reject(cast.reviewer(), ended.uid, ended.version, [Reason("address")])
    sign_in(client, cast.reviewer("me"))
    assert shown(client) == receipts(late, soon, new)
    page = client.get(LIST).content.decode()
    for text in (
        "示例",
        "首次备案",
        "2026-10-20",
        '<span class="state state-wrong">已超期 5 个工作日</span>',
        "12月1日",
        '<span class="state state-caution">还剩 5 个工作日</span>',
        '<span class="state state-plain">还剩 19 个工作日</span>',
        '<td class="field-sites">1</td>',
    ):
        assert text in page, text
    assert "field-place" not in page


def test_due_today_and_provisional_dates_are_said(client: Client) -> None:
    arrived(1, at(10, 27))
    arrived(2, at(11, 24))
    sign_in(client, cast.reviewer())
    page = client.get(LIST).content.decode()
    assert '<span class="state state-wrong">今天到期</span>' in page
    assert "暂定" not in page
    with clock.at(at(12, 21)):
        arrived(3, at(12, 21))
        assert "（暂定）" in client.get(LIST).content.decode()


def test_each_part_has_an_address_and_those_of_work_a_count(client: Client) -> None:
    late, soon, new = arrived(1, at(10, 20)), arrived(2, at(11, 3)), arrived(3, at(11, 23))
    returned, ended = arrived(4, at(10, 1)), arrived(5, at(10, 1))
    other, me = cast.reviewer("other"), cast.reviewer("me")
    actions.return_for_correction(other, returned.uid, returned.version, [Reason("address")])
    actions.reject(other, ended.uid, ended.version, [Reason("address")])
    actions.claim(me, new.uid)
    actions.claim(other, soon.uid)
    sign_in(client, me)
    assert shown(client, "queue=mine") == receipts(new)
    assert shown(client, "queue=free") == receipts(late)
    assert shown(client, "queue=soon") == receipts(soon)
    assert shown(client, "queue=overdue") == receipts(late)
    assert shown(client, "queue=returned") == receipts(returned)
    assert shown(client, "queue=ended") == receipts(ended)
    assert len(shown(client, "queue=all")) == 5
    assert shown(client, "queue=nonsense") == shown(client) == receipts(late, soon, new)
    page = client.get(LIST).content.decode()
    assert 'href="?queue=waiting" aria-current="page">待审 <span class="count">3</span>' in page
    assert 'href="?queue=soon">5 个工作日内到期 <span class="count">1</span>' in page
    assert 'href="?queue=ended">已办结</a>' in page
    assert "other（11月24日起）" in page


def test_search_looks_through_everything_unless_a_part_is_chosen(client: Client) -> None:
    ended = arrived(1, at(10, 1))
    number = actions.approve(cast.reviewer(), ended.uid, ended.version).filing_number
    arrived(2, at(11, 3))
    sign_in(client, cast.reviewer("me"))
    receipt = str(ended.receipt_number)
    for typed in (receipt, receipt.replace("-", "").lower(), number[:-1], "demo-01a.test"):
        assert shown(client, f"q={typed}") == [receipt], typed
        assert shown(client, f"q={typed}&queue=waiting") == []
    assert shown(client, "q=%25") == []


@pytest.mark.parametrize("address", ["/admin/filings/filing/", "/admin/filings/registeredentity/"])
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("长" * 129, "查找的内容太长，请控制在 128 个字以内。"),
        ("\ue000", "查找的内容里有无法识别的字符，请删去后重新输入。"),
        ("\u200b", "查找的内容里有无法识别的字符，请删去后重新输入。"),
    ],
)
def test_unusable_words_are_said_once_and_kept(
    client: Client, address: str, words: str, sentence: str
) -> None:
    arrived(1, at(10, 1))
    sign_in(client, cast.reviewer("me"))
    page = client.get(address, {"q": words}).content.decode()
    assert page.count(sentence) == 1
    assert f'value="{words}"' in page
    assert sentence not in client.get(address, {"q": "示例"}).content.decode()


@pytest.mark.parametrize("role", ["reviewer", "ministry"])
def test_scope_holds_in_list_search_filters_and_counts(client: Client, role: str) -> None:
    mine, theirs = arrived(1, at(10, 20)), arrived(2, at(10, 20), "310000")
    person = cast.reviewer() if role == "reviewer" else make_user("miit", "ministry")
    sign_in(client, person)
    sees_all = role == "ministry"
    for query in (
        "queue=all",
        "queue=overdue",
        "queue=free",
        "kind__exact=first",
        f"q={theirs.receipt_number}",
        "q=demo-02a.test",
        "q=示例",
    ):
        assert (theirs.receipt_number in shown(client, query)) == sees_all, query
    page = client.get(f"{LIST}?queue=overdue").content.decode()
    assert f'已超期 <span class="count">{1 + sees_all}</span>' in page
    assert ("上海市" in page) == sees_all
    if sees_all:
        assert shown(client, "province=310000") == receipts(theirs)
    else:
        # Not offered to a reviewer, so not taken.
        assert client.get(f"{LIST}?province=310000").status_code == 400
        assert shown(client) == receipts(mine)


def test_autocomplete_offers_what_is_in_sight(client: Client) -> None:
    theirs = arrived(2, at(11, 3), "310000")
    sign_in(client, cast.reviewer())
    address = "/admin/autocomplete/?app_label=filings&model_name=filing&field_name=copied_from&term="
    for term in ("", "示例", str(theirs.receipt_number)):
        answer = client.get(address + term)
        assert str(theirs.receipt_number) not in answer.content.decode()
        assert answer.status_code in {200, 403}


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_any_number(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    me = cast.reviewer("me")
    for number in range(1, count + 1):
        actions.claim(me, arrived(number, at(11, 3)).uid)
    sign_in(client, me)
    with django_assert_num_queries(6):
        assert len(shown(client)) == count
    with django_assert_num_queries(5):
        assert len(shown(client, "q=示例")) == count
    for query in ("queue=all", "queue=all&p=2", "queue=ended", "kind__exact=first", "q=demo-01a.test"):
        with CaptureQueriesContext(connection) as captured:
            client.get(f"{LIST}?{query}")
        assert len(captured) <= 10, query


def test_page_holds_fifty_and_never_all(client: Client) -> None:
    bare(61)
    sign_in(client, cast.reviewer())
    assert len(shown(client)) == 50
    assert len(shown(client, "all=")) == 50
    assert len(shown(client, "p=2")) == 11
    page = client.get(LIST).content.decode()
    assert re.findall(r'<a href="\?p=(\d+)"', page) == ["2"]
    assert "61 件\n" in page
    # Nothing offers to take all of the list at once.
    assert 'class="question' not in page


@pytest.mark.parametrize(
    ("query", "sentence", "rows"),
    [
        ("p=3", "没有第 3 页，这里是第 2 页。", 11),
        ("p=1000000", "没有第 1000000 页，这里是第 2 页。", 11),
        ("p=0", "没有第 0 页，这里是第 1 页。", 50),
        ("p=-1", "没有第 -1 页，这里是第 1 页。", 50),
        ("p=x", "", 50),
        ("p=7&queue=ended", "没有第 7 页，这里是第 1 页。", 0),
        ("p=1000000&q=1", "没有第 1000000 页，这里是第 1 页。", 0),
    ],
)
def test_absurd_page_is_said_and_another_shown(client: Client, query: str, sentence: str, rows: int) -> None:
    bare(61)
    sign_in(client, cast.reviewer())
    assert len(shown(client, query)) == rows
    page = client.get(f"{LIST}?{query}").content.decode()
    assert ("没有第" in page) == bool(sentence)
    assert sentence in page


def test_long_list_says_how_much_it_knows(client: Client) -> None:
    bare(2_051, "rejected")
    sign_in(client, cast.reviewer())
    page = client.get(f"{LIST}?queue=ended").content.decode()
    assert "2000 件以上" in page
    assert re.findall(r"p=(\d+)&amp;queue=ended", page) == ["2", "3", "4", "40", "41"]
    assert "2050 件以上" in client.get(f"{LIST}?queue=ended&p=41").content.decode()
    assert len(shown(client, "queue=ended&p=42")) == 1
    assert "2051 件\n" in client.get(f"{LIST}?queue=ended&p=42").content.decode()
    page = client.get(f"{LIST}?queue=ended&p=43").content.decode()
    assert "没有第 43 页，这里是第 1 页。" in page


def test_long_search_goes_on_from_page_to_page_and_is_cut(client: Client) -> None:
    bare(1_051, "rejected", name="示例零一网络")
    sign_in(client, cast.reviewer())
    page = client.get(f"{LIST}?q=零一").content.decode()
    assert "50 件以上" in page
    assert re.findall(r"[?]p=(\d+)&amp;q=", page) == ["2"]
    assert "count" not in re.findall(r'<nav class="queues".*?</nav>', page, re.DOTALL)[0]
    page = client.get(f"{LIST}?q=零一&p=20").content.decode()
    assert "1000 件以上，只列出前 1000 件，请输入更多的字。" in page
    assert len(shown(client, "q=零一&p=20")) == 50
    assert "没有第 21 页，这里是第 1 页。" in client.get(f"{LIST}?q=零一&p=21").content.decode()


def test_lines_lead_to_the_filing_and_back(client: Client) -> None:
    filing = arrived(1, at(11, 3))
    Entity.objects.filter(filing=filing).update(name="<b>“示例”&'公司'</b>")
    sign_in(client, cast.reviewer())
    page = client.get(f"{LIST}?queue=all").content.decode()
    assert f'href="{LIST}{filing.pk}/change/?_changelist_filters=queue%3Dall"' in page
    assert f'<input type="checkbox" name="_selected_action" value="{filing.pk}" class="action-select"' in page
    assert "&lt;b&gt;“示例”&amp;&#x27;公司&#x27;&lt;/b&gt;" in page


@pytest.mark.parametrize(
    "data", [{"action": "delete_selected"}, {"_save": "1"}, {"action": "approve"}, {"_saveasnew": "1"}]
)
def test_no_road_around_the_workflow(client: Client, data: dict[str, str]) -> None:
    filing = arrived(1, at(11, 3))
    before = [list(Filing.objects.values()), FilingEvent.objects.count()]
    sign_in(client, cast.reviewer())
    for address in (LIST, f"{LIST}add/", f"{LIST}{filing.pk}/change/", f"{LIST}{filing.pk}/delete/"):
        client.post(address, data | {"_selected_action": filing.pk, "post": "yes", "state": "approved"})
    assert [list(Filing.objects.values()), FilingEvent.objects.count()] == before
    page = client.get(LIST).content.decode()
    assert re.findall(r'<option value="(\w+)"', page) == ["claim_chosen"]
