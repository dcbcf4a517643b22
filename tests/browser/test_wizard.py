"""The wizard's windows, double clicks, two tabs and the way back, as people meet them."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from filings import actions
from filings.models import Filing, Website
from filings.workflow import Kind
from tests.browser.conftest import OpenWindow
from tests.browser.steps import enter, fill_website, follow, press, write
from tests.filings import cast, documents

PROVIDERS = "选择网站接入服务提供者"


@pytest.fixture
def owner(live_portal: str) -> User:
    return cast.owner()


@pytest.fixture
def page(open_window: OpenWindow, owner: User) -> Page:
    """The owner's page, both login steps done."""
    return enter(open_window(), owner)


def draft_with_entity(owner: User) -> Filing:
    filing = actions.open_draft(owner, Kind.FIRST)
    actions.save_entity(owner, filing.uid, documents.valid_entity(), 1)
    return filing


def test_website_window_takes_the_focus_closes_with_escape_and_gives_it_back(page: Page, owner: User) -> None:
    page.goto(f"/filing/{draft_with_entity(owner).uid}/websites/")
    follow(page, "添加网站")
    window = page.get_by_role("dialog", name="添加网站")
    expect(window.get_by_label("网站名称", exact=True)).to_be_focused()
    page.keyboard.press("Escape")
    expect(window).to_have_count(0)
    expect(page.get_by_role("link", name="添加网站")).to_be_focused()
    assert Website.objects.count() == 0


def test_provider_window_closes_alone_and_keeps_the_access_window(page: Page, owner: User) -> None:
    filing = cast.draft(owner)
    site = filing.websites.get()
    page.goto(f"/filing/{filing.uid}/website/{site.pk}/accesses/")
    follow(page, "添加接入")
    window = page.get_by_role("dialog", name="添加接入")
    write(window, {"网站接入服务提供者名称": "云桥", "IP地址": "1.1.1.9"})
    press(window, "查询")
    expect(page.get_by_role("dialog", name=PROVIDERS).get_by_role("radio")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name=PROVIDERS)).to_have_count(0)
    expect(window.get_by_role("button", name="查询")).to_be_focused()
    expect(window.get_by_label("IP地址", exact=True)).to_have_value("1.1.1.9")


def test_two_quick_presses_make_one_website(page: Page, owner: User) -> None:
    page.goto(f"/filing/{draft_with_entity(owner).uid}/websites/")
    follow(page, "添加网站")
    window = page.get_by_role("dialog", name="添加网站")
    fill_website(window, "示例零一科技", "beian-demo.test")
    window.get_by_role("button", name="提交", exact=True).dblclick()
    expect(window).to_have_count(0)
    expect(page.get_by_role("region", name="示例零一科技")).to_have_count(1)
    assert Website.objects.count() == 1


def test_second_tab_is_told_and_keeps_its_text(page: Page, owner: User) -> None:
    filing = draft_with_entity(owner)
    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(f"/filing/{filing.uid}/entity/")
    write(page, {"通信地址": "北京市海淀区示例路1号示例大厦2层201室甲"})
    press(page, "保存")
    expect(page.get_by_text("主体信息已保存。")).to_be_visible()
    write(other, {"通信地址": "北京市海淀区示例路1号示例大厦2层201室乙"})
    press(other, "保存")
    expect(other.get_by_role("heading", name="没有保存")).to_be_visible()
    expect(other.get_by_label("通信地址", exact=True)).to_have_value(
        "北京市海淀区示例路1号示例大厦2层201室乙"
    )
    expect(other.get_by_role("alert")).to_contain_text(
        "现在保存的内容：北京市海淀区示例路1号示例大厦2层201室甲"
    )
    filing.entity.refresh_from_db()
    assert filing.entity.address == "北京市海淀区示例路1号示例大厦2层201室甲"
    press(other, "保存")
    expect(other.get_by_text("主体信息已保存。")).to_be_visible()
    filing.entity.refresh_from_db()
    assert filing.entity.address == "北京市海淀区示例路1号示例大厦2层201室乙"


def test_back_button_after_done_leads_nowhere_editable(page: Page, owner: User) -> None:
    filing = cast.draft(owner)
    for step in ("entity", "websites", "summary"):
        page.goto(f"/filing/{filing.uid}/{step}/")
    page.get_by_role("button", name="完成", exact=True).dblclick()
    expect(page.get_by_role("heading", name="提交成功")).to_be_visible()
    filing.refresh_from_db()
    for _ in range(3):
        page.go_back()
        assert page.url.endswith(f"/browse/{filing.uid}/"), page.url
        expect(page.get_by_role("button", name="完成")).to_have_count(0)
        expect(page.locator("main").get_by_role("textbox")).to_have_count(0)
    assert Filing.objects.get().receipt_number == filing.receipt_number


def test_window_that_leads_to_another_page_brings_its_message_there(page: Page, owner: User) -> None:
    filing = draft_with_entity(owner)
    page.goto(f"/filing/{filing.uid}/entity/")
    follow(page, "删除草稿")
    press(page.get_by_role("dialog", name="删除草稿"), "删除草稿")
    expect(page.get_by_role("heading", name="信息录入")).to_be_visible()
    expect(page.get_by_role("status").get_by_text("草稿已删除。")).to_be_visible()
    assert page.url.endswith("/filing/")


def test_provider_whose_last_access_goes_is_told_why_the_filing_has_left(
    open_window: OpenWindow, owner: User
) -> None:
    (first, staff), (second, _) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    filing = cast.submitted(owner, first, second)
    page = enter(open_window(), staff)
    page.goto(f"/desk/{filing.uid}/correct/")
    follow(page, "删除")
    window = page.get_by_role("dialog", name="删除")
    write(window, {"修改理由": "不由我方接入"})
    press(window, "删除")
    expect(page.get_by_role("heading", name="备案核实")).to_be_visible()
    expect(page.get_by_text("这件申请不再由贵公司核实。")).to_be_visible()
    assert filing.websites.get().accesses.count() == 1
