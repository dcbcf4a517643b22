"""信息浏览 and the read-only page of a filing."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import OutboxMessage
from filings import actions
from filings.actions.viewing import record_view
from filings.models import Filing, FilingEvent, FilingView
from filings.queries.told import messages_to_owner
from tests.factories import make_user, sign_in
from tests.filings import cast, documents

pytestmark = pytest.mark.django_db


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_browse_without_filings_says_so(client: Client) -> None:
    assert "您还没有备案信息。" in page_of(sign_in(client, cast.owner()), "/browse/")


def test_browse_shows_own_filings_only(client: Client) -> None:
    who = cast.owner()
    filing = cast.submitted(who)
    other = cast.draft(cast.owner("other", 2), entity={"name": "示例零九科技有限公司"})
    page = page_of(sign_in(client, who), "/browse/")
    assert f'href="/browse/{filing.uid}/"' in page
    assert str(filing.receipt_number) in page
    assert "首次备案：示例零一科技有限公司" in page
    assert "待接入商核实" in page
    assert str(other.uid) not in page
    assert "示例零九" not in page


def test_browse_leaves_out_a_discarded_draft(client: Client) -> None:
    who = cast.owner()
    actions.discard(who, cast.draft(who).uid)
    assert "您还没有备案信息。" in page_of(sign_in(client, who), "/browse/")


def test_browse_shows_what_is_registered(client: Client) -> None:
    who = cast.owner()
    filing = cast.arrived(who)
    filing = actions.approve(cast.reviewer(), filing.uid, filing.version)
    page = page_of(sign_in(client, who), "/browse/")
    assert f"备案号 {filing.filing_number}" in page
    assert f"{filing.filing_number}-1（在案）" in page


@pytest.mark.parametrize("count", [1, 3])
def test_browse_takes_the_same_queries_for_any_number(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    who = cast.owner()
    for _ in range(count):
        filing = cast.submitted(who)
        actions.withdraw(who, filing.uid, filing.version)
    sign_in(client, who)
    with django_assert_num_queries(5):
        page = page_of(client, "/browse/")
    assert page.count("已撤回</span>") == count


def test_detail_shows_the_whole_filing_to_its_owner(client: Client) -> None:
    who = cast.owner()
    filing = cast.submitted(who)
    page = page_of(sign_in(client, who), f"/browse/{filing.uid}/")
    for text in (
        "示例零一科技有限公司",
        "企业",
        "海淀区",
        "www.beian-demo.test",
        "虚拟主机",
        "1.1.1.1",
        "完成",
    ):
        assert text in page
    assert not FilingView.objects.exists()


def test_detail_of_a_submitted_filing_takes_few_queries(
    client: Client, django_assert_num_queries: Any
) -> None:
    who = cast.owner()
    filing = cast.submitted(who)
    sign_in(client, who)
    with django_assert_num_queries(7):
        page_of(client, f"/browse/{filing.uid}/")


def test_detail_of_another_owner_is_not_there(client: Client) -> None:
    filing = cast.submitted(cast.owner())
    sign_in(client, cast.owner("other", 2))
    for address in (f"/browse/{filing.uid}/", f"/browse/{filing.uid}/changes/2/", f"/progress/{filing.uid}/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "示例零一" not in answer.content.decode()
    assert not FilingView.objects.exists()


def test_detail_of_a_draft_is_not_there_for_the_provider_it_names(client: Client) -> None:
    filing = cast.draft(cast.owner())
    sign_in(client, cast.provider_with_staff()[1])
    assert client.get(f"/browse/{filing.uid}/").status_code == 404


def test_detail_escapes_what_people_wrote(client: Client) -> None:
    who = cast.owner()
    filing = cast.draft(
        who, entity={"remarks": "<script>alert(1)</script>"}, name="<img src=x onerror=alert(2)>"
    )
    page = page_of(sign_in(client, who), f"/browse/{filing.uid}/")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<img src=x" not in page


def test_changes_shows_before_and_after(client: Client) -> None:
    _, staff = cast.provider_with_staff()
    who = cast.owner()
    filing = cast.submitted(who)
    entity = documents.valid_entity(address="北京市海淀区示例路2号202室")
    actions.save_entity(staff, filing.uid, entity, filing.entity.version, "门牌号有误")
    event = FilingEvent.objects.get(action="correct")
    sign_in(client, who)
    page = page_of(client, f"/browse/{filing.uid}/changes/{event.to_version}/")
    assert "主体 · 通信地址" in page
    assert "北京市海淀区示例路1号示例大厦2层201室" in page
    assert "北京市海淀区示例路2号202室" in page
    assert client.get(f"/browse/{filing.uid}/changes/999/").status_code == 404


def test_a_get_changes_no_business_row(client: Client) -> None:
    who = cast.owner()
    filing = cast.submitted(who)
    before = (list(Filing.objects.values()), FilingEvent.objects.count())
    sign_in(client, who)
    for address in ("/browse/", f"/browse/{filing.uid}/", "/progress/", f"/progress/{filing.uid}/withdraw/"):
        page_of(client, address)
        assert client.head(address).status_code == 200
    assert (list(Filing.objects.values()), FilingEvent.objects.count()) == before
    assert client.post("/browse/").status_code == 405


@pytest.mark.parametrize("role", ["reviewer", "ministry", "admin", "provider"])
def test_browse_is_for_owners(client: Client, role: str) -> None:
    sign_in(client, make_user("somebody", role))
    assert client.get("/browse/").status_code == 404


def test_detail_lists_the_messages_sent_without_what_they_said(client: Client) -> None:
    who = cast.owner()
    filing = cast.submitted(who)
    other = cast.submitted(
        cast.owner("other", 2),
        entity={"document_number": "93440305FAKE10027Q"},
        domains=("example.net",),
        home_url="www.example.net",
        name="示例零三科技",
    )
    rows = OutboxMessage.objects.filter(user=who)
    rows.filter(channel="mail").update(state="failed", sealed_body=b"")
    page = page_of(sign_in(client, who), f"/browse/{filing.uid}/")
    assert page.count('<td data-label="内容">已提交</td>') == 2
    assert "138****0001" in page
    assert '<td data-label="状态">待发送</td>' in page
    assert '<td data-label="状态">发送失败</td>' in page
    for secret in ("等待接入商", "13800000001", "待核实</td>", str(other.receipt_number)):
        assert secret not in page


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("waiting", "待发送"),
        ("leased", "待发送"),
        ("sent", "已发送"),
        ("failed", "发送失败"),
        ("expired", "发送失败"),
    ],
)
def test_state_of_a_message_in_words(state: str, word: str) -> None:
    filing = cast.submitted(cast.owner())
    now = timezone.now()
    OutboxMessage.objects.update(state=state, sealed_body=b"", sent_at=now, lease_until=now)
    assert {told.state for told in messages_to_owner(filing)} == {word}


def test_detail_says_who_looked_by_office_and_day(client: Client) -> None:
    provider, staff = cast.provider_with_staff()
    filing = cast.arrived(cast.owner())
    judge, ministry = cast.reviewer("li-shenhe"), make_user("zhang-buwei", "ministry")
    for viewer, what in (
        (staff, "open"),
        (staff, "open"),
        (staff, "export"),
        (judge, "claim"),
        (ministry, "open"),
    ):
        record_view(viewer, filing, what)
    page = page_of(sign_in(client, filing.owner), f"/browse/{filing.uid}/")
    for text in (
        f'<td data-label="单位">{provider.name}</td>',
        "查看，当天 2 次",
        '<td data-label="做了什么">导出</td>',
        '<td data-label="单位">北京市通信管理局</td>',
        '<td data-label="做了什么">认领</td>',
        '<td data-label="单位">工业和信息化部</td>',
    ):
        assert text in page
    for name in ("li-shenhe", "zhang-buwei", ">p1<"):
        assert name not in page


def looked_at(filing: Filing, days: int) -> None:
    """One visit a day by the first provider's administrator."""
    _, staff = cast.provider_with_staff()
    for day in range(days):
        record_view(staff, filing)
        newest = FilingView.objects.order_by("-pk")[0]
        at = timezone.now() - datetime.timedelta(days=day)
        FilingView.objects.filter(pk=newest.pk).update(created_at=at)


