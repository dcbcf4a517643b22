"""代为修改: a provider corrects what was submitted on the owner's own forms."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models.outbox import OutboxMessage
from filings import actions
from filings.models import Access, Entity, Filing, FilingEvent, Website
from filings.queries import read_document
from tests.factories import sign_in
from tests.filings import cast
from tests.filings.forms.typed import ACCESS, ENTITY, WEBSITE
from tests.filings.views.correction_pages import (
    REASON,
    access_of,
    own_filing,
    pages,
    provider,
    shared_filing,
    site_of,
)
from tests.flows.sight import all_rows

pytestmark = pytest.mark.django_db

FORMS = {"entity": ENTITY, "website-edit": WEBSITE, "access-edit": ACCESS | {"ranges": "1.1.1.1"}}
MOVED = ENTITY | REASON | {"address": "北京市海淀区示例路2号201室", "version": "2"}


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def test_page_shows_what_may_be_corrected_and_what_not(client: Client) -> None:
    filing, _ = shared_filing(client)
    address = pages(filing)
    page = text(client, address["correct"])
    for name in ("entity", "website-edit", "access-add", "access-edit", "access-delete"):
        assert f'href="{address[name]}"' in page, name
    assert "各项都已填写，没有发现问题。" in page
    assert "北京清源数据科技有限公司" in page
    assert "1.1.1.2" not in page
    assert f'href="/filing/{filing.uid}/access/{access_of(filing, 1).pk}/"' not in page
    assert "这是其他接入服务商的接入，只显示名称，由对方修改。" in page
    assert "这个网站还有其他接入服务商的接入，不能由贵公司删除。" in page


def test_page_lets_a_sole_provider_delete_the_website(client: Client) -> None:
    filing, _ = own_filing(client)
    assert f'href="{pages(filing)["website-delete"]}"' in text(client, pages(filing)["correct"])


def test_page_says_what_is_wrong_and_where_but_nothing_of_others_accesses(client: Client) -> None:
    filing, _ = shared_filing(client)
    Entity.objects.update(address="")
    Access.objects.filter(pk=access_of(filing, 1).pk).update(method=None)
    page = text(client, pages(filing)["correct"])
    assert f'href="/filing/{filing.uid}/entity/#id_address">' in page
    assert "请选择接入方式。" not in page
    assert "其他接入服务商的接入信息里还有 1 处需要补充或修改，由对方修改。" in page


@pytest.mark.parametrize(
    "name", ["entity", "website-edit", "access-add", "access-edit", "access-delete", "website-delete"]
)
def test_form_asks_for_a_reason_last(client: Client, name: str) -> None:
    filing, _ = own_filing(client)
    page = text(client, pages(filing)[name])
    assert "代网站主办者修改；修改前后的内容会留存，并通知主办者。" in page
    assert (
        page.rindex('name="reason"') > page.rindex('type="hidden" name="version"')
        if name != "access-add"
        else True
    )
    after = page.partition('name="reason"')[2]
    assert after.index('class="actions"') < after.index("</form>")
    assert after.count("<textarea") == after.count("<select") == 0


@pytest.mark.parametrize("name", FORMS)
def test_save_without_a_reason_keeps_what_was_typed_and_saves_nothing(client: Client, name: str) -> None:
    filing, _ = own_filing(client)
    before = all_rows()
    for reason in ("", "   ", "长" * 501):
        typed = FORMS[name] | {"remarks": "新的备注", "ranges": "1.1.1.77", "version": "2", "reason": reason}
        answer = client.post(pages(filing)[name], typed)
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "<title>错误：" in page
        assert "新的备注" in page or "1.1.1.77" in page
        assert 'href="#id_reason"' in page
    assert all_rows() == before


def test_save_of_the_entity_leaves_an_event_and_one_message(client: Client) -> None:
    filing, staff = own_filing(client)
    told = OutboxMessage.objects.filter(user=filing.owner).count()
    answer = client.post(pages(filing)["entity"], MOVED)
    assert answer["Location"] == f"/desk/{filing.uid}/correct/"
    event = filing.events.get(action="correct")
    assert (event.actor, event.on_behalf_of, event.opinion, event.paths) == (
        staff,
        filing.owner,
        "门牌号有误，已与主办者核对",
        ["entity.address"],
    )
    # One message, by SMS and by mail.
    assert OutboxMessage.objects.filter(user=filing.owner).count() == told + 2
    assert "主体信息已保存，并已通知主办者。" in text(client, pages(filing)["correct"])


def test_save_of_website_and_access_leads_back_to_the_page(client: Client) -> None:
    filing, _ = own_filing(client)
    address = pages(filing)
    website = WEBSITE | REASON | {"remarks": "核对后补充", "version": "1"}
    assert client.post(address["website-edit"], website)["Location"] == address["correct"]
    access = ACCESS | REASON | {"ranges": "1.1.1.9", "version": "1"}
    assert client.post(address["access-edit"], access)["Location"] == address["correct"]
    added = ACCESS | REASON | {"ranges": "1.1.1.10"}
    assert client.post(address["access-add"], added)["Location"] == address["correct"]
    site = read_document(filing).websites[0]
    assert site.remarks == "核对后补充"
    assert [(a.provider_id, a.ranges) for a in site.accesses] == [
        (provider().pk, (("1.1.1.9", "1.1.1.9"),)),
        (provider().pk, (("1.1.1.10", "1.1.1.10"),)),
    ]


@pytest.mark.parametrize("name", FORMS)
def test_save_that_changes_nothing_leaves_no_trace(client: Client, name: str) -> None:
    filing, _ = own_filing(client)
    before = all_rows()
    version = "2" if name == "entity" else "1"
    answer = client.post(pages(filing)[name], FORMS[name] | REASON | {"version": version})
    assert answer["Location"] == pages(filing)["correct"]
    assert all_rows() == before
    assert "没有改动，没有保存。" in text(client, pages(filing)["correct"])


def test_province_is_shown_fixed_and_a_forged_one_passed_over(client: Client) -> None:
    filing, _ = own_filing(client)
    page = text(client, pages(filing)["entity"])
    assert "提交后不能变更所在省（1046）" in page
    select = page[page.index('<select name="province"') :]
    assert " disabled" in select[: select.index(">")]
    forged = MOVED | {"province": "310000"}
    assert client.post(pages(filing)["entity"], forged).status_code == 303
    assert Entity.objects.get().province == "110000"


def test_stale_version_keeps_what_was_typed(client: Client) -> None:
    filing, staff = own_filing(client)
    values = cast.documents.valid_entity(address="先到的地址1号")
    actions.save_entity(staff, filing.uid, values, 2, "先改")
    before = all_rows()
    answer = client.post(pages(filing)["entity"], MOVED)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "北京市海淀区示例路2号201室" in page
    assert "现在保存的内容：先到的地址1号" in page
    assert "门牌号有误，已与主办者核对" in page
    assert all_rows() == before


def test_domain_that_another_holds_is_refused_at_the_field(client: Client) -> None:
    site = {"domains": ("taken-demo.test",), "home_url": "www.taken-demo.test", "name": "示例零二科技"}
    cast.submitted(cast.owner("other", 2), entity={"document_number": "93440305FAKE10027Q"}, **site)
    filing, _ = own_filing(client)
    before = all_rows()
    typed = WEBSITE | REASON | {"domains": "beian-demo.test\ntaken-demo.test", "version": "1"}
    answer = client.post(pages(filing)["website-edit"], typed)
    assert answer.status_code == 200
    assert "1005 域名冲突" in answer.content.decode()
    assert 'id="id_domains_error"' in answer.content.decode()
    assert all_rows() == before


def test_statement_that_service_ended_survives_the_form(client: Client) -> None:
    filing, _ = own_filing(client)
    Website.objects.update(service_ended=True)
    assert "接入服务商声明，这个网站已经终止服务。" in text(client, pages(filing)["website-edit"])
    typed = WEBSITE | REASON | {"remarks": "核对后补充", "version": "1"}
    assert client.post(pages(filing)["website-edit"], typed).status_code == 303
    assert site_of(filing).service_ended
    stale = client.post(pages(filing)["website-edit"], typed).content.decode()
    assert "终止服务声明" not in stale


@pytest.mark.parametrize("websites", [1, 3])
def test_page_costs_the_same_however_many_websites(
    client: Client, websites: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    who, (first, staff) = cast.owner(), cast.provider_with_staff()
    draft = cast.draft(who)
    for number in range(2, websites + 1):
        name = f"beian-demo{number}.test"
        values = cast.documents.valid_website(
            name=f"示例零{number}网站", home_url=f"www.{name}", domains=(name,)
        )
        row = actions.add_website(who, draft.uid, values)
        access = cast.documents.valid_access(provider_id=first.pk, ranges=((f"1.1.2.{number}",) * 2,))
        actions.add_access(who, draft.uid, row.pk, access)
    draft.refresh_from_db()
    filing: Filing = actions.submit(who, draft.uid, draft.version)
    sign_in(client, staff)
    with django_assert_num_queries(19):
        page = text(client, f"/desk/{filing.uid}/correct/")
    assert page.count("添加接入</a>") == websites
    assert FilingEvent.objects.count() == 1
