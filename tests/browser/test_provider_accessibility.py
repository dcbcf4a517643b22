"""axe on the pages of access providers, as `test_accessibility` does it on the others."""

from playwright.sync_api import expect

from filings import actions
from filings.actions.case import Reason
from filings.models import Filing
from tests.browser.chromium import Window
from tests.browser.looks import Looks
from tests.browser.steps import enter, follow, press, write
from tests.filings import cast, documents


def test_provider_desk(looks: Looks, window: Window) -> None:
    filing = cast.submitted(cast.owner())
    _, staff = cast.provider_with_staff()
    page = enter(window, staff)
    desk = f"/desk/{filing.uid}"
    for path in (
        "/desk/",
        "/desk/?queue=returned",
        "/desk/?q=没有这家",
        f"/desk/?q={'长' * 130}",
        f"{desk}/",
    ):
        looks.at(path)
    page.goto(f"{desk}/")
    follow(page, "不予核实")
    looks.here()
    press(page, "不予核实")
    looks.wrong()
    entity = documents.valid_entity(address="")
    actions.save_entity(staff, filing.uid, entity, filing.entity.version, "门牌号有误")
    looks.at(f"{desk}/verify/?seen=0&version=1")
    press(page, "核实通过")
    looks.wrong(links=0)
    looks.done()


def test_provider_desk_of_a_returned_filing(looks: Looks, window: Window) -> None:
    filing = cast.arrived(cast.owner())
    reasons = [Reason("other", "entity.address", "没有写到门牌号。", "请补充楼号。")]
    actions.return_for_correction(cast.reviewer(), filing.uid, filing.version, reasons)
    page = enter(window, cast.provider_with_staff()[1])
    looks.at(f"/desk/{filing.uid}/")
    follow(page, "修改后重报")
    looks.here()
    press(page, "修改后重报")
    expect(page.get_by_text("修改后重报，已记入办理记录。")).to_be_visible()
    looks.here()
    looks.done()


def test_provider_manages_its_people(looks: Looks, window: Window) -> None:
    page = enter(window, cast.provider_with_staff()[1])
    looks.at("/providers/staff/")
    page.get_by_role("button", name="取消管理员").click()
    looks.here()
    looks.at("/providers/staff/add/")
    press(page, "添加")
    looks.wrong(links=3)
    write(page, {"用户名": "newcomer", "手机号码": "13700000001", "电子邮箱": "newcomer@example.test"})
    press(page, "添加")
    expect(page.get_by_role("button", name="关闭账号 newcomer")).to_be_visible()
    looks.here()
    looks.done()


def test_provider_corrects(looks: Looks, window: Window) -> None:
    (first, staff), (second, _) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    filing = cast.submitted(cast.owner(), first, second)
    site = filing.websites.get()
    access = site.accesses.get(provider=first)
    page = enter(window, staff)
    base = f"/filing/{filing.uid}"
    looks.at(f"/desk/{filing.uid}/correct/")
    for path in (f"website/{site.pk}/accesses/", f"website/{site.pk}/accesses/add/", "entity/"):
        looks.at(f"{base}/{path}")
    press(page, "提交")
    looks.wrong()
    looks.at(f"{base}/access/{access.pk}/delete/")
    press(page, "删除")
    looks.wrong()
    page.goto(f"/desk/{filing.uid}/correct/")
    page.get_by_role("link", name="添加接入", exact=True).click()
    expect(page.get_by_role("dialog", name="添加接入")).to_be_visible()
    looks.here()
    looks.done()


def test_provider_changes_and_leaves(looks: Looks, window: Window) -> None:
    _, staff = cast.provider_with_staff()
    filing = cast.arrived(cast.owner())
    filing = actions.approve(cast.reviewer(), filing.uid, filing.version)
    entity = filing.registered_entity
    assert entity
    page = enter(window, staff)
    for path in ("/registered/", "/registered/?q=没有", f"/registered/{entity.pk}/change/"):
        looks.at(path)
    press(page, "开始变更")
    looks.wrong(links=2)
    site = entity.websites.get()
    looks.at(f"/registered/{entity.pk}/removal/?website={site.pk}")
    write(page, {"取消接入日期": "2027-06-30", "取消接入理由": "已停止服务"})
    press(page, "下一步")
    looks.wrong(links=1)
    page.get_by_label("本公司声明").check()
    press(page, "下一步")
    expect(page.get_by_role("heading", name="ICP备案信息总结")).to_be_visible()
    looks.here()
    draft = Filing.objects.get(kind="change")
    row = draft.websites.get()
    for path in ("terms/", "websites/", f"website/{row.pk}/ended/", "discard/"):
        looks.at(f"/filing/{draft.uid}/{path}")
    page.goto(f"/filing/{draft.uid}/summary/")
    press(page, "完成")
    expect(page.get_by_role("heading", name="提交成功")).to_be_visible()
    looks.here()
    looks.done()
