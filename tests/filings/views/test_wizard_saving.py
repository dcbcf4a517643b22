"""Saving and deleting the sections of a draft: versions, conflicts, and the search for a provider without script."""

import re

import pytest
from django.test import Client

from filings import actions
from filings.models import Access, Entity, Filing, FilingEvent, Website
from filings.queries import read_document
from tests.factories import make_provider
from tests.filings.forms.typed import ACCESS, ENTITY, WEBSITE
from tests.filings.views.wizard_pages import addresses, signed_in_draft

pytestmark = pytest.mark.django_db


def test_entity_saved_in_two_tabs_tells_the_second_and_keeps_its_text(client: Client) -> None:
    _, filing = signed_in_draft(client)
    address = addresses(filing)["entity"]
    assert client.post(address, ENTITY | {"address": "先到的地址1号", "version": "2"}).status_code == 303
    late = client.post(address, ENTITY | {"address": "后到的地址2号", "version": "2"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "后到的地址2号" in page
    assert "现在保存的内容：先到的地址1号" in page
    assert 'name="version" value="3"' in page
    assert "<title>错误：" in page
    assert Entity.objects.get().address == "先到的地址1号"
    assert client.post(address, ENTITY | {"address": "后到的地址2号", "version": "3"}).status_code == 303
    assert Entity.objects.get().address == "后到的地址2号"


@pytest.mark.parametrize("version", ["", "0", "-1", "x", "9" * 30, "１"])
@pytest.mark.parametrize("page", ["entity", "website-edit", "website-delete", "access-edit", "access-delete"])
def test_save_without_the_right_version_changes_nothing(page: str, version: str, client: Client) -> None:
    _, filing = signed_in_draft(client)
    before = read_document(filing)
    data = ENTITY | WEBSITE | ACCESS | {"remarks": "迟到的文字", "version": version}
    answer = client.post(addresses(filing)[page], data)
    assert answer.status_code == 409
    assert "您看到的不是最新内容" in answer.content.decode()
    assert read_document(filing) == before


def pairs_of(page: str) -> list[tuple[str, str]]:
    return re.findall(r"<dt>([^<]*)</dt>\s*<dd>([^<]*)</dd>", page)


def test_text_sent_too_late_stands_under_the_labels_of_its_own_form(client: Client) -> None:
    who, filing = signed_in_draft(client)
    actions.submit(who, filing.uid, filing.version)
    website = client.post(
        addresses(filing)["website-add"], WEBSITE | {"name": "晚到的网站", "remarks": "备注甲"}
    )
    assert website.status_code == 409
    shown = pairs_of(website.content.decode())
    assert ("网站名称", "晚到的网站") in shown
    assert ("备注", "备注甲") in shown
    assert "主办单位名称" not in dict(shown)
    entity = client.post(addresses(filing)["entity"], ENTITY | {"name": "晚到的公司"}).content.decode()
    assert ("主办单位名称", "晚到的公司") in pairs_of(entity)
    assert "网站名称" not in dict(pairs_of(entity))
    access = client.post(addresses(filing)["access-add"], ACCESS).content.decode()
    assert {"网站接入服务提供者名称", "IP地址"} >= set(dict(pairs_of(access))) > set()


@pytest.mark.parametrize("page", ["entity", "website-edit", "access-add", "summary"])
def test_form_of_a_draft_thrown_away_meanwhile_is_not_said_to_be_submitted(page: str, client: Client) -> None:
    who, filing = signed_in_draft(client)
    address = addresses(filing)[page]
    actions.discard(who, filing.uid)
    answer = client.post(address, ENTITY | {"version": str(filing.version)})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "这份草稿已经删除，没有提交。" in text
    assert "已经提交" not in text
    assert '<a class="btn btn-primary" href="/filing/">信息录入</a>' in text
    filing.refresh_from_db()
    assert (filing.state, filing.receipt_number) == ("discarded", None)


def test_form_of_a_filing_withdrawn_meanwhile_is_told_so(client: Client) -> None:
    who, filing = signed_in_draft(client)
    address = addresses(filing)["entity"]
    filing = actions.submit(who, filing.uid, filing.version)
    assert "这件申请已经提交，不能再自行修改" in client.post(address, ENTITY).content.decode()
    actions.withdraw(who, filing.uid, filing.version)
    text = client.post(address, ENTITY).content.decode()
    assert "这件申请现在的状态是“已撤回”，不能修改。" in text
    assert "代为修改" not in text


def test_summary_refuses_a_stale_version_and_submits_nothing(client: Client) -> None:
    _, filing = signed_in_draft(client)
    answer = client.post(addresses(filing)["summary"], {"version": str(filing.version - 1)})
    assert answer.status_code == 409
    assert f'name="version" value="{filing.version}"' in answer.content.decode()
    filing.refresh_from_db()
    assert (filing.state, filing.receipt_number) == ("draft", None)


def test_summary_names_each_problem_with_a_link_to_its_place(client: Client) -> None:
    _, filing = signed_in_draft(client)
    Entity.objects.update(address="")
    Access.objects.all().delete()
    site = Website.objects.get()
    page = client.get(f"/filing/{filing.uid}/summary/").content.decode()
    assert "还不能提交" in page
    assert f'href="/filing/{filing.uid}/entity/#id_address"' in page
    assert f'href="/filing/{filing.uid}/website/{site.pk}/accesses/"' in page
    filing.refresh_from_db()
    late = client.post(f"/filing/{filing.uid}/summary/", {"version": str(filing.version)})
    assert late.status_code == 409
    assert "还有 2 处需要补充或修改" in late.content.decode()
    assert Filing.objects.get().state == "draft"


def test_narrow_shows_the_form_again_and_saves_nothing(client: Client) -> None:
    _, filing = signed_in_draft(client)
    data = ENTITY | {"name": "改到一半", "province": "440000", "city": "", "narrow": "1", "version": "2"}
    page = client.post(addresses(filing)["entity"], data).content.decode()
    assert "改到一半" in page
    assert "广州市" in page
    assert 'name="version" value="2"' in page
    assert "<title>错误：" not in page
    assert Entity.objects.get().name == "示例零一科技有限公司"


def test_website_added_shows_on_its_card_what_is_missing(client: Client) -> None:
    _, filing = signed_in_draft(client)
    data = WEBSITE | {"name": "示例商城", "home_url": "shop-demo.test", "domains": "shop-demo.test"}
    assert client.post(addresses(filing)["website-add"], data).status_code == 303
    page = client.get(addresses(filing)["websites"]).content.decode()
    assert "已填完" in page
    assert "还没有接入信息" in page
    Website.objects.filter(name="示例商城").update(home_url="", person_name="")
    assert "还有 3 处要补充" in client.get(addresses(filing)["websites"]).content.decode()


def test_website_with_a_domain_of_the_same_draft_is_refused_at_the_field(client: Client) -> None:
    _, filing = signed_in_draft(client)
    answer = client.post(addresses(filing)["website-add"], WEBSITE)
    assert answer.status_code == 200
    assert "已经填过同一个域名" in answer.content.decode()
    assert Website.objects.count() == 1


def test_access_sent_twice_is_kept_once(client: Client) -> None:
    _, filing = signed_in_draft(client)
    address = addresses(filing)["access-add"]
    typed = ACCESS | {"ranges": "1.1.1.9", "provider_name": "北京云桥科技有限公司"}
    assert client.post(address, typed).status_code == 303
    again = client.post(address, typed)
    assert again.status_code == 200
    assert "这个网站已经有一条完全相同的接入信息，没有再添加一条。" in again.content.decode()
    assert Access.objects.filter(ranges__start="1.1.1.9").count() == 1
    other = client.post(address, typed | {"ranges": "1.1.1.9-1.1.1.10"})
    assert other.status_code == 303
    assert Access.objects.count() == 3


def test_website_and_access_are_deleted_after_a_question(client: Client) -> None:
    _, filing = signed_in_draft(client)
    pages = addresses(filing)
    assert "确定删除" in client.get(pages["access-delete"]).content.decode()
    assert client.post(pages["access-delete"], {"version": "1"}).status_code == 303
    assert Access.objects.count() == 0
    assert client.post(pages["website-delete"], {"version": "1"}).status_code == 303
    assert Website.objects.count() == 0
    assert client.post(pages["website-delete"], {"version": "1"}).status_code == 409


def test_draft_is_discarded_after_a_question(client: Client) -> None:
    _, filing = signed_in_draft(client)
    pages = addresses(filing)
    assert "确定删除这份草稿吗" in client.get(pages["discard"]).content.decode()
    assert client.post(pages["discard"])["Location"] == "/filing/"
    filing.refresh_from_db()
    assert filing.state == "discarded"
    assert client.get(pages["entity"])["Location"] == "/filing/"
    again = client.post(pages["discard"], follow=True)
    assert again.redirect_chain == [("/filing/", 303)]
    assert "草稿已删除。" in again.content.decode()
    assert FilingEvent.objects.filter(action="discard").count() == 1


def test_provider_search_without_script_keeps_what_was_typed(client: Client) -> None:
    _, filing = signed_in_draft(client)
    address = addresses(filing)["access-add"]
    typed = ACCESS | {"provider_name": "清源", "ranges": "1.1.1.7"}
    other = make_provider("北京清源数据科技有限公司")
    page = client.post(address, typed | {"action": "search"}).content.decode()
    assert f'value="{other.pk}"' in page
    assert "1.1.1.7" in page
    page = client.post(address, typed | {"action": "choose"}).content.decode()
    assert "请先在名单中选择一家，再点“确定”。" in page
    page = client.post(address, typed | {"action": "choose", "provider": other.pk}).content.decode()
    assert 'value="北京清源数据科技有限公司"' in page
    assert "1.1.1.7" in page
    assert Access.objects.count() == 1


@pytest.mark.parametrize("keywords", ["", "a", "%", "一 二 三", "\x00", "\ue000", "没有这家"])
def test_provider_search_without_script_says_what_is_wrong_with_the_keywords(
    keywords: str, client: Client
) -> None:
    _, filing = signed_in_draft(client)
    answer = client.post(
        addresses(filing)["access-add"], ACCESS | {"provider_name": keywords, "action": "search"}
    )
    assert answer.status_code == 200
    assert 'role="status"' in answer.content.decode()
    assert 'type="radio"' not in answer.content.decode()


def test_provider_that_was_ticked_stays_ticked_in_the_list_without_script(client: Client) -> None:
    _, filing = signed_in_draft(client)
    ticked, other = (make_provider(f"北京清源{word}科技有限公司") for word in ("数据", "网络"))
    typed = ACCESS | {"provider_name": "清源", "action": "search", "provider": ticked.pk}
    page = client.post(addresses(filing)["access-add"], typed).content.decode()
    radios = {place: page.partition(f'value="{place.pk}"')[2].partition(">")[0] for place in (ticked, other)}
    assert " checked" in radios[ticked]
    assert " checked" not in radios[other]


def test_provider_list_turns_its_pages(client: Client) -> None:
    _, filing = signed_in_draft(client)
    for number in range(25):
        make_provider(f"上海示例{number:02}信息技术有限公司", "310000")
    typed = ACCESS | {"provider_name": "上海示例"}
    first = client.post(addresses(filing)["access-add"], typed | {"action": "search"}).content.decode()
    assert "第 1 页，共 2 页" in first
    second = client.post(addresses(filing)["access-add"], typed | {"page": "2"}).content.decode()
    assert "上海示例24信息技术有限公司" in second


def test_access_with_a_forged_provider_is_refused_at_the_field(client: Client) -> None:
    _, filing = signed_in_draft(client)
    suspended = make_provider("北京停用科技有限公司", is_active=False)
    for provider, name in ((suspended.pk, suspended.name), (999_999, "北京云桥科技有限公司")):
        answer = client.post(
            addresses(filing)["access-add"], ACCESS | {"provider": provider, "provider_name": name}
        )
        assert answer.status_code == 200
        assert 'id="id_provider_name_error"' in answer.content.decode()
    assert Access.objects.count() == 1
