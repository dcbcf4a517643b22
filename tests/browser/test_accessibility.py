"""axe on every page, as it is and with errors, at 1440 and at 375 pixels; nothing is wider than 320 pixels."""

from playwright.sync_api import expect

from accounts.models import User
from filings import actions
from filings.models import Certificate, Filing, Notice
from filings.workflow import Kind
from tests import factories
from tests.browser.chromium import Window
from tests.browser.looks import Looks
from tests.browser.server import CAPTCHA_ANSWER
from tests.browser.steps import PASSWORD, code_on_screen, enter, follow, press, write
from tests.factories import make_user
from tests.filings import cast, documents, registered


def test_home_and_open_pages(looks: Looks) -> None:
    for path in ("/", "/help/", "/privacy/", "/captcha/", "/no-such-page/"):
        looks.at(path)
    looks.page.goto("/")
    press(looks.page, "登录")
    looks.wrong(links=3)
    looks.page.context.clear_cookies()
    press(looks.page, "登录")
    expect(looks.page.get_by_role("heading", name="这个页面已经过期")).to_be_visible()
    looks.here()
    looks.done()


def test_registration(looks: Looks) -> None:
    page = looks.page
    looks.at("/register/")
    press(page, "接受")
    looks.here()
    press(page, "接受")
    looks.here()
    press(page, "注册")
    looks.wrong(links=6)
    write(page, {"用户名": "wangshili", "密码": PASSWORD, "确认密码": PASSWORD})
    write(page, {"手机号码": "13000000000", "电子邮箱": "owner@example.test", "验证码": CAPTCHA_ANSWER})
    press(page, "注册")
    looks.here()
    press(page, "确定")
    looks.wrong()
    looks.done()


def test_login_code_and_forgotten_password(looks: Looks) -> None:
    make_user("owner", password=PASSWORD)
    page = looks.page
    page.goto("/")
    write(page, {"用户名": "owner", "密码": PASSWORD, "验证码": CAPTCHA_ANSWER})
    press(page, "登录")
    looks.here()
    write(page, {"手机或邮件验证码": "000000"})
    press(page, "登录")
    looks.wrong()
    looks.at("/reset/")
    press(page, "下一步")
    looks.wrong(links=2)
    write(page, {"用户名": "owner", "验证码": CAPTCHA_ANSWER})
    press(page, "下一步")
    looks.here()
    press(page, "下一步")
    looks.wrong()
    write(page, {"手机或邮件验证码": code_on_screen(page)})
    press(page, "下一步")
    looks.here()
    press(page, "确定")
    looks.wrong(links=2)
    looks.done()


def test_account(looks: Looks, window: Window) -> None:
    page = enter(window, make_user("owner"))
    looks.at("/account/")
    for path, errors in (("password", 3), ("contact/mobile", 1), ("contact/email", 1)):
        looks.at(f"/account/{path}/")
        page.locator("main button[type=submit]").first.click()
        looks.wrong(links=errors)
    page.goto("/account/contact/mobile/")
    write(page, {"新的手机号码": "13500000009", "当前密码": factories.PASSWORD})
    page.locator("main button[type=submit]").first.click()
    looks.here()
    looks.done()


def test_authenticator_of_staff(looks: Looks, window: Window) -> None:
    page = enter(window, cast.reviewer())
    looks.at("/account/")
    looks.at("/account/authenticator/")
    press(page, "确定")
    looks.wrong()
    looks.done()


def test_owner_without_a_filing(looks: Looks, window: Window) -> None:
    enter(window, cast.owner())
    for path in (
        "/browse/",
        "/progress/",
        "/filing/",
        "/certificates/",
        "/cancel/entity/",
        "/cancel/website/",
    ):
        looks.at(path)
    looks.done()


def draft_of(owner: User) -> Filing:
    """A draft with one website that has an access, and one that lacks all but its name."""
    filing = cast.draft(owner)
    actions.add_website(owner, filing.uid, documents.valid_website(name="示例零二", home_url="", domains=()))
    return filing