def test_busy_filing_shows_the_newest_viewers_and_leads_to_the_rest(client: Client) -> None:
    filing = cast.submitted(cast.owner())
    looked_at(filing, 55)
    page = page_of(sign_in(client, filing.owner), f"/browse/{filing.uid}/")
    assert page.count('data-label="做了什么"') == 20
    address = f"/browse/{filing.uid}/viewers/"
    assert f'href="{address}"' in page
    assert page_of(client, address).count('data-label="做了什么"') == 50
    assert page_of(client, f"{address}?page=2").count('data-label="做了什么"') == 5
    sign_in(client, cast.provider_with_staff()[1])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_messages_and_viewers_take_the_same_queries_for_any_number(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    filing = cast.submitted(cast.owner())
    looked_at(filing, count)
    sign_in(client, filing.owner)
    with django_assert_num_queries(7):
        page_of(client, f"/browse/{filing.uid}/")
    with django_assert_num_queries(5):
        page = page_of(client, f"/browse/{filing.uid}/viewers/")
    assert page.count('data-label="做了什么"') == count


def test_providers_page_has_neither_messages_nor_viewers(client: Client) -> None:
    filing = cast.submitted(cast.owner())
    page = page_of(sign_in(client, cast.provider_with_staff()[1]), f"/desk/{filing.uid}/")
    assert "发给您的消息" not in page
    assert "谁查看过" not in page


def test_approved_filing_leads_to_its_certificates(client: Client) -> None:
    entity = cast.registered(cast.owner())
    filing = Filing.objects.get()
    page = page_of(sign_in(client, entity.owner), f"/browse/{filing.uid}/")
    assert '<a class="btn btn-primary" href="/certificates/">电子证书下载</a>' in page
