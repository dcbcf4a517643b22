"""备案进度查询 and 撤回."""

from typing import Any

import pytest
from django.test import Client

from filings import actions
from filings.actions.case import Reason
from filings.models import Claim, FilingEvent
from tests.factories import sign_in
from tests.filings import cast

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
        assert f'<th scope="col">{column}</th>' in page
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
    with django_assert_num_queries(7):
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
    answer = client.post(f"/progress/{filing.uid}/withdraw/", {"version": filing.version})
    assert answer.status_code == 409
    assert FilingEvent.objects.filter(action="withdraw").count() == 1


def test_withdraw_by_another_owner_finds_nothing(client: Client) -> None:
    filing = cast.submitted(cast.owner())
    sign_in(client, cast.owner("other", 2))
    answer = client.post(f"/progress/{filing.uid}/withdraw/", {"version": filing.version})
    assert answer.status_code == 404
    filing.refresh_from_db()
    assert filing.state == "provider_check"
