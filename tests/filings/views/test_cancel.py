"""注销网站申请 and 注销主体申请: form, draft, the page that asks, 完成, and every refusal."""

import datetime
from typing import Any

import pytest
from django.test import Client

from accounts.models import OutboxMessage, User
from filings import actions
from filings.actions.opening import Terms
from filings.models import Filing, FilingEvent, RegisteredEntity, RegisteredWebsite
from icpportal.core.errors import Refused
from tests.factories import PASSWORD, sign_in
from tests.filings import cast

pytestmark = pytest.mark.django_db
WEBSITE, ENTITY = "/cancel/website/", "/cancel/entity/"
DAY = datetime.date(2026, 12, 31)


@pytest.fixture
def entity() -> RegisteredEntity:
    return cast.registered(cast.owner())


@pytest.fixture
def browser(entity: RegisteredEntity) -> Client:
    return sign_in(Client(), entity.owner)


def typed(entity: RegisteredEntity | None = None, **changes: Any) -> dict[str, Any]:
    values = {"statement": "网站已关闭", "effective_on": "2026-12-31", "version": "", "action": "next"}
    if entity is not None:
        values["website"] = str(entity.websites.order_by("site_no")[0].pk)
    return values | changes


def page_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def draft_of(owner: User, kind: str = "cancel_website") -> Filing:
    return Filing.objects.get(owner=owner, kind=kind, state="draft")


def ready(entity: RegisteredEntity, kind: str = "cancel_website") -> Filing:
    website = entity.websites.get() if kind == "cancel_website" else None
    terms = Terms(DAY, "网站已关闭")
    return actions.open_draft(entity.owner, kind, entity=entity, website=website, terms=terms)


def traces() -> tuple[Any, ...]:
    return (
        list(Filing.objects.order_by("pk").values_list("state", "version", "receipt_number")),
        list(RegisteredWebsite.objects.values_list("status", flat=True)),
        FilingEvent.objects.count(),
        OutboxMessage.objects.count(),
    )


def test_form_offers_the_registered_websites(entity: RegisteredEntity, browser: Client) -> None:
    page = page_of(browser, WEBSITE)
    assert f"{entity.number}-1 示例零一科技（beian-demo.test）" in page
    assert 'type="radio"' in page
    assert not Filing.objects.filter(state="draft").exists()


def test_website_is_cancelled_from_the_form_to_the_receipt(entity: RegisteredEntity, browser: Client) -> None:
    answer = browser.post(WEBSITE, typed(entity))
    draft = draft_of(entity.owner)
    assert (answer.status_code, answer["Location"]) == (303, f"/cancel/{draft.uid}/")
    page = page_of(browser, f"/cancel/{draft.uid}/")
    for text in (
        f"{entity.number}-1",
        "beian-demo.test",
        "网站已关闭",
        "2026年12月31日",
        "注销不能恢复。",
        "这是主体名下最后一个网站。",
        "成为空壳主体",
        entity.websites.get().certificates.get().serial,
    ):
        assert text in page
    confirm = {"version": draft.version, "current": PASSWORD}
    answer = browser.post(f"/cancel/{draft.uid}/", confirm)
    assert (answer.status_code, answer["Location"]) == (303, f"/filing/{draft.uid}/done/")
    draft.refresh_from_db()
    assert (draft.state, draft.target_website, draft.effective_on) == (
        "authority_review",
        entity.websites.get(),
        DAY,
    )
    receipt = page_of(browser, f"/filing/{draft.uid}/done/")
    assert str(draft.receipt_number) in receipt
    assert "省通信管理局在 20 个工作日内审核" in receipt
    assert "接入服务商核实" not in receipt
    before = traces()
    assert browser.post(f"/cancel/{draft.uid}/", confirm)["Location"] == f"/filing/{draft.uid}/done/"
    assert traces() == before


