"""Decisions on second thought: more reasons, a page that has gone stale, a second return, people who have moved."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import OutboxMessage
from filings import actions
from filings.actions.case import Reason
from filings.models import Filing, FilingEvent
from icpportal.core.personal import personal_digest
from tests.factories import make_user, sign_in
from tests.filings import cast, rounds

pytestmark = pytest.mark.django_db
LIST = "/admin/filings/filing/"


def page(filing: Filing, action: str) -> str:
    return f"{LIST}{filing.pk}/decide/{action}/"


def press(client: Client, filing: Filing, action: str, **data: Any) -> Any:
    return client.post(page(filing, action), {"version": filing.version} | data)


def rows() -> list[Any]:
    return [
        list(Filing.objects.order_by("pk").values()),
        FilingEvent.objects.count(),
        OutboxMessage.objects.count(),
    ]


def test_one_more_reason_keeps_what_was_typed(client: Client) -> None:
    filing = cast.arrived(cast.owner())
    before = rows()
    sign_in(client, cast.reviewer())
    typed = {"reason0-code": "other", "reason4-text": "第五条的说明", "opinion": "我的意见", "rows": "5"}
    answer = press(client, filing, "return", **typed, more="1")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "errornote" not in text
    assert "第五条的说明" in text
    assert text.count('<option value="address">') == 10
    assert "我的意见" in text
    assert 'name="reason9-code"' in text
    assert 'name="reason10-code"' not in text
    assert f'name="version" value="{filing.version}"' in text
    assert rows() == before
    tenth = {"rows": "10", "reason9-code": "other", "reason9-text": "第十条"}
    assert press(client, filing, "return", **tenth).status_code == 302
    assert FilingEvent.objects.latest("pk").reasons[0]["text"] == "第十条"


@pytest.mark.parametrize("count", ["x", "-1", "99999", "٣", ""])
def test_forged_number_of_rows_is_harmless(client: Client, count: str) -> None:
    filing = cast.arrived(cast.owner())
    sign_in(client, cast.reviewer())
    text = press(client, filing, "return", rows=count).content.decode()
    assert 'name="reason5-code"' not in text or 'name="reason49-code"' in text


def test_reason_speaks_for_its_own_field(client: Client) -> None:
    filing = cast.arrived(cast.owner())
    site = filing.websites.get()
    sign_in(client, cast.reviewer())
    chosen = {"reason0-code": "site-name", "reason1-code": "conflict", "reason2-code": "phone"}
    whole = {"reason2-path": "filing"}
    assert press(client, filing, "return", **chosen, **whole).status_code == 302
    reasons = FilingEvent.objects.latest("pk").reasons
    assert [(reason["code"], reason["path"]) for reason in reasons] == [
        ("site-name", f"website:{site.pk}.name"),
        ("conflict", ""),
        ("phone", ""),
    ]
    assert reasons[0]["text"] == "网站名称与网站内容或主体不相符。"


def test_page_says_what_will_be_sent_to_whom(client: Client) -> None:
    filing = cast.arrived(cast.owner())
    sign_in(client, cast.reviewer())
    text = client.get(page(filing, "return")).content.decode()
    receipt = filing.receipt_number
    assert f"您的首次备案申请（回执号 {receipt}）被退回，由接入服务商代为修改" in text
    assert f"有一件首次备案申请（回执号 {receipt}）被退回，请修改后重报。" in text
    assert "网站主办者 owner（手机 138****0001，邮箱 o***@example.test）" in text
    assert "北京云桥科技有限公司（手机 139****0000，邮箱 p***@example.test）" in text
    assert "13800000001" not in text
    approve = client.get(page(filing, "approve")).content.decode()
    assert "备案号 （审核通过时生成）" in approve


def test_stale_approval_shows_the_difference_and_waits_for_another_press(client: Client) -> None:
    judge = cast.reviewer()
    filing = cast.arrived(cast.owner())
    seen = filing.version
    filing = rounds.mended(rounds.returned(filing, judge))
    before = rows()
    sign_in(client, judge)
    answer = press(client, filing, "approve", version=seen, opinion="我的意见")
    text = answer.content.decode()
    assert answer.status_code == 409
    assert rows() == before
    assert "示例大厦2层201室" in text
    assert "示例大厦9层901室" in text
    assert "代为修改" in text
    assert "我的意见" in text
    fresh = re.search(r'name="version" value="(\d+)"', text)
    assert fresh
    assert int(fresh[1]) == filing.version
    assert press(client, filing, "approve", version=fresh[1]).status_code == 302
    assert Filing.objects.get().state == "approved"


def test_second_return_of_what_stood_there_all_along_asks_why(client: Client) -> None:
    judge = cast.reviewer()
    filing = rounds.mended(rounds.returned(cast.arrived(cast.owner()), judge))
    sign_in(client, judge)
    assert 'name="why_late"' in client.get(page(filing, "return")).content.decode()
    late = {"reason0-code": "other", "reason0-path": "entity.name", "reason0-text": "名称不符"}
    before = rows()
    refused = press(client, filing, "return", **late)
    assert refused.status_code == 409
    assert "主办单位名称：第一次退回时就是这样，当时没有指出。" in refused.content.decode()
    assert "名称不符" in refused.content.decode()
    assert rows() == before
    assert press(client, filing, "return", **late, why_late="证件复印件后来才到").status_code == 302
    event = FilingEvent.objects.latest("pk")
    assert event.opinion == "首次退回时没有告知的原因：证件复印件后来才到"


@pytest.mark.parametrize(
    "path",
    ["entity.address", "entity", ""],
    ids=["changed since", "a section that changed", "the whole, which changed"],
)
def test_second_return_of_what_changed_asks_nothing(path: str) -> None:
    judge = cast.reviewer()
    filing = rounds.mended(rounds.returned(cast.arrived(cast.owner()), judge))
    again = rounds.returned(filing, judge, Reason("other", path, "仍不详细"))
    assert (again.state, again.checks.filter(state="open").count()) == ("returned", 1)


def test_reviewer_who_has_moved_is_told_and_changes_nothing(client: Client) -> None:
    filing, judge = cast.arrived(cast.owner()), cast.reviewer()
    sign_in(client, judge)
    form = client.get(page(filing, "approve")).content.decode()
    assert "审核通过" in form
    judge.province = "310000"
    judge.save()
    before = rows()
    answer = client.post(page(filing, "approve"), {"version": filing.version}, follow=True)
    assert "不在您现在负责的省份。什么都没有改动。" in answer.content.decode()
    assert str(filing.receipt_number) not in answer.content.decode()
    assert rows() == before


def test_reviewer_whose_document_stands_in_it_is_refused(client: Client) -> None:
    filing = cast.arrived(cast.owner())
    key = personal_digest("identity", "110101197001010008")
    judge = make_user("involved", "reviewer", document_key=key)
    sign_in(client, judge)
    for action in ("approve", "return", "reject"):
        before = rows()
        reason = {"reason0-code": "other", "reason0-text": "字"} if action != "approve" else {}
        answer = press(client, filing, action, **reason)
        assert answer.status_code == 409
        assert "请由其他审核员办理" in answer.content.decode()
        assert rows() == before


def in_state(state: str) -> Filing:
    judge, who = cast.reviewer("judge"), cast.owner()
    filing = cast.arrived(who)
    if state == "returned":
        return rounds.returned(filing, judge)
    if state == "approved":
        return actions.approve(judge, filing.uid, filing.version)
    if state == "rejected":
        return actions.reject(judge, filing.uid, filing.version, [rounds.ADDRESS])
    if state == "declined":
        filing = rounds.returned(filing, judge)
        return actions.decline(cast.provider_with_staff()[1], filing.uid, "不再接入")
    return actions.withdraw(who, filing.uid, filing.version)


@pytest.mark.parametrize("state", ["returned", "approved", "rejected", "declined", "withdrawn"])
@pytest.mark.parametrize("role", ["reviewer", "ministry"])
def test_direct_post_in_a_state_without_that_step_is_refused(client: Client, state: str, role: str) -> None:
    filing = in_state(state)
    filing.refresh_from_db()
    sign_in(client, make_user("other", role))
    reason = {"reason0-code": "other", "reason0-text": "字"}
    for action, status in [
        ("approve", 409),
        ("return", 409),
        ("reject", 409),
        ("discard", 409),
        ("submit", 404),
        ("withdraw", 404),
        ("verify", 404),
    ]:
        before = rows()
        answer = press(client, filing, action, **reason)
        assert answer.status_code == status, action
        if status == 409:
            assert "不能“" in answer.content.decode() or "只能由" in answer.content.decode()
        assert rows() == before