def test_entity(looks: Looks, window: Window) -> None:
    owner = cast.owner()
    filing = actions.open_draft(owner, Kind.FIRST)
    page = enter(window, owner)
    looks.at(f"/filing/{filing.uid}/entity/")
    write(page, {"负责人证件号码": "1", "电子邮箱": "@", "手机号码": "12"})
    press(page, "下一步")
    looks.wrong(links=2)
    actions.save_entity(owner, filing.uid, documents.valid_entity(), 1)
    write(page, {"负责人证件号码": "", "电子邮箱": "", "手机号码": ""})
    press(page, "保存")
    expect(page.get_by_role("heading", name="没有保存")).to_be_visible()
    looks.wrong(links=10)
    looks.at(f"/filing/{filing.uid}/discard/")
    page.goto(f"/filing/{filing.uid}/entity/")
    page.context.clear_cookies(name="session")
    press(page, "下一步")
    expect(page.get_by_role("heading", name="登录已经过期")).to_be_visible()
    looks.here()
    looks.done()


def test_websites(looks: Looks, window: Window) -> None:
    owner = cast.owner()
    filing = actions.open_draft(owner, Kind.FIRST)
    actions.save_entity(owner, filing.uid, documents.valid_entity(), 1)
    enter(window, owner)
    looks.at(f"/filing/{filing.uid}/websites/")
    actions.discard(owner, filing.uid)
    filing = draft_of(owner)
    looks.at(f"/filing/{filing.uid}/websites/")
    site = filing.websites.first()
    assert site
    for path in (f"website/{site.pk}/", f"website/{site.pk}/delete/", f"website/{site.pk}/accesses/"):
        looks.at(f"/filing/{filing.uid}/{path}")
    looks.done()


def test_website_window(looks: Looks, window: Window) -> None:
    owner = cast.owner()
    filing = draft_of(owner)
    page = enter(window, owner)
    looks.at(f"/filing/{filing.uid}/website/add/")
    write(page, {"首页网址": "http://", "网站域名": "-"})
    press(page, "提交")
    looks.wrong(links=2)
    page.goto(f"/filing/{filing.uid}/websites/")
    follow(page, "添加网站")
    dialog = page.get_by_role("dialog", name="添加网站")
    expect(dialog).to_be_visible()
    looks.here()
    write(dialog, {"首页网址": "http://", "网站域名": "-"})
    press(dialog, "提交")
    expect(dialog.locator("[data-error-summary]")).to_be_focused()
    looks.here()
    looks.done()


def test_access_window_and_provider_search(looks: Looks, window: Window) -> None:
    owner = cast.owner()
    filing = draft_of(owner)
    page = enter(window, owner)
    site = filing.websites.get(accesses__isnull=False)
    accesses = f"/filing/{filing.uid}/website/{site.pk}/accesses"
    looks.at(f"{accesses}/add/")
    write(page, {"网站接入服务提供者名称": "没有这家", "IP地址": "1.1.1"})
    press(page, "提交")
    looks.wrong(links=2)
    page.goto(f"{accesses}/add/")
    write(page, {"网站接入服务提供者名称": "北京 云桥"})
    press(page, "查询")
    expect(page.get_by_role("dialog").get_by_role("radio")).to_have_count(1)
    looks.here()
    for path in ("/providers/search/", "/providers/search/?q=北京", "/providers/search/?q=没有这家"):
        looks.at(path)
    access = site.accesses.get()
    looks.at(f"/filing/{filing.uid}/access/{access.pk}/")
    looks.at(f"/filing/{filing.uid}/access/{access.pk}/delete/")
    looks.done()


def test_summary_and_receipt(looks: Looks, window: Window) -> None:
    owner = cast.owner()
    filing = draft_of(owner)
    page = enter(window, owner)
    looks.at(f"/filing/{filing.uid}/summary/")
    press(page, "完成")
    looks.wrong(links=0)
    actions.discard(owner, filing.uid)
    filing = cast.draft(owner)
    looks.at(f"/filing/{filing.uid}/summary/")
    press(page, "完成")
    expect(page.get_by_role("heading", name="提交成功")).to_be_visible()
    looks.here()
    looks.at("/filing/")
    looks.done()