def test_entity_lists_all_that_goes(entity: RegisteredEntity, browser: Client) -> None:
    cast.website_added(entity.owner, 2)
    page = page_of(browser, ENTITY)
    assert f"网站 {entity.number}-1" in page
    assert "beian-demo-0002.test" in page
    browser.post(ENTITY, typed())
    draft = draft_of(entity.owner, "cancel_entity")
    page = page_of(browser, f"/cancel/{draft.uid}/")
    assert "主体和它的全部网站一起注销，一个也不保留。" in page
    browser.post(f"/cancel/{draft.uid}/", {"version": draft.version, "current": PASSWORD})
    draft.refresh_from_db()
    assert (draft.state, draft.target_website) == ("authority_review", None)


def test_other_websites_stay_is_said(entity: RegisteredEntity, browser: Client) -> None:
    cast.website_added(entity.owner, 2)
    browser.post(WEBSITE, typed(entity))
    page = page_of(browser, f"/cancel/{draft_of(entity.owner).uid}/")
    assert f"主体 {entity.number} 和其余 1 个网站继续有效。" in page
    assert "空壳" not in page


def test_half_typed_form_is_kept_and_can_be_thrown_away(entity: RegisteredEntity, browser: Client) -> None:
    answer = browser.post(WEBSITE, {"statement": "网站已关闭", "version": "", "action": "next"})
    page = answer.content.decode()
    assert "请选择要注销的网站。" in page
    assert "请填写终止服务日期。" in page
    draft = draft_of(entity.owner)
    assert f'name="version" value="{draft.version}"' in page
    assert "网站已关闭" in page_of(browser, WEBSITE)
    assert browser.get(f"/cancel/{draft.uid}/")["Location"] == WEBSITE
    page_of(browser, f"/cancel/{draft.uid}/discard/")
    assert browser.post(f"/cancel/{draft.uid}/discard/")["Location"] == WEBSITE
    draft.refresh_from_db()
    assert draft.state == "discarded"
    assert "网站已关闭" not in page_of(browser, WEBSITE)


def test_save_stays_on_the_form(entity: RegisteredEntity, browser: Client) -> None:
    answer = browser.post(WEBSITE, typed(entity, action="save", effective_on=""))
    assert (answer.status_code, answer["Location"]) == (303, WEBSITE)
    assert draft_of(entity.owner).statement == "网站已关闭"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"effective_on": "明天"}, "日期请写成2026-01-02或2026年1月2日的样子。"),
        ({"statement": "长" * 501}, "最多 500 个字，请删减。"),
        ({"website": "999999"}, "请从列表中选择一项。"),
        ({"website": "\x00"}, "请从列表中选择一项。"),
    ],
)
def test_bad_input_gets_a_sentence_and_saves_nothing(
    entity: RegisteredEntity, browser: Client, changes: dict[str, str], sentence: str
) -> None:
    before = traces()
    answer = browser.post(WEBSITE, typed(entity, **changes))
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert traces() == before


def test_website_of_another_owner_cannot_be_chosen(entity: RegisteredEntity, browser: Client) -> None:
    theirs = cast.registered(
        cast.owner("other", 2),
        entity={"document_number": "93440305FAKE10027Q"},
        domains=("example.net",),
        home_url="www.example.net",
        name="示例零三科技",
    )
    before = traces()
    answer = browser.post(WEBSITE, typed(theirs))
    assert "请从列表中选择一项。" in answer.content.decode()
    draft = actions.open_draft(entity.owner, "cancel_website", entity=entity)
    with pytest.raises(Refused):
        actions.save_cancellation(entity.owner, draft.uid, draft.version, theirs.websites.get(), Terms())
    Filing.objects.filter(state="draft").update(state="discarded")
    assert traces()[1:] == before[1:]


def test_wrong_password_changes_nothing(entity: RegisteredEntity, browser: Client) -> None:
    draft = ready(entity)
    before = traces()
    for password, sentence in (("wrong", "当前密码不正确，请重新填写。"), ("", "请填写当前密码。")):
        answer = browser.post(f"/cancel/{draft.uid}/", {"version": draft.version, "current": password})
        assert answer.status_code == 200
        assert sentence in answer.content.decode()
    assert traces() == before


