"""取消接入: a provider leaves a website; its last one only with the statement that the service has ended."""

import pytest
from django.test import Client

from accounts.models.outbox import OutboxMessage
from filings import actions
from filings.models import Filing, FilingEvent, RegisteredAccess, RegisteredDomain, RegisteredWebsite
from filings.queries import read_document
from icpportal.core.errors import Refused
from tests.filings import cast
from tests.filings.forms.typed import ENTITY
from tests.filings.views.registered import TERMS, approved, change_draft, registered, reviewer, staff_in
from tests.flows.sight import all_rows

pytestmark = pytest.mark.django_db
LAST = "该网站只有一个接入，不能取消该接入（1025）"


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def removed(client: Client, website: RegisteredWebsite, **more: str) -> Filing:
    """The draft that the guided page makes."""
    typed = TERMS | {f"leave_{website.pk}": "on"} | more
    answer = client.post(f"/registered/{website.entity_id}/removal/", typed)
    assert answer.status_code == 303, answer.content.decode()
    draft = Filing.objects.get(kind="change", state="draft")
    assert answer["Location"] == f"/filing/{draft.uid}/summary/"
    return draft


def emptied(client: Client) -> RegisteredWebsite:
    """A website whose last access was taken, approved."""
    website = registered().websites.get()
    staff_in(client)
    draft = removed(client, website, **{f"ended_{website.pk}": "on"})
    approved(actions.submit(draft.opened_by, draft.uid, draft.version))
    website.refresh_from_db()
    return website


def test_page_ticks_the_website_that_it_came_from(client: Client) -> None:
    website = registered().websites.get()
    staff_in(client)
    page = text(client, f"/registered/{website.entity_id}/removal/?website={website.pk}")
    tick = page[page.index(f'name="leave_{website.pk}"') :]
    assert "checked" in tick[: tick.index(">")]
    assert f'name="ended_{website.pk}"' in page


@pytest.mark.parametrize("leave", [False, True])
def test_last_access_without_the_statement_is_refused(client: Client, leave: bool) -> None:
    website = registered().websites.get()
    staff_in(client)
    before = all_rows()
    typed = TERMS | ({f"leave_{website.pk}": "on"} if leave else {})
    answer = client.post(f"/registered/{website.entity_id}/removal/", typed)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert (LAST if leave else "请选择要取消接入的网站。") in page
    assert "主办者搬迁" in page
    assert all_rows() == before


@pytest.mark.parametrize("endings", [{}, {999_999: True}])
def test_action_refuses_what_the_page_would_not_send(client: Client, endings: dict[int, bool]) -> None:
    entity = registered()
    staff = staff_in(client)
    before = all_rows()
    with pytest.raises(Refused):
        actions.open_removal(staff, entity, endings, actions.opening.Terms())
    with pytest.raises(Refused) as refused:
        actions.open_removal(staff, entity, {entity.websites.get().pk: False}, actions.opening.Terms())
    assert refused.value.sentence.startswith(LAST)
    assert all_rows() == before


def test_last_access_goes_with_the_statement_and_leaves_an_empty_website(client: Client) -> None:
    website = registered().websites.get()
    staff = staff_in(client)
    draft = removed(client, website, **{f"ended_{website.pk}": "on"})
    site = read_document(draft).websites[0]
    assert (site.service_ended, site.accesses) == (True, ())
    page = text(client, f"/filing/{draft.uid}/summary/")
    assert "接入服务商声明，这个网站已经终止服务" in page
    assert "接入 · IP地址" in page
    assert "已删除" in page
    assert "成为空壳网站（1025）" in page
    filing = actions.submit(staff, draft.uid, draft.version)
    assert "示例零一科技" in text(client, f"/desk/{filing.uid}/")

    approved(filing)

    website.refresh_from_db()
    assert website.status == "empty"
    assert website.number.endswith("-1")
    assert RegisteredDomain.objects.get().status == "empty"
    assert RegisteredAccess.objects.get().status == "cancelled"
    told = OutboxMessage.objects.filter(user=website.entity.owner).order_by("pk").last()
    assert told is not None
    assert told.template == "已成空壳"


def test_empty_website_is_active_again_with_a_new_access(client: Client) -> None:
    website = emptied(client)
    who, (second, _) = website.entity.owner, cast.provider_with_staff(1)
    draft = actions.open_draft(who, "new_access", entity=website.entity)
    site = draft.websites.get()
    assert not site.service_ended
    access = cast.documents.valid_access(provider_id=second.pk, ranges=(("1.1.1.9", "1.1.1.9"),))
    actions.add_access(who, draft.uid, site.pk, access)
    draft.refresh_from_db()
    approved(cast.verified(actions.submit(who, draft.uid, draft.version)))
    number = website.number
    website.refresh_from_db()
    assert (website.status, website.number) == ("active", number)
    assert RegisteredDomain.objects.get().status == "active"


