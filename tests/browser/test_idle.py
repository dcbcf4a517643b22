"""The word before a login ends for want of doing: it can always be closed, and one tab's doing counts for all."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenWindow
from tests.browser.steps import enter, press
from tests.filings import cast

WARNED = 26 * 60_000
OVER = 31 * 60_000
TICK = 11_000


def notice(page: Page) -> Locator:
    return page.get_by_role("dialog", name="还在吗？")


@pytest.fixture
def page(open_window: OpenWindow) -> Page:
    page = enter(open_window(), cast.owner())
    page.clock.install()
    page.goto("/account/contact/mobile/")
    return page


def test_after_the_end_the_page_can_be_read_and_used(page: Page) -> None:
    page.get_by_label("新的手机号码").fill("13500000009")
    page.clock.fast_forward(OVER)
    expect(notice(page)).to_contain_text("内容不会丢失")
    press(notice(page), "关闭")
    page.clock.fast_forward(TICK)
    expect(notice(page)).to_have_count(0)
    expect(page.get_by_label("新的手机号码")).to_have_value("13500000009")


def test_escape_before_the_end_means_to_stay(page: Page) -> None:
    page.clock.fast_forward(WARNED)
    expect(notice(page)).to_contain_text("再过 4 分钟会自动退出")
    with page.expect_response("**/account/contact/mobile/"):
        page.keyboard.press("Escape")
    expect(notice(page)).to_have_count(0)
    page.clock.fast_forward(TICK)
    expect(notice(page)).to_have_count(0)


def test_what_is_done_in_one_tab_counts_for_the_other(page: Page) -> None:
    other = page.context.new_page()
    other.goto("/account/")
    page.clock.fast_forward(WARNED)
    expect(notice(page)).to_be_visible()
    expect(notice(other)).to_be_visible()
    press(notice(other), "继续")
    expect(notice(other)).to_have_count(0)
    page.clock.fast_forward(TICK)
    expect(notice(page)).to_have_count(0)


def test_browser_without_a_channel_between_tabs_is_warned_all_the_same(open_window: OpenWindow) -> None:
    window = open_window()
    window.page.add_init_script("delete window.BroadcastChannel")
    page = enter(window, cast.owner())
    page.clock.install()
    page.goto("/account/")
    page.clock.fast_forward(WARNED)
    press(notice(page), "继续")
    expect(notice(page)).to_have_count(0)
