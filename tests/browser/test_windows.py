"""The windows over the pages: keyboard, focus, saving, and what happens when something goes wrong."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import sample_pages

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.urls("tests.browser.sample_pages"),
]


@pytest.fixture
def page(browser: Browser, live_server: object) -> Iterator[Page]:
    """A page on the tests' own pages; ends in failure if a script failed or the CSP was violated."""
    sample_pages.saved.clear()
    page = browser.new_page(base_url=str(live_server))
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda line: faults.append(line.text) if "Content Security" in line.text else None)
    yield page
    page.close()
    assert faults == []


def open_add(page: Page) -> None:
    page.goto("/list/")
    page.get_by_role("link", name="添加网站").click()
    expect(page.get_by_role("dialog", name="添加网站")).to_be_visible()


def test_window_takes_the_focus_and_gives_it_back(page: Page) -> None:
    open_add(page)
    expect(page.get_by_label("网站名称")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("link", name="添加网站")).to_be_focused()


def test_two_presses_open_one_window(page: Page) -> None:
    page.goto("/list/")
    page.get_by_role("link", name="添加网站").dblclick()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("dialog")).to_have_count(1)
    page.get_by_label("网站名称").fill("示例商城")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.get_by_role("link", name="添加网站").click()
    expect(page.get_by_label("网站名称")).to_have_value("示例商城")


def test_close_button_closes(page: Page) -> None:
    open_add(page)
    page.get_by_role("button", name="关闭").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.url.endswith("/list/")


def test_focus_stays_inside_the_window(page: Page) -> None:
    open_add(page)
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('a[data-window]')") is None


def test_saving_shows_the_page_anew_with_its_message(page: Page) -> None:
    open_add(page)
    page.get_by_label("网站名称").fill("示例商城")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("网站信息已保存。")).to_be_visible()
    expect(page.get_by_text("示例商城")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("link", name="添加网站")).to_be_focused()
    assert sample_pages.saved == ["示例商城"]


def test_errors_stay_in_the_window_and_lead_to_the_field(page: Page) -> None:
    open_add(page)
    page.get_by_role("button", name="提交").click()
    expect(page.locator("dialog [data-error-summary]")).to_be_focused()
    page.get_by_role("dialog").get_by_role("link", name="请填写网站名称。").click()
    expect(page.get_by_label("网站名称")).to_be_focused()
    assert page.url.endswith("/list/")
    assert sample_pages.saved == []


def test_two_presses_save_once(page: Page) -> None:
    open_add(page)
    page.get_by_label("网站名称").fill("示例商城")
    page.get_by_role("button", name="提交").dblclick()
    expect(page.get_by_text("网站信息已保存。")).to_be_visible()
    assert sample_pages.saved == ["示例商城"]


def test_refusal_is_said_and_the_text_stays(page: Page) -> None:
    open_add(page)
    page.get_by_label("网站名称").fill("冲突")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("alert")).to_have_text("这个网站刚刚在别处修改过，请刷新后再改。")
    expect(page.get_by_label("网站名称")).to_have_value("冲突")


def test_lost_network_is_said_and_the_text_stays(page: Page) -> None:
    open_add(page)
    page.get_by_label("网站名称").fill("示例商城")
    page.context.set_offline(True)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("alert")).to_contain_text("没有连上服务器")
    page.context.set_offline(False)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("网站信息已保存。")).to_be_visible()


def test_ended_session_is_said_and_the_text_can_be_sent_later(page: Page) -> None:
    open_add(page)
    page.get_by_label("网站名称").fill("示例商城")
    page.context.add_cookies([{"name": "gone", "value": "1", "url": page.url.removesuffix("list/")}])
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("alert")).to_contain_text("登录已经过期")
    expect(page.get_by_label("网站名称")).to_have_value("示例商城")
    page.context.clear_cookies(name="gone")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("网站信息已保存。")).to_be_visible()


def test_typed_text_is_there_again_after_closing(page: Page) -> None:
    open_add(page)
    page.get_by_label("网站名称").fill("示例商城")
    page.keyboard.press("Escape")
    page.get_by_role("link", name="添加网站").click()
    expect(page.get_by_label("网站名称")).to_have_value("示例商城")


def test_inner_window_saves_into_the_outer_one(page: Page) -> None:
    page.goto("/list/")
    page.get_by_role("link", name="接入列表").click()
    page.get_by_role("link", name="添加接入").click()
    page.get_by_role("dialog", name="添加接入").get_by_label("网站名称").fill("第一条接入")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("dialog", name="接入列表")).to_contain_text("第一条接入")
    expect(page.get_by_role("dialog", name="添加接入")).to_have_count(0)


def test_chosen_provider_is_filled_in(page: Page) -> None:
    page.goto("/access/")
    page.get_by_label("网站接入服务提供者名称").fill("样例")
    page.get_by_role("button", name="查询").click()
    window = page.get_by_role("dialog", name="查询")
    expect(window.get_by_role("radio")).to_have_count(1)
    window.get_by_role("button", name="确定").click()
    expect(window.get_by_role("alert")).to_contain_text("请先选择一家")
    window.get_by_label("关键词").fill("北京")
    window.get_by_role("button", name="查询").click()
    window.get_by_label("北京示例科技有限公司").check()
    window.get_by_role("button", name="确定").click()
    expect(page.get_by_label("网站接入服务提供者名称")).to_have_value("北京示例科技有限公司")
    assert page.locator("input[type=hidden][name=provider]").input_value() == "7"


def test_without_script_the_window_is_a_page(browser: Browser, live_server: object) -> None:
    sample_pages.saved.clear()
    page = browser.new_page(base_url=str(live_server), java_script_enabled=False)
    page.goto("/list/")
    page.get_by_role("link", name="添加网站").click()
    assert page.url.endswith("/add/")
    page.get_by_label("网站名称").fill("示例商城")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("网站信息已保存。")).to_be_visible()
    page.close()
