"""信息浏览 and the read-only page of a filing."""

from typing import Any

import pytest
from django.test import Client

from filings import actions
from filings.models import Filing, FilingEvent, FilingView
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
    with django_assert_num_queries(6):
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
    with django_assert_num_queries(8):
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
