"""axe on every page of the admin that each staff role is offered: lists, forms to add, and forms that were refused."""

import pytest

from accounts.models import User
from filings.models import Notice
from tests.browser.chromium import DESKTOP, PHONE, Window
from tests.browser.conftest import OpenWindow
from tests.browser.looks import Looks
from tests.browser.steps import enter
from tests.factories import make_user
from tests.filings import cast

_LINKS = "links => [...new Set(links.map(link => link.pathname))]"


@pytest.fixture(params=[DESKTOP, PHONE], ids=["1440", "375"])
def window(open_window: OpenWindow, request: pytest.FixtureRequest) -> Window:
    return open_window(size=request.param)


def look_through(window: Window, person: User) -> None:
    """The index, every page that it leads to, and of every list the first row."""
    page = enter(window, person)
    looks = Looks(page)
    looks.at("/admin/")
    paths = page.locator("#content-main a[href^='/admin/']").evaluate_all(_LINKS)
    assert paths
    for path in paths:
        looks.at(path)
        if path.endswith("/add/"):
            page.locator("[name=_save]").click()
            looks.refused()
        elif page.locator("#result_list tbody th a").count():
            page.locator("#result_list tbody th a").first.click()
            looks.here()
    looks.done()


def test_admin_of_reviewer(window: Window) -> None:
    cast.arrived(cast.owner())
    look_through(window, cast.reviewer())


def test_decisions_of_reviewer(window: Window) -> None:
    filing = cast.arrived(cast.owner())
    looks = Looks(enter(window, cast.reviewer()))
    for decision in ("approve", "return", "reject"):
        looks.at(f"/admin/filings/filing/{filing.pk}/decide/{decision}/")
    looks.done()


def test_import_of_providers(window: Window) -> None:
    looks = Looks(enter(window, make_user("admin", "admin")))
    looks.at("/admin/providers/provider/import/")
    looks.done()


def test_admin_of_ministry(window: Window) -> None:
    cast.arrived(cast.owner())
    Notice.objects.create(title="系统维护", body="今晚维护。", published_on="2026-11-24")
    look_through(window, make_user("miit", "ministry"))


def test_admin_of_system_administrator(window: Window) -> None:
    cast.submitted(cast.owner())
    look_through(window, make_user("admin", "admin"))