def test_shared_website_stays_active_and_the_others_access_is_untouched(client: Client) -> None:
    website = registered(shared=True).websites.get()
    staff = staff_in(client)
    page = text(client, f"/registered/{website.entity_id}/removal/")
    assert f'name="ended_{website.pk}"' not in page
    draft = removed(client, website)
    assert "示例零一科技" in text(client, f"/filing/{draft.uid}/websites/")
    approved(actions.submit(staff, draft.uid, draft.version))
    website.refresh_from_db()
    assert website.status == "active"
    rows = RegisteredAccess.objects.order_by("pk").values_list("provider__name", "status")
    assert list(rows) == [("北京云桥科技有限公司", "cancelled"), ("北京清源数据科技有限公司", "active")]


def test_change_of_what_has_moved_since_is_refused(client: Client) -> None:
    """Another filing was approved after the draft was opened: the draft would undo it."""
    entity = registered()
    staff = staff_in(client)
    change = change_draft(client, entity)
    who, (second, _) = entity.owner, cast.provider_with_staff(1)
    draft = actions.open_draft(who, "new_access", entity=entity)
    access = cast.documents.valid_access(provider_id=second.pk, ranges=(("1.1.1.9", "1.1.1.9"),))
    actions.add_access(who, draft.uid, draft.websites.get().pk, access)
    draft.refresh_from_db()
    approved(cast.verified(actions.submit(who, draft.uid, draft.version)))
    assert "已删除" not in text(client, f"/filing/{change.uid}/summary/")
    moved = cast.documents.valid_entity(address=ENTITY["address"] + "东门")
    actions.save_entity(staff, change.uid, moved, 1)
    change.refresh_from_db()
    events = FilingEvent.objects.count()
    page = client.post(f"/filing/{change.uid}/summary/", {"version": str(change.version)})
    assert page.status_code == 409
    assert "这份变更开始填写以后，登记的内容有了变动。" in page.content.decode()
    change.refresh_from_db()
    assert (change.state, FilingEvent.objects.count()) == ("draft", events)
    assert set(RegisteredAccess.objects.values_list("status", flat=True)) == {"active"}


def test_statement_is_given_and_taken_back_in_the_draft(client: Client) -> None:
    entity = registered()
    staff_in(client)
    draft = change_draft(client, entity)
    site = draft.websites.get()
    address = f"/filing/{draft.uid}/website/{site.pk}/ended/"
    assert "终止服务声明" in text(client, address)
    assert (
        client.post(address, {"ended": "on", "version": "1"})["Location"] == f"/filing/{draft.uid}/websites/"
    )
    site.refresh_from_db()
    assert (site.service_ended, site.version) == (True, 2)
    late = client.post(address, {"version": "1"})
    assert late.status_code == 409
    assert "您看到的不是最新内容" in late.content.decode()
    assert client.post(address, {"version": "2"}).status_code == 303
    site.refresh_from_db()
    assert not site.service_ended


def test_statement_after_a_return_needs_a_reason_and_lets_the_last_access_go(client: Client) -> None:
    entity = registered()
    staff = staff_in(client)
    change = change_draft(client, entity)
    values = cast.documents.valid_entity(address=ENTITY["address"] + "东门")
    actions.save_entity(staff, change.uid, values, 1)
    change.refresh_from_db()
    filing = actions.submit(staff, change.uid, change.version)
    reasons = [actions.case.Reason("address", "entity.address")]
    actions.return_for_correction(reviewer(), filing.uid, filing.version, reasons)
    site = filing.websites.get()
    access = site.accesses.get()
    delete = f"/filing/{filing.uid}/access/{access.pk}/delete/"
    assert LAST in client.post(delete, {"reason": "已停止服务", "version": "1"}).content.decode()
    address = f"/filing/{filing.uid}/website/{site.pk}/ended/"
    assert "请填写修改理由。" in client.post(address, {"ended": "on", "version": "1"}).content.decode()
    typed = {"ended": "on", "version": "1", "reason": "已停止服务"}
    assert client.post(address, typed)["Location"] == f"/desk/{filing.uid}/correct/"
    answer = client.post(delete, {"reason": "已停止服务", "version": "1"})
    assert answer.status_code == 409
    assert "这是最后一家接入服务商的接入信息" in answer.content.decode()
