"""The operating manual, walked from the first page to the last, field by field, by the names it gives them."""

from playwright.sync_api import Page, expect

from filings.models import Filing
from filings.queries import read_document
from tests.browser.chromium import PHONE
from tests.browser.conftest import OpenWindow
from tests.browser.steps import (
    fill_access,
    fill_entity,
    fill_entity_plainly,
    fill_website,
    follow,
    log_in,
    press,
    register,
    write,
)
from tests.filings import cast

WARNING = "一旦点击“完成”，您就不能再自行修改备案信息；如需修改，须由接入服务商代为修改。"
BRIDGE, SPRING = cast.PROVIDER_NAMES
PROVIDERS = "选择网站接入服务提供者"


def begin_filing(page: Page) -> None:
    follow(page, "信息录入")
    press(page, "开始填写")
    expect(page.get_by_role("heading", name="ICP备案主体信息")).to_be_visible()


def add_website(page: Page, name: str, domain: str) -> None:
    follow(page, "添加网站")
    window = page.get_by_role("dialog", name="添加网站")
    fill_website(window, name, domain)
    press(window, "提交")
    expect(window).to_have_count(0)
    expect(page.get_by_role("region", name=name)).to_contain_text("还没有接入信息")


def add_access(page: Page, website: str, keywords: str, provider: str, address: str) -> None:
    """添加接入, 查询 with keywords, a radio button, 确定, 提交, 继续."""
    follow(page.get_by_role("region", name=website, exact=True), "添加接入")
    expect(page.get_by_role("heading", name="接入信息")).to_be_visible()
    follow(page, "添加接入")
    window = page.get_by_role("dialog", name="添加接入")
    write(window, {"网站接入服务提供者名称": keywords})
    press(window, "查询")
    choice = page.get_by_role("dialog", name=PROVIDERS)
    choice.get_by_role("radio", name=provider).check()
    press(choice, "确定")
    expect(window.get_by_label("网站接入服务提供者名称", exact=True)).to_have_value(provider)
    fill_access(window, address)
    press(window, "提交")
    expect(window).to_have_count(0)
    expect(page.get_by_role("region", name=provider)).to_contain_text(address)
    follow(page, "继续")


def assert_locked(page: Page, filing: Filing) -> None:
    """No page of the wizard opens the filing again, and 信息录入 begins no other."""
    for step in ("entity/", "websites/", "website/add/", "summary/"):
        page.goto(f"/filing/{filing.uid}/{step}")
        assert page.url.endswith(f"/browse/{filing.uid}/"), page.url
        expect(page.locator("main").get_by_role("textbox")).to_have_count(0)
    follow(page, "信息录入")
    expect(page.get_by_text(f"回执号 {filing.receipt_number}")).to_be_visible()
    expect(page.get_by_role("button", name="开始填写")).to_have_count(0)


def finish(page: Page) -> Filing:
    """完成 on the summary, and the receipt."""
    expect(page.get_by_role("heading", name="ICP备案信息总结")).to_be_visible()
    expect(page.get_by_text(WARNING)).to_be_visible()
    press(page, "完成")
    expect(page.get_by_role("heading", name="提交成功")).to_be_visible()
    filing = Filing.objects.get()
    expect(page.get_by_text(str(filing.receipt_number), exact=True)).to_be_visible()
    return filing


def test_manual_from_registration_to_progress(page: Page) -> None:
    for index in (0, 1):
        cast.provider_with_staff(index)
    register(page)
    log_in(page)
    begin_filing(page)
    fill_entity(page)
    press(page, "下一步")
    add_website(page, "示例零一科技", "beian-demo.test")
    add_website(page, "示例零二商城", "beian-demo.example")
    add_access(page, "示例零一科技", "北京 云桥", BRIDGE, "1.1.1.1")
    add_access(page, "示例零二商城", "清源 数据", SPRING, "1.1.1.2-1.1.1.9")
    follow(page, "下一步")
    filing = finish(page)
    content = read_document(filing)
    assert filing.state == "provider_check"
    assert content.entity.county == "110108"
    assert content.entity.remarks == "第一次备案"
    assert [site.domains for site in content.websites] == [("beian-demo.test",), ("beian-demo.example",)]
    assert [site.accesses[0].provider_name for site in content.websites] == [BRIDGE, SPRING]
    assert content.websites[1].accesses[0].ranges == (("1.1.1.2", "1.1.1.9"),)
    follow(page.get_by_role("navigation", name="业务菜单"), "信息浏览")
    follow(page, "首次备案：示例零一科技有限公司")
    expect(page.get_by_text("示例零二商城").first).to_be_visible()
    follow(page.get_by_role("navigation", name="业务菜单"), "备案进度查询")
    expect(page.get_by_text("报备阶段-接入者核实")).to_be_visible()
    assert_locked(page, filing)


def test_manual_without_script_on_a_phone(open_window: OpenWindow) -> None:
    cast.provider_with_staff()
    page = open_window(size=PHONE, script=False).page
    register(page)
    log_in(page)
    page.get_by_text("菜单", exact=True).click()
    begin_filing(page)
    fill_entity_plainly(page)
    press(page, "下一步")
    follow(page, "添加网站")
    fill_website(page, "示例零一科技", "beian-demo.test")
    press(page, "提交")
    follow(page, "添加接入")
    follow(page, "添加接入")
    write(page, {"网站接入服务提供者名称": "云桥 北京"})
    press(page, "查询")
    page.get_by_role("radio", name=BRIDGE).check()
    press(page, "确定")
    expect(page.get_by_label("网站接入服务提供者名称", exact=True)).to_have_value(BRIDGE)
    fill_access(page, "1.1.1.1")
    press(page, "提交")
    follow(page, "继续")
    follow(page, "下一步")
    filing = finish(page)
    content = read_document(filing)
    assert content.entity.city == "110100"
    assert content.websites[0].person == content.entity.person
    assert content.websites[0].accesses[0].provider_name == BRIDGE
