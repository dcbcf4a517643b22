"""axe on every page of the admin that each staff role is offered: lists, forms to add, and forms that were refused."""

from filings import actions
from filings.models import Notice
from tests.browser.chromium import Window
from tests.browser.looks import Looks, through_admin
from tests.browser.steps import enter, follow, press
from tests.factories import make_user
from tests.filings import cast, many, rounds


def test_admin_of_reviewer(window: Window) -> None:
    cast.arrived(cast.owner())
    through_admin(Looks(enter(window, cast.reviewer())))


def test_decisions_of_reviewer(window: Window) -> None:
    filing = cast.arrived(cast.owner())
    looks = Looks(enter(window, cast.reviewer()))
    for decision in ("approve", "return", "reject"):
        looks.at(f"/admin/filings/filing/{filing.pk}/decide/{decision}/")
    looks.done()


def test_queue_claims_and_statistics_of_reviewer(window: Window) -> None:
    filing, taken = cast.arrived(cast.owner()), many.arrived(2)
    reviewer = cast.reviewer()
    actions.claim(cast.reviewer("other"), taken.uid)
    looks = Looks(enter(window, reviewer))
    looks.at("/admin/filings/filing/?queue=all&q=%E7%A4%BA%E4%BE%8B")
    for path in (f"{filing.pk}/claim/", f"{taken.pk}/claim/", "statistics/"):
        looks.at(f"/admin/filings/filing/{path}")
    looks.at("/admin/filings/filing/")
    page = looks.page
    page.locator("[name=_selected_action]").first.check()
    page.locator("[name=_selected_action]").last.check()
    page.get_by_label("动作").select_option(label="认领")
    page.get_by_role("button", name="执行").click()
    looks.here()
    looks.done()


def test_second_round_and_what_was_refused(window: Window) -> None:
    """The difference, the fold, a note, one more reason, a stale approval, a return that must say why so late."""
    judge = cast.reviewer()
    filing = cast.arrived(cast.owner())
    seen = filing.version
    filing = rounds.mended(rounds.returned(filing, judge))
    looks = Looks(page := enter(window, judge))
    at = f"/admin/filings/filing/{filing.pk}/"
    looks.at(f"{at}change/")
    page.locator("summary").first.click()
    press(page, "保存备注")
    looks.refused()
    looks.at(f"{at}decide/return/")
    press(page, "再加一条")
    looks.here()
    page.locator("[name=reason0-code]").select_option("other")
    page.locator("[name=reason0-path]").select_option("entity.name")
    page.locator("[name=reason0-text]").fill("名称与证件不一致")
    page.locator(".submit-row input").click()
    looks.refused()
    looks.at(f"{at}decide/approve/")
    page.locator("[name=version]").evaluate("(field, seen) => { field.value = seen }", seen)
    page.locator(".submit-row input").click()
    looks.refused()
    looks.done()


def test_cancellation_by_the_authority(window: Window) -> None:
    judge = cast.reviewer()
    entity = rounds.registered(judge)
    looks = Looks(page := enter(window, judge))
    looks.at(f"/admin/filings/registeredentity/{entity.pk}/change/")
    looks.at(f"/admin/filings/registeredentity/{entity.pk}/cancel/")
    press(page, "存为草稿")
    looks.refused()
    page.get_by_label("第二十三条").check()
    page.get_by_label("理由").fill("填报虚假信息")
    press(page, "存为草稿")
    looks.here()
    follow(page, "完成")
    looks.here()
    looks.done()


def test_import_of_providers(window: Window) -> None:
    looks = Looks(enter(window, make_user("admin", "admin")))
    looks.at("/admin/providers/provider/import/")
    looks.done()


def test_admin_of_ministry(window: Window) -> None:
    cast.arrived(cast.owner())
    Notice.objects.create(title="系统维护", body="今晚维护。", published_on="2026-11-24")
    through_admin(Looks(enter(window, make_user("miit", "ministry"))))


def test_admin_of_system_administrator(window: Window) -> None:
    cast.submitted(cast.owner())
    through_admin(Looks(enter(window, make_user("admin", "admin"))))