def test_owner_reads_what_was_filed(looks: Looks, window: Window) -> None:
    owner = cast.owner()
    filing = cast.submitted(owner)
    page = enter(window, owner)
    for path in ("/browse/", f"/browse/{filing.uid}/", "/progress/", f"/progress/{filing.uid}/withdraw/"):
        looks.at(path)
    for path in ("/certificates/", "/cancel/entity/", "/cancel/website/"):
        looks.at(path)
    page.goto(f"/progress/{filing.uid}/withdraw/")
    press(page, "确认撤回")
    looks.here()
    looks.at("/filing/")
    looks.done()


def test_owner_reads_a_correction_and_a_notice(looks: Looks, window: Window) -> None:
    owner = cast.owner()
    _, staff = cast.provider_with_staff()
    filing = cast.submitted(owner)
    entity = documents.valid_entity(address="北京市海淀区示例路2号201室")
    filing = actions.save_entity(staff, filing.uid, entity, filing.entity.version, "门牌号有误")
    notice = Notice.objects.create(title="系统维护", body="今晚维护。", published_on="2026-11-24")
    looks.at(f"/notices/{notice.pk}/")
    enter(window, owner)
    looks.at(f"/browse/{filing.uid}/changes/{filing.version}/")
    looks.done()


def test_owner_with_a_filing_number(looks: Looks, window: Window) -> None:
    owner = cast.owner()
    filing = cast.arrived(owner)
    filing = actions.approve(cast.reviewer(), filing.uid, filing.version)
    page = enter(window, owner)
    for path in (
        "/browse/",
        f"/browse/{filing.uid}/",
        f"/progress/{filing.uid}/",
        "/filing/",
        "/certificates/",
    ):
        looks.at(path)
    serial = Certificate.objects.get().serial
    for path in ("/verify/", f"/verify/{serial}/", "/verify/00000000000000000000/"):
        looks.at(path)
    press(page, "上传核验")
    looks.wrong()
    page.goto("/filing/")
    press(page, "新增接入")
    expect(page.get_by_role("link", name="添加接入")).to_be_visible()
    looks.here()
    looks.done()


def test_owner_cancels_a_website(looks: Looks, window: Window) -> None:
    owner = cast.owner()
    entity = cast.registered(owner)
    page = enter(window, owner)
    for path in (f"/register/{entity.pk}/", "/cancel/entity/", "/cancel/website/"):
        looks.at(path)
    press(page, "下一步")
    looks.wrong(links=3)
    page.get_by_role("radio").check()
    write(page, {"注销理由": "网站已关闭", "终止服务日期": "2026-12-31"})
    press(page, "下一步")
    looks.here()
    press(page, "完成")
    looks.wrong()
    draft = Filing.objects.get(state="draft")
    looks.at(f"/cancel/{draft.uid}/discard/")
    page.goto(f"/cancel/{draft.uid}/")
    write(page, {"当前密码": factories.PASSWORD})
    press(page, "完成")
    expect(page.get_by_role("heading", name="提交成功")).to_be_visible()
    looks.here()
    for path in ("/cancel/website/", f"/browse/{draft.uid}/", f"/browse/{draft.uid}/viewers/"):
        looks.at(path)
    looks.done()


def test_public_query(looks: Looks) -> None:
    filing = registered.approved(cast.owner())
    for place in range(1, 25):
        registered.planted(place, status="cancelled" if place == 24 else "active")
    looks.at("/query/")
    for text in ("beian-demo.test", "nowhere.test", "示例网站", "05000462", filing.filing_number):
        looks.at(f"/query/?q={text}")
    looks.at(f"/query/{filing.filing_number}-1/")
    looks.at("/query/京ICP备05000024号-1/")
    looks.at("/query/京ICP备05999999号-1/")
    page = looks.page
    page.goto("/")
    page.get_by_label("备案号、域名、网址、网站名称或主办单位名称").fill("www.beian-demo.test")
    press(page, "查询")
    expect(page.get_by_text("示例零一科技有限公司")).to_be_visible()
    looks.done()