def test_wrong_passwords_are_limited(entity: RegisteredEntity, browser: Client, settings: Any) -> None:
    settings.LOGIN_TRIES_PER_ACCOUNT = 2
    draft = ready(entity)
    before = traces()
    answers = [
        browser.post(f"/cancel/{draft.uid}/", {"version": draft.version, "current": text})
        for text in ("wrong", "wrong", PASSWORD)
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert "操作过于频繁" in answers[2].content.decode()
    assert answers[2]["Retry-After"]
    assert traces() == before


@pytest.mark.parametrize("version", ["", "0", "99", "abc", "9" * 30])
def test_stale_confirm_page_changes_nothing(entity: RegisteredEntity, browser: Client, version: str) -> None:
    draft = ready(entity)
    before = traces()
    answer = browser.post(f"/cancel/{draft.uid}/", {"version": version, "current": PASSWORD})
    assert answer.status_code == 409
    assert "您看到的不是最新内容" in answer.content.decode()
    assert f'name="version" value="{draft.version}"' in answer.content.decode()
    assert traces() == before


def test_stale_form_overwrites_nothing_and_keeps_what_was_typed(
    entity: RegisteredEntity, browser: Client
) -> None:
    draft = ready(entity)
    before = traces()
    answer = browser.post(WEBSITE, typed(entity, statement="另一个页面里写的"))
    assert answer.status_code == 409
    assert "另一个页面里写的" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.statement == "网站已关闭"
    assert traces() == before


@pytest.mark.parametrize(
    ("under_way", "address", "sentence"),
    [
        ("cancel_website", WEBSITE, "这个网站的注销正在办理，无需重复提交（1030）。"),
        ("cancel_website", ENTITY, "网站正在注销中，不允许注销主体（1043）。"),
        ("cancel_entity", WEBSITE, "主体正在注销中，不允许注销网站（1042）。"),
        ("cancel_entity", ENTITY, "主体注销正在办理，无需重复提交（1027）。"),
    ],
)
def test_what_is_under_way_is_said_with_a_link(
    entity: RegisteredEntity, browser: Client, under_way: str, address: str, sentence: str
) -> None:
    draft = ready(entity, under_way)
    filing = actions.submit(entity.owner, draft.uid, draft.version)
    before = traces()
    page = page_of(browser, address)
    assert sentence in page
    assert f'href="/progress/{filing.uid}/"' in page
    answer = browser.post(address, typed(entity, statement="写好的理由"))
    assert answer.status_code == 409
    assert "写好的理由" in answer.content.decode()
    assert traces() == before


def test_another_filing_open_blocks_a_draft_at_its_confirm_page(
    entity: RegisteredEntity, browser: Client
) -> None:
    draft = ready(entity)
    other = cast.new_website(entity.owner, 2)
    actions.submit(entity.owner, other.uid, other.version)
    before = traces()
    assert browser.get(f"/cancel/{draft.uid}/")["Location"] == WEBSITE
    answer = browser.post(f"/cancel/{draft.uid}/", {"version": draft.version, "current": PASSWORD})
    assert answer.status_code == 409
    assert "1017 备案变更中" in answer.content.decode()
    assert f'href="/progress/{other.uid}/"' in answer.content.decode()
    assert "1017 备案变更中" in page_of(browser, WEBSITE)
    assert traces() == before


def test_cancelled_website_1050(entity: RegisteredEntity, browser: Client) -> None:
    cast.website_added(entity.owner, 2)
    draft = actions.open_draft(entity.owner, "cancel_website", entity=entity)
    first = entity.websites.order_by("site_no")[0]
    draft = actions.save_cancellation(entity.owner, draft.uid, draft.version, first, Terms(DAY, "网站已关闭"))
    RegisteredWebsite.objects.filter(pk=first.pk).update(status="cancelled")
    before = traces()
    sentence = "这个网站已注销，不能再办理（1050）。"
    assert browser.get(f"/cancel/{draft.uid}/")["Location"] == WEBSITE
    answer = browser.post(f"/cancel/{draft.uid}/", {"version": draft.version, "current": PASSWORD})
    assert (answer.status_code, sentence in answer.content.decode()) == (409, True)
    answer = browser.post(WEBSITE, typed(entity, website=str(first.pk), version=str(draft.version)))
    assert (answer.status_code, sentence in answer.content.decode()) == (200, True)
    assert traces() == before


def test_cancelled_entity_1049(entity: RegisteredEntity, browser: Client) -> None:
    RegisteredEntity.objects.update(status="cancelled")
    for address in (WEBSITE, ENTITY):
        assert "主体已注销，不能再办理（1049）。" in page_of(browser, address)
        assert browser.post(address, typed()).status_code == 409
    assert not Filing.objects.filter(state="draft").exists()


def test_entity_without_a_live_website_is_led_to_the_other_door(
    entity: RegisteredEntity, browser: Client
) -> None:
    RegisteredWebsite.objects.update(status="cancelled")
    page = page_of(browser, WEBSITE)
    assert "主体名下没有可以注销的网站。" in page
    assert f'href="{ENTITY}"' in page
    assert "主体名下没有网站。" in page_of(browser, ENTITY)


def test_cancellation_that_names_no_website_is_not_submitted(entity: RegisteredEntity) -> None:
    draft = actions.open_draft(entity.owner, "cancel_website", entity=entity, terms=Terms(DAY, "网站已关闭"))
    before = traces()
    with pytest.raises(Refused) as refused:
        actions.submit(entity.owner, draft.uid, draft.version)
    assert refused.value.sentence == "请选择要注销的网站。"
    assert traces() == before


def test_owner_without_a_number_may_not_post(client: Client) -> None:
    who = cast.owner()
    cast.submitted(who)
    before = traces()
    answer = sign_in(client, who).post(ENTITY, typed())
    assert answer.status_code == 409
    assert "审核通过后可用" in answer.content.decode()
    assert traces() == before


def test_draft_of_another_owner_or_kind_is_not_there(entity: RegisteredEntity, client: Client) -> None:
    draft, first = ready(entity), Filing.objects.get(kind="first")
    sign_in(client, cast.owner("other", 2))
    for page in (f"/cancel/{draft.uid}/", f"/cancel/{draft.uid}/discard/"):
        assert client.get(page).status_code == 404
        assert client.post(page, {"version": 1, "current": PASSWORD}).status_code == 404
    sign_in(client, entity.owner)
    assert client.get(f"/cancel/{first.uid}/").status_code == 404


def test_wizard_and_desk_stand_while_a_cancellation_is_open(
    entity: RegisteredEntity, browser: Client
) -> None:
    draft = ready(entity)
    assert browser.get(f"/filing/{draft.uid}/summary/")["Location"] == f"/browse/{draft.uid}/"
    assert f"{entity.number}-1" in page_of(browser, f"/browse/{draft.uid}/")
    filing = actions.submit(entity.owner, draft.uid, draft.version)
    assert "您有一件注销网站正在办理" in page_of(browser, "/filing/")
    for address in ("/browse/", f"/browse/{filing.uid}/", "/progress/", f"/progress/{filing.uid}/withdraw/"):
        page_of(browser, address)
    staff = sign_in(Client(), cast.provider_with_staff()[1])
    page_of(staff, "/desk/")


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [(WEBSITE, 9), (ENTITY, 9)])
def test_forms_take_the_same_queries_for_any_number(
    entity: RegisteredEntity,
    browser: Client,
    count: int,
    address: str,
    queries: int,
    django_assert_num_queries: Any,
) -> None:
    for number in range(2, count + 1):
        cast.website_added(entity.owner, number)
    with django_assert_num_queries(queries):
        page = page_of(browser, address)
    assert f"{entity.number}-{count}" in page
