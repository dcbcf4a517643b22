"""变更: from the register through the wizard's pages to the receipt."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from filings import actions
from filings.models import Filing, FilingEvent, RegisteredDomain
from filings.queries import read_document
from tests.factories import sign_in
from tests.filings import cast
from tests.filings.forms.typed import ACCESS, ENTITY, WEBSITE
from tests.filings.views.registered import TERMS, approved, change_draft, registered, staff_in
from tests.flows.sight import all_rows

pytestmark = pytest.mark.django_db
MOVED = ENTITY | {"address": "北京市海淀区示例路2号201室", "version": "1", "action": "next"}


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"effective_on": ""}, "请填写变更日期。"),
        ({"effective_on": "明天"}, "日期请写成2026-01-02或2026年1月2日的样子。"),
        ({"effective_on": "0001-01-01"}, "这一天离今天太远，请核对年份。"),
        ({"statement": " "}, "请填写变更说明。"),
        ({"statement": "长" * 501}, "最多 500 个字，请删减。"),
    ],
)
def test_start_asks_for_date_and_reason(client: Client, typed: dict[str, str], sentence: str) -> None:
    entity = registered()
    staff_in(client)
    before = all_rows()
    answer = client.post(f"/registered/{entity.pk}/change/", TERMS | typed)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert all_rows() == before


def test_change_goes_through_the_same_pages_without_a_reason(client: Client) -> None:
    entity = registered()
    staff_in(client)
    draft = change_draft(client, entity)
    base = f"/filing/{draft.uid}"
    assert "修改理由" not in text(client, f"{base}/entity/")
    assert client.post(f"{base}/entity/", MOVED)["Location"] == f"{base}/websites/"
    assert "终止服务声明" in text(client, f"{base}/websites/")
    site = draft.websites.get()
    website = WEBSITE | {"remarks": "改版", "version": "1"}
    assert client.post(f"{base}/website/{site.pk}/", website)["Location"] == f"{base}/websites/"
    access = site.accesses.get()
    typed = ACCESS | {"ranges": "1.1.1.8", "version": "1"}
    accesses = f"{base}/website/{site.pk}/accesses/"
    assert client.post(f"{base}/access/{access.pk}/", typed)["Location"] == accesses
    assert client.post(f"{accesses}add/", ACCESS | {"ranges": "1.1.1.9"})["Location"] == accesses
    assert len(read_document(draft).websites[0].accesses) == 2
    assert FilingEvent.objects.filter(filing=draft).count() == 0


def test_summary_shows_the_difference_and_the_warning_of_30_days(client: Client) -> None:
    entity = registered()
    staff_in(client)
    draft = change_draft(client, entity)
    page = text(client, f"/filing/{draft.uid}/summary/")
    assert "还没有改动已备案的内容。" in page
    client.post(f"/filing/{draft.uid}/entity/", MOVED)
    soon = timezone.localdate() + datetime.timedelta(days=29)
    Filing.objects.filter(pk=draft.pk).update(effective_on=soon)
    page = text(client, f"/filing/{draft.uid}/summary/")
    assert "主体 · 通信地址" in page
    assert "北京市海淀区示例路1号示例大厦2层201室" in page
    assert "北京市海淀区示例路2号201室" in page
    assert "变更日期距今天不足30日" in page
    assert f'href="/filing/{draft.uid}/terms/#id_effective_on"' in page
    Filing.objects.filter(pk=draft.pk).update(effective_on=soon + datetime.timedelta(days=1))
    assert "变更日期距今天不足30日" not in text(client, f"/filing/{draft.uid}/summary/")


def test_submit_gives_a_receipt_and_the_register_waits(client: Client) -> None:
    entity = registered()
    staff_in(client)
    draft = change_draft(client, entity)
    client.post(f"/filing/{draft.uid}/entity/", MOVED | {"name": "示例零一信息有限公司"})
    draft.refresh_from_db()
    answer = client.post(f"/filing/{draft.uid}/summary/", {"version": str(draft.version)})
    assert answer["Location"] == f"/filing/{draft.uid}/done/"
    draft.refresh_from_db()
    assert draft.state == "authority_review"
    page = text(client, f"/filing/{draft.uid}/done/")
    assert str(draft.receipt_number) in page
    assert "北京市通信管理局在 20 个工作日内审核" in page
    assert RegisteredDomain.objects.get().organiser == "示例零一科技有限公司"
    approved(draft)
    assert RegisteredDomain.objects.get().organiser == "示例零一信息有限公司"


def test_submit_of_an_unchanged_copy_is_refused(client: Client) -> None:
    entity = registered()
    staff_in(client)
    draft = change_draft(client, entity)
    before = all_rows()
    answer = client.post(f"/filing/{draft.uid}/summary/", {"version": "1"})
    assert answer.status_code == 409
    assert "这件变更没有改动任何已备案的内容。" in answer.content.decode()
    assert all_rows() == before


def test_submit_while_another_filing_is_open_is_refused(client: Client) -> None:
    entity = registered()
    site = entity.websites.get()
    staff_in(client)
    draft = change_draft(client, entity)
    client.post(f"/filing/{draft.uid}/entity/", MOVED)
    terms = actions.opening.Terms(datetime.date(2027, 1, 31), "网站已关闭")
    cancel = actions.open_draft(entity.owner, "cancel_website", entity=entity, website=site, terms=terms)
    actions.submit(entity.owner, cancel.uid, cancel.version)
    assert "主办者有一件申请正在办理（1017 备案变更中）" in text(client, f"/filing/{draft.uid}/summary/")
    before = all_rows()
    assert client.post(f"/filing/{draft.uid}/summary/", {"version": "2"}).status_code == 409
    assert all_rows() == before


def test_terms_are_corrected_in_the_draft(client: Client) -> None:
    entity = registered()
    staff_in(client)
    draft = change_draft(client, entity)
    address = f"/filing/{draft.uid}/terms/"
    assert "主办者搬迁" in text(client, address)
    typed = {"effective_on": "2027年3月1日", "statement": "主办者更名", "version": "1"}
    assert client.post(address, typed)["Location"] == f"/filing/{draft.uid}/summary/"
    draft.refresh_from_db()
    assert (draft.effective_on, draft.statement, draft.version) == (
        datetime.date(2027, 3, 1),
        "主办者更名",
        2,
    )
    for version in ("1", "", "x"):
        late = client.post(address, typed | {"statement": "迟到的说明", "version": version})
        assert late.status_code == 409
        assert "迟到的说明" in late.content.decode()
    draft.refresh_from_db()
    assert draft.statement == "主办者更名"


def test_draft_of_another_entity_is_named_and_led_to(client: Client) -> None:
    first, second = registered(1), registered(2)
    staff_in(client)
    draft = change_draft(client, first)
    assert client.get(f"/registered/{first.pk}/change/")["Location"] == f"/filing/{draft.uid}/websites/"
    page = text(client, f"/registered/{second.pk}/change/")
    assert f'href="/filing/{draft.uid}/summary/"' in page
    before = all_rows()
    answer = client.post(f"/registered/{second.pk}/change/", TERMS)
    assert answer.status_code == 409
    assert "您有一份变更正在填写" in answer.content.decode()
    assert "主办者搬迁" in answer.content.decode()
    assert all_rows() == before


def test_discard_leads_to_the_register(client: Client) -> None:
    entity = registered()
    staff_in(client)
    draft = change_draft(client, entity)
    assert "已备案的内容不变" in text(client, f"/filing/{draft.uid}/discard/")
    assert client.post(f"/filing/{draft.uid}/discard/")["Location"] == "/registered/"
    draft.refresh_from_db()
    assert draft.state == "discarded"


def test_draft_is_out_of_sight_of_owner_edits_and_of_other_providers(client: Client) -> None:
    entity = registered(shared=True)
    staff_in(client)
    draft = change_draft(client, entity)
    sign_in(client, entity.owner)
    before = all_rows(but=("FilingView",))
    for page in ("entity/", "websites/", "summary/", "terms/", "discard/"):
        assert client.get(f"/filing/{draft.uid}/{page}")["Location"] == f"/browse/{draft.uid}/"
        assert client.post(f"/filing/{draft.uid}/{page}", MOVED | TERMS).status_code in {405, 409}
    assert all_rows(but=("FilingView",)) == before
    sign_in(client, cast.provider_with_staff(1)[1])
    before = all_rows()
    for page in ("entity/", "websites/", "summary/", "terms/", "discard/", "done/"):
        assert client.get(f"/filing/{draft.uid}/{page}").status_code == 404
        assert client.post(f"/filing/{draft.uid}/{page}", MOVED | TERMS).status_code in {404, 405}
    assert all_rows() == before


def test_draft_opened_before_the_register_moved_says_so(client: Client) -> None:
    entity = registered(shared=True)
    staff_in(client)
    draft = change_draft(client, entity)
    second = cast.provider_with_staff(1)[1]
    other = actions.open_draft(
        second, "change", entity=entity, terms=actions.opening.Terms(datetime.date(2027, 1, 31))
    )
    values = cast.documents.valid_entity(address="北京市海淀区示例路9号901室")
    actions.save_entity(second, other.uid, values, 1)
    other.refresh_from_db()
    approved(actions.submit(second, other.uid, other.version))
    page = text(client, f"/filing/{draft.uid}/summary/")
    assert "您开始填写以后，已备案的内容又有过变更。" in page
    assert "北京市海淀区示例路9号901室" in page


@pytest.mark.parametrize("shared", [False, True])
def test_summary_costs_the_same(
    client: Client, shared: bool, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    entity = registered(shared=shared)
    staff_in(client)
    draft = change_draft(client, entity)
    client.post(f"/filing/{draft.uid}/entity/", MOVED)
    with django_assert_num_queries(26):
        page = text(client, f"/filing/{draft.uid}/summary/")
    assert "1.1.1.2" not in page
