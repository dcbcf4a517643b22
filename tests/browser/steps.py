"""What people do in the portal, by the names that stand on its pages: one function a page of the manual."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from tests.browser.chromium import Window
from tests.browser.server import CAPTCHA_ANSWER
from tests.factories import sign_in

PASSWORD = "三月的雨落在旧屋顶上"
ENTITY_CHOICES = {"主办单位性质": "企业", "有效证件类型": "营业执照", "负责人证件类型": "居民身份证"}
ENTITY_TEXTS = {
    "主办单位名称": "示例零一科技有限公司",
    "有效证件号码": "91110108FAKE10000P",
    "证件住所": "北京市海淀区示例路1号",
    "投资者或上级主管单位": "示例零一科技有限公司",
    "通信地址": "北京市海淀区示例路1号示例大厦2层201室",
    "负责人姓名": "张示例",
    "负责人证件号码": "110101197001010008",
    "办公电话": "010-00000000",
    "手机号码": "13000000000",
    "电子邮箱": "owner@example.test",
    "备注": "第一次备案",
}
ENTITY_PLACES = {"所在省": "北京市", "所在市": "北京市", "所在县": "海淀区"}


def enter(window: Window, user: User) -> Page:
    """The window's page, with both login steps of `user` behind it."""
    key = sign_in(Client(), user).session.session_key
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": str(key), "url": window.base_url}
    window.context.add_cookies([cookie])  # type: ignore[list-item]
    return window.page


def press(scope: Page | Locator, name: str) -> None:
    scope.get_by_role("button", name=name, exact=True).click()


def follow(scope: Page | Locator, name: str) -> None:
    scope.get_by_role("link", name=name, exact=True).click()


def write(scope: Page | Locator, texts: dict[str, str]) -> None:
    for label, text in texts.items():
        scope.get_by_label(label, exact=True).fill(text)


def choose(scope: Page | Locator, choices: dict[str, str]) -> None:
    for label, choice in choices.items():
        scope.get_by_label(label, exact=True).select_option(choice)


def tick(scope: Page | Locator, group: str, *names: str) -> None:
    boxes = scope.get_by_role("group", name=group)
    for name in names:
        boxes.get_by_label(name, exact=True).check()


def code_on_screen(page: Page) -> str:
    return page.get_by_test_id("on-screen-code").inner_text()


def register(page: Page, username: str = "wangshili") -> None:
    """From the home page to a finished registration, as section 1 of the manual says."""
    page.goto("/")
    follow(page, "[注册]")
    press(page, "接受")
    press(page, "接受")
    write(page, {"用户名": username, "密码": PASSWORD, "确认密码": PASSWORD})
    write(page, {"手机号码": "13000000000", "电子邮箱": "owner@example.test", "验证码": CAPTCHA_ANSWER})
    press(page, "注册")
    write(page, {"手机验证码": code_on_screen(page)})
    press(page, "确定")


def log_in(page: Page, username: str = "wangshili") -> None:
    """Both steps of the login."""
    page.goto("/")
    choose(page, {"报备类别": "ICP报备（网站主办者）"})
    write(page, {"用户名": username, "密码": PASSWORD, "验证码": CAPTCHA_ANSWER})
    press(page, "登录")
    write(page, {"手机或邮件验证码": code_on_screen(page)})
    press(page, "登录")
    expect(page.get_by_role("button", name="退出")).to_be_visible()


def fill_entity(page: Page) -> None:
    """All seventeen fields of ICP备案主体信息, with script; leaves the page as it is."""
    choose(page, ENTITY_CHOICES)
    choose(page, ENTITY_PLACES)
    write(page, ENTITY_TEXTS)


def fill_entity_plainly(page: Page) -> None:
    """The same without script: 更新选项 brings the documents, cities and counties."""
    choose(page, {"主办单位性质": "企业", "所在省": "北京市", "负责人证件类型": "居民身份证"})
    press(page, "更新选项")
    choose(page, {"有效证件类型": "营业执照", "所在市": "北京市"})
    press(page, "更新选项")
    choose(page, {"所在县": "海淀区"})
    write(page, ENTITY_TEXTS)


def fill_website(scope: Page | Locator, name: str, domain: str) -> None:
    write(scope, {"网站名称": name, "首页网址": f"www.{domain}", "网站域名": domain})
    tick(scope, "网站服务内容", "单位门户网站")
    tick(scope, "语言类别", "中文简体")
    scope.get_by_label("与主体负责人相同", exact=True).check()


def fill_access(scope: Page | Locator, address: str) -> None:
    """All but the provider."""
    choose(scope, {"接入方式": "虚拟主机"})
    tick(scope, "服务器放置地点", "北京")
    write(scope, {"IP地址": address})
