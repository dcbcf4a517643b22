"""One filing on the provider desk."""

from typing import Any

import pytest
from django.test import Client

from filings import actions
from filings.actions.case import Reason
from filings.models import Filing, FilingView, ReasonCode
from tests.factories import make_user, sign_in
from tests.filings import cast, documents

pytestmark = pytest.mark.django_db


def page_of(client: Client, filing: Filing) -> str:
    answer = client.get(f"/desk/{filing.uid}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_page_is_cut_to_what_the_provider_may_see_and_logged(client: Client) -> None:
    (first, staff), (second, _) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    filing = cast.submitted(cast.owner(), first, second)
    page = page_of(sign_in(client, staff), filing)
    assert "1.1.1.1" in page
    assert "北京清源数据科技有限公司" in page
    assert "1.1.1.2" not in page
    row = FilingView.objects.get()
    assert (row.filing, row.viewer, row.viewer_role, row.what) == (filing, staff, "provider", "open")


def test_old_address_leads_to_the_page_and_is_logged_once(client: Client) -> None:
    _, staff = cast.provider_with_staff()
    filing = cast.submitted(cast.owner())
    answer = sign_in(client, staff).get(f"/browse/{filing.uid}/", follow=True)
    assert answer.redirect_chain == [(f"/desk/{filing.uid}/", 302)]
    assert FilingView.objects.count() == 1


def test_page_says_what_may_be_edited_and_links_to_it(client: Client) -> None:
    (first, staff), (second, _) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    filing = cast.submitted(cast.owner(), first, second)
    site = filing.websites.get()
    mine, others = site.accesses.get(provider=first), site.accesses.get(provider=second)
    page = page_of(sign_in(client, staff), filing)
    assert "<dt>ICP备案主体信息</dt><dd>可以代为修改</dd>" in page
    assert "<dt>网站 1：示例零一科技，接入 1</dt><dd>可以代为修改</dd>" in page
    assert "<dt>网站 1：示例零一科技，接入 2</dt><dd>不能修改，由这条接入的服务商负责" in page
    assert f"/access/{mine.pk}/" in page
    assert f"/access/{others.pk}/" not in page


def test_page_offers_the_verdicts_with_what_was_shown(client: Client) -> None:
    provider, staff = cast.provider_with_staff()
    filing = cast.submitted(cast.owner())
    page = page_of(sign_in(client, staff), filing)
    seen = f"seen={cast.shown_to(filing, provider)}&amp;version={filing.version}"
    assert f'href="/desk/{filing.uid}/verify/?{seen}">核实通过</a>' in page
    assert f'href="/desk/{filing.uid}/decline/?{seen}">不予核实</a>' in page
    assert "/resubmit/" not in page
    assert "现在没有贵公司要做的事" not in page


def test_page_says_why_there_is_no_verdict(client: Client) -> None:
    _, staff = cast.provider_with_staff()
    filing = cast.arrived(cast.owner())
    page = page_of(sign_in(client, staff), filing)
    assert f"/desk/{filing.uid}/verify/" not in page
    assert "<p>现在没有贵公司要做的事。</p>" in page
    assert "这件申请现在的状态是“待管局审核”，不能“核实通过”。" in page
    assert "这件申请现在的状态是“待管局审核”，不能“不予核实”。" in page
    assert "这件申请现在的状态是“待管局审核”，内容已经锁定，任何人都不能修改。" in page


def test_page_of_a_provider_that_has_verified(client: Client) -> None:
    (first, staff), (second, _) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    filing = cast.submitted(cast.owner(), first, second)
    actions.verify(staff, filing.uid, cast.shown_to(filing, first))
    page = page_of(sign_in(client, staff), filing)
    assert "“核实通过”只能由尚未核实完的接入服务商来做。" in page
    assert "贵公司已经核实过，现在不能修改。" in page
    assert "不予核实</a>" in page


@pytest.fixture
def returned() -> Filing:
    """Returned for the entity's address and the first provider's addresses; both providers are asked again."""
    (first, _), (second, _) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    filing = cast.arrived(cast.owner(), first, second)
    access = filing.websites.get().accesses.get(provider=first)
    ReasonCode.objects.create(code="demo-address", version=9, title="通信地址不详细", text="请写到门牌号。")
    reasons = [
        Reason("demo-address", "entity.address", "没有写到门牌号。", "请补充楼号。"),
        Reason("other", f"access:{access.pk}.ranges", "地址不在贵公司的范围内。"),
    ]
    return actions.return_for_correction(cast.reviewer(), filing.uid, filing.version, reasons)


def test_returned_filing_shows_what_to_mend_with_links(client: Client, returned: Filing) -> None:
    first, staff = cast.provider_with_staff()
    access = returned.websites.get().accesses.get(provider=first)
    page = page_of(sign_in(client, staff), returned)
    assert "管局退回，请逐项修改" in page
    assert f'<a href="/filing/{returned.uid}/entity/#id_address">主体：通信地址</a>' in page
    assert (
        f'<a href="/filing/{returned.uid}/access/{access.pk}/#id_ranges">网站“示例零一科技”的接入 1：' in page
    )
    assert "<dt>理由</dt><dd>通信地址不详细</dd>" in page
    assert "<dt>说明</dt><dd>没有写到门牌号。</dd>" in page
    assert "<dt>修改建议</dt><dd>请补充楼号。</dd>" in page
    assert page.count(">待修改</span>") == 2
    assert f"/desk/{returned.uid}/resubmit/?seen=" in page


def test_what_was_mended_is_marked(client: Client, returned: Filing) -> None:
    _, staff = cast.provider_with_staff()
    entity = documents.valid_entity(address="北京市海淀区示例路2号201室")
    actions.save_entity(staff, returned.uid, entity, returned.entity.version, "补充楼号")
    page = page_of(sign_in(client, staff), returned)
    assert (page.count(">已改过</span>"), page.count(">待修改</span>")) == (1, 1)


def test_fault_in_another_providers_access_is_not_shown(client: Client, returned: Filing) -> None:
    _, other = cast.provider_with_staff(1)
    page = page_of(sign_in(client, other), returned)
    assert "主体：通信地址" in page
    assert "地址不在贵公司的范围内。" not in page


def test_correct_button_needs_its_page(client: Client) -> None:
    _, staff = cast.provider_with_staff()
    filing = cast.submitted(cast.owner())
    assert ">代为修改</a>" not in page_of(sign_in(client, staff), cast.verified(filing))


@pytest.mark.parametrize("role", ["owner", "reviewer", "ministry", "admin"])
def test_page_is_for_providers(client: Client, role: str) -> None:
    filing = cast.submitted(cast.owner())
    who = filing.owner if role == "owner" else make_user("somebody", role)
    assert sign_in(client, who).get(f"/desk/{filing.uid}/").status_code == 404


def test_filing_of_others_and_one_left_a_second_ago_are_not_there(client: Client) -> None:
    (first, staff), (second, other) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    filing = cast.submitted(cast.owner(), first, second)
    site = filing.websites.get()
    access = site.accesses.get(provider=first)
    sign_in(client, staff)
    assert client.get(f"/desk/{filing.uid}/").status_code == 200
    actions.delete_access(staff, filing.uid, access.pk, access.version, "不再提供接入")
    for path in ("", "verify/", "decline/", "resubmit/"):
        assert client.get(f"/desk/{filing.uid}/{path}").status_code == 404
    assert sign_in(Client(), other).get(f"/desk/{filing.uid}/").status_code == 200


def test_page_escapes_what_people_wrote(client: Client) -> None:
    _, staff = cast.provider_with_staff()
    filing = cast.submitted(cast.owner(), entity={"remarks": "<script>alert(1)</script>"})
    assert "<script>alert" not in page_of(sign_in(client, staff), filing)


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_the_same_queries_for_any_number_of_websites(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    provider, staff = cast.provider_with_staff()
    who = cast.owner()
    draft = cast.draft(who)
    for number in range(1, count):
        name = f"example{number}.test"
        values = documents.valid_website(name=f"示例零{number}", domains=(name,), home_url=f"www.{name}")
        site = actions.add_website(who, draft.uid, values)
        access = documents.valid_access(
            provider_id=provider.pk, ranges=((f"1.1.2.{number}", f"1.1.2.{number}"),)
        )
        actions.add_access(who, draft.uid, site.pk, access)
    draft.refresh_from_db()
    filing = actions.submit(who, draft.uid, draft.version)
    sign_in(client, staff)
    with django_assert_num_queries(26):
        assert page_of(client, filing).count('<h2 id="website-') == count
