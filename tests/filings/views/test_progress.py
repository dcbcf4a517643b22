"""备案进度查询 and 撤回."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from filings import actions
from filings.actions.case import Reason
from filings.actions.opening import Terms
from filings.models import Claim, Filing, FilingEvent
from filings.queries.history import RESULTS, result_of
from filings.workflow import Action, Kind, State
from tests.factories import sign_in
from tests.filings import cast, documents

pytestmark = pytest.mark.django_db


def page_of(client: Client, address: str = "/progress/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_progress_without_filings_says_what_to_do(client: Client) -> None:
    assert "您还没有备案申请" in page_of(sign_in(client, cast.owner()))


def test_progress_at_the_provider(client: Client) -> None:
    who = cast.owner()
    filing = cast.submitted(who)
    page = page_of(sign_in(client, who))
    assert "报备阶段-接入者核实" in page
    assert "现在由北京云桥科技有限公司核实" in page
    assert "您不需要做什么；有结果会发短信和邮件。" in page
    assert f'href="/progress/{filing.uid}/withdraw/"' in page
    for column in ("操作时间", "操作人", "操作类别", "操作结果", "操作意见"):
        assert f'scope="col">{column}</th>' in page
    assert 'data-label="操作类别">完成</td>' in page
    assert '<td data-label="操作结果">已提交</td>' in page


def test_progress_at_the_authority(client: Client) -> None:
    who = cast.owner()
    cast.arrived(who)
    page = page_of(sign_in(client, who))
    assert "备案阶段-待管局审核" in page
    assert "现在由北京市通信管理局审核" in page
    assert "共 20 个" in page
    assert '<td data-label="操作人">北京云桥科技有限公司</td>' in page


def test_progress_of_a_returned_filing_shows_the_reasons_not_the_reviewer(client: Client) -> None:
    who = cast.owner()
    filing = cast.arrived(who)
    reason = Reason("address", "entity.address", "没有写到门牌号", "请补充房间号")
    actions.return_for_correction(cast.reviewer("li-shenhe"), filing.uid, filing.version, [reason])
    page = page_of(sign_in(client, who))
    assert "现在由北京云桥科技有限公司修改" in page
    assert "通信地址：没有写到门牌号（建议：请补充房间号）" in page
    assert "北京市通信管理局" in page
    assert "li-shenhe" not in page


def test_progress_opens_the_newest_and_lists_the_others(client: Client) -> None:
    who = cast.owner()
    first = cast.submitted(who)
    actions.withdraw(who, first.uid, first.version)
    second = cast.submitted(who)
    page = page_of(sign_in(client, who))
    assert f"回执号 {second.receipt_number}" in page
    assert f'href="/progress/{first.uid}/"' in page
    assert "报备阶段-已撤回" in page_of(client, f"/progress/{first.uid}/")


@pytest.mark.parametrize("count", [1, 3])
def test_progress_takes_the_same_queries_for_any_number(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    who = cast.owner()
    for _ in range(count - 1):
        filing = cast.submitted(who)
        actions.withdraw(who, filing.uid, filing.version)
    cast.submitted(who)
    sign_in(client, who)
    with django_assert_num_queries(6):
        page_of(client)


def test_withdraw_asks_first_and_then_does(client: Client) -> None:
    who = cast.owner()
    filing = cast.submitted(who)
    address = f"/progress/{filing.uid}/withdraw/"
    sign_in(client, who)
    assert f'name="version" value="{filing.version}"' in page_of(client, address)
    answer = client.post(address, {"version": filing.version, "opinion": "域名写错了"})
    assert (answer.status_code, answer["Location"]) == (302, f"/progress/{filing.uid}/")
    filing.refresh_from_db()
    assert filing.state == "withdrawn"
    assert FilingEvent.objects.get(action="withdraw").opinion == "域名写错了"
    assert not Claim.objects.exists()


@pytest.mark.parametrize("version", ["1", "", "abc", "99999999999999999999", "-1"])
def test_withdraw_with_another_version_changes_nothing(client: Client, version: str) -> None:
    who = cast.owner()
    filing = cast.submitted(who)
    sign_in(client, who)
    answer = client.post(f"/progress/{filing.uid}/withdraw/", {"version": version, "opinion": "写好的理由"})
    assert answer.status_code in {200, 409}
    assert "写好的理由" in answer.content.decode()
    assert "<title>错误：" in answer.content.decode()
    filing.refresh_from_db()
    assert filing.state == "provider_check"
    assert Claim.objects.count() == 2
    assert FilingEvent.objects.count() == 1


def test_withdraw_of_an_ended_filing_says_why_not(client: Client) -> None:
    who = cast.owner()
    filing = cast.submitted(who)
    filing = actions.withdraw(who, filing.uid, filing.version)
    sign_in(client, who)
    page = client.get(f"/progress/{filing.uid}/withdraw/", follow=True).content.decode()
    assert "这件申请现在的状态是“已撤回”，不能“撤回”。" in page


def test_withdraw_pressed_twice_is_no_mistake(client: Client) -> None:
    who = cast.owner()
    filing = cast.submitted(who)
    sign_in(client, who)
    for _ in range(2):
        answer = client.post(f"/progress/{filing.uid}/withdraw/", {"version": filing.version})
        assert (answer.status_code, answer["Location"]) == (302, f"/progress/{filing.uid}/")
        assert "申请已撤回。" in page_of(client, answer["Location"])
    assert FilingEvent.objects.filter(action="withdraw").count() == 1


def test_withdraw_of_a_filing_that_ended_otherwise_changes_nothing(client: Client) -> None:
    who = cast.owner()
    filing = cast.submitted(who)
    provider, staff = cast.provider_with_staff()
    filing = actions.decline(staff, filing.uid, "不由我方接入", digest=cast.shown_to(filing, provider))
    answer = sign_in(client, who).post(f"/progress/{filing.uid}/withdraw/", {"version": filing.version})
    assert answer.status_code == 409
    assert "不能“撤回”" in answer.content.decode()
    filing.refresh_from_db()
    assert filing.state == "declined"


def test_withdraw_by_another_owner_finds_nothing(client: Client) -> None:
    filing = cast.submitted(cast.owner())
    sign_in(client, cast.owner("other", 2))
    answer = client.post(f"/progress/{filing.uid}/withdraw/", {"version": filing.version})
    assert answer.status_code == 404
    filing.refresh_from_db()
    assert filing.state == "provider_check"


def as_kind(kind: str, state: str) -> Filing:
    """A submitted filing made to look like one of that kind and state."""
    filing = cast.submitted(cast.owner())
    now = timezone.now()
    changes = {
        "kind": kind,
        "state": state,
        "arrived_at": now,
        "ended_at": now,
        "filing_number": "京ICP备1号",
    }
    Filing.objects.filter(pk=filing.pk).update(**changes)
    filing.refresh_from_db()
    return filing


NEXT = {
    ("draft", "first"): "填完后点击“完成”提交。",
    ("draft", "change"): "接入服务商填完提交后，会通知您。",
    ("draft", "cancel_entity"): "填完后点击“下一步”，核对以后点击“完成”提交。",
    ("provider_check", "new_website"): "接入服务商全部核实通过后，送通信管理局审核。",
    ("returned", "new_access"): "改好重报后，通信管理局重新审核。",
    ("authority_review", "first"): "审核通过后给出备案号和电子证书。",
    ("authority_review", "change"): "审核通过后，公开查询才显示变更后的内容。",
    ("authority_review", "cancel_website"): "备案号不会再给别人。",
    ("approved", "first"): "在“电子证书下载”中可以下载每个网站的电子证书。",
    ("approved", "authority_cancel"): "请停止网站的服务，并去掉网页上的备案号。",
    ("rejected", "first"): "请按理由改正后重新填报；有疑问请拨打咨询电话。",
    ("rejected", "cancel_entity"): "原来的备案继续有效；仍要注销的，可以重新申请。",
    ("declined", "new_website"): "也可以换一家接入服务商。",
    ("declined", "change"): "原来的备案内容不变；仍要变更的，请联系接入服务商重新办理。",
    ("withdrawn", "first"): "需要时可以用原来的内容重新填报。",
    ("withdrawn", "cancel_website"): "原来的备案继续有效；仍要注销的，可以重新申请。",
}


@pytest.mark.parametrize(("state", "kind"), NEXT, ids=lambda value: value)
def test_what_comes_next(client: Client, state: str, kind: str) -> None:
    filing = as_kind(kind, state)
    assert NEXT[state, kind] in page_of(sign_in(client, filing.owner), f"/progress/{filing.uid}/")


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("state", [state for state in State if state != "discarded"])
def test_every_kind_in_every_state_has_a_page(client: Client, kind: str, state: str) -> None:
    filing = as_kind(kind, state)
    if kind.startswith("cancel") or kind == "authority_cancel":
        Filing.objects.filter(pk=filing.pk).update(registered_entity=None)
    hidden = kind == "authority_cancel" and state != "approved"
    sign_in(client, filing.owner)
    for address in (f"/progress/{filing.uid}/", f"/browse/{filing.uid}/"):
        assert client.get(address).status_code == (404 if hidden else 200)


@pytest.mark.parametrize(
    ("action", "word"),
    [
        ("submit", "已提交"),
        ("discard", "已删除"),
        ("withdraw", "已撤回"),
        ("verify", "通过"),
        ("decline", "不予核实"),
        ("return", "退回"),
        ("resubmit", "已重报"),
        ("approve", "通过"),
        ("reject", "不予备案"),
    ],
)
def test_result_of_each_action_in_words(action: str, word: str) -> None:
    assert result_of(Action(action)) == word


def test_only_a_correction_has_no_fixed_result() -> None:
    assert set(Action) - set(RESULTS) == {Action.CORRECT}


@pytest.mark.parametrize("decision", ["return_for_correction", "reject"])
def test_reasons_stand_by_field_with_their_suggestion(client: Client, decision: str) -> None:
    filing = cast.arrived(cast.owner())
    reasons = [
        Reason("address", "entity.address", "没有写到门牌号", "请补充房间号"),
        Reason("other", "", "材料不全"),
    ]
    getattr(actions, decision)(cast.reviewer(), filing.uid, filing.version, reasons)
    page = page_of(sign_in(client, filing.owner), f"/progress/{filing.uid}/")
    assert "<dt>主体：通信地址</dt><dd>没有写到门牌号<br>建议：请补充房间号</dd>" in page
    assert "<dt>整件申请</dt><dd>材料不全</dd>" in page


def test_reason_names_its_website(client: Client) -> None:
    who = cast.owner()
    provider, _ = cast.provider_with_staff()
    draft = cast.draft(who)
    values = documents.valid_website(name="示例书店", domains=("example.net",), home_url="www.example.net")
    site = actions.add_website(who, draft.uid, values)
    access = documents.valid_access(
        provider_id=provider.pk, provider_name=provider.name, ranges=(("1.1.1.9", "1.1.1.9"),)
    )
    actions.add_access(who, draft.uid, site.pk, access)
    draft.refresh_from_db()
    filing = cast.verified(actions.submit(who, draft.uid, draft.version))
    reasons = [Reason("other", f"website:{site.pk}.name", "名称与内容不符")]
    actions.return_for_correction(cast.reviewer(), filing.uid, filing.version, reasons)
    page = page_of(sign_in(client, who), f"/progress/{filing.uid}/")
    assert "<dt>网站“示例书店”：网站名称</dt><dd>名称与内容不符</dd>" in page


def test_withdrawing_a_cancellation_says_that_the_filing_stands(client: Client) -> None:
    entity = cast.registered(cast.owner())
    terms = Terms(datetime.date(2026, 12, 31), "单位已注销")
    draft = actions.open_draft(entity.owner, "cancel_entity", entity=entity, terms=terms)
    filing = actions.submit(entity.owner, draft.uid, draft.version)
    address = f"/progress/{filing.uid}/withdraw/"
    assert "原来的备案不受影响" in page_of(sign_in(client, entity.owner), address)
    page = client.post(address, {"version": filing.version, "opinion": ""}, follow=True).content.decode()
    assert "申请已撤回。原来的备案继续有效。" in page
