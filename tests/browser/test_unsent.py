"""A login that ends in the middle of a long form, with script and without: nothing that was typed is lost."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from filings import actions
from filings.models import Access, Entity, Filing
from filings.workflow import Kind
from tests.browser.conftest import OpenWindow
from tests.browser.steps import (
    choose,
    enter,
    fill_access,
    fill_entity,
    fill_entity_plainly,
    follow,
    press,
    write,
)
from tests.filings import cast

ENDED = "登录已经过期"


@pytest.fixture
def owner(live_portal: str) -> User:
    return cast.owner()


def end_login(page: Page) -> None:
    page.context.clear_cookies(name="session")


def assert_entity_is_saved(filing: Filing) -> None:
    entity = Entity.objects.get(filing=filing)
    assert (entity.name, entity.city) == ("示例零一科技有限公司", "110100")
    assert entity.remarks == "第一行\n第二行“引号”<b>"


@pytest.mark.parametrize("script", [True, False])
def test_long_form_is_sent_again_after_the_login(open_window: OpenWindow, owner: User, script: bool) -> None:
    filing = actions.open_draft(owner, Kind.FIRST)
    window = open_window(script=script)
    page = enter(window, owner)
    page.goto(f"/filing/{filing.uid}/entity/")
    (fill_entity if script else fill_entity_plainly)(page)
    write(page, {"备注": "第一行\n第二行“引号”<b>"})
    end_login(page)
    press(page, "下一步")
    expect(page.get_by_role("heading", name=ENDED)).to_be_visible()
    expect(page.get_by_role("link", name="在新的标签页里重新登录")).to_have_attribute("target", "_blank")
    assert Entity.objects.get(filing=filing).name == ""
    enter(window, owner)
    if script:
        # A new login gives a new token; without script it takes a second press.
        page.context.clear_cookies(name="csrf")
    press(page, "重新提交")
    expect(page.get_by_role("heading", name="网站信息")).to_be_visible()
    assert_entity_is_saved(filing)


def test_form_whose_token_is_old_is_sent_again(open_window: OpenWindow, owner: User) -> None:
    filing = actions.open_draft(owner, Kind.FIRST)
    page = enter(open_window(), owner)
    page.goto(f"/filing/{filing.uid}/entity/")
    fill_entity(page)
    write(page, {"备注": "第一行\n第二行“引号”<b>"})
    page.context.clear_cookies(name="csrf")
    press(page, "保存")
    expect(page.get_by_role("heading", name="这个页面已经过期")).to_be_visible()
    press(page, "重新提交")
    expect(page.get_by_text("主体信息已保存。")).to_be_visible()
    assert_entity_is_saved(filing)


def open_access_window(page: Page, filing: Filing) -> None:
    page.goto(f"/filing/{filing.uid}/website/{filing.websites.get().pk}/accesses/")
    follow(page, "添加接入")
    window = page.get_by_role("dialog", name="添加接入")
    fill_access(window, "1.1.1.9")
    write(window, {"网站接入服务提供者名称": "云桥"})


def test_search_after_the_login_ended_keeps_the_window(open_window: OpenWindow, owner: User) -> None:
    filing = cast.draft(owner)
    visitor = open_window()
    page = enter(visitor, owner)
    open_access_window(page, filing)
    end_login(page)
    window = page.get_by_role("dialog", name="添加接入")
    press(window, "查询")
    expect(window.get_by_role("alert")).to_contain_text(ENDED)
    expect(window.get_by_label("IP地址", exact=True)).to_have_value("1.1.1.9")
    enter(visitor, owner)
    press(window, "查询")
    chooser = page.get_by_role("dialog", name="选择网站接入服务提供者")
    chooser.get_by_role("radio").check()
    press(chooser, "确定")
    press(window, "提交")
    expect(window).to_have_count(0)
    assert Access.objects.filter(website__filing=filing, ranges__start="1.1.1.9").count() == 1


def test_search_without_a_network_keeps_the_window(open_window: OpenWindow, owner: User) -> None:
    visitor = open_window()
    page = enter(visitor, owner)
    open_access_window(page, cast.draft(owner))
    page.context.set_offline(True)
    window = page.get_by_role("dialog", name="添加接入")
    press(window, "查询")
    expect(window.get_by_role("alert")).to_contain_text("没有连上服务器")
    expect(window.get_by_label("IP地址", exact=True)).to_have_value("1.1.1.9")
    page.context.set_offline(False)
    visitor.faults.clear()


def test_window_takes_a_new_token_by_itself(open_window: OpenWindow, owner: User) -> None:
    filing = cast.draft(owner)
    page = enter(open_window(), owner)
    open_access_window(page, filing)
    page.context.clear_cookies(name="csrf")
    window = page.get_by_role("dialog", name="添加接入")
    choose(window, {"接入方式": "虚拟主机"})
    write(window, {"网站接入服务提供者名称": "北京云桥科技有限公司"})
    press(window, "提交")
    expect(window).to_have_count(0)
    assert Access.objects.filter(website__filing=filing).count() == 2
