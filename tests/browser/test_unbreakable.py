"""The widest text that people can file, without a place to break it: no page becomes wider than its window."""

from typing import Any

import pytest

from accounts.models import User
from filings import actions
from filings.actions.case import Reason
from filings.models import Certificate, Filing, Notice
from providers.models import Provider
from tests.browser.chromium import PHONE, Window
from tests.browser.conftest import OpenWindow
from tests.browser.looks import Looks, through_admin
from tests.browser.steps import enter
from tests.factories import make_user
from tests.filings import cast, documents

WIDE = "W" * 60
DOMAIN = f"{'w' * 63}.test"
SERIAL = "W" * 20
REASON = Reason("other", "entity.address", WIDE, WIDE)
PERSON = documents.valid_person(name=WIDE, email=f"{'w' * 60}@example.test")
ENTITY = {
    "name": f"公司{WIDE}",
    "address": WIDE * 2,
    "document_address": WIDE * 2,
    "remarks": WIDE,
    "person": PERSON,
}
WEBSITE = {
    "name": WIDE,
    "domains": (DOMAIN,),
    "home_url": f"www.{DOMAIN}",
    "remarks": WIDE,
    "person": PERSON,
}
WIDEST: dict[str, Any] = {"entity": ENTITY, **WEBSITE}


@pytest.fixture
def window(open_window: OpenWindow) -> Window:
    """A phone's, where there is least room; the pages are looked at at its width and at the narrowest."""
    return open_window(size=PHONE)


def wide_provider() -> User:
    """The staff of a provider whose name and address are as wide."""
    provider, staff = cast.provider_with_staff()
    Provider.objects.filter(pk=provider.pk).update(name=WIDE)
    return staff


def seen(window: Window, person: User | None, *paths: str) -> None:
    looks = Looks(window.page, with_axe=False)
    if person:
        enter(window, person)
    for path in paths:
        looks.at(path)
    looks.done()


def under(base: str, *paths: str) -> tuple[str, ...]:
    return tuple(f"{base}{path}" for path in paths)


def returned() -> Filing:
    filing = cast.arrived(cast.owner(), **WIDEST)
    return actions.return_for_correction(cast.reviewer(), filing.uid, filing.version, [REASON])


def test_draft(window: Window) -> None:
    owner = cast.owner()
    filing = cast.draft(owner, **WIDEST)
    wide_provider()
    site = filing.websites.get()
    access = site.accesses.get()
    at_site, at_access = f"website/{site.pk}/", f"access/{access.pk}/"
    paths = (
        "entity/",
        "websites/",
        "summary/",
        "discard/",
        at_site,
        f"{at_site}delete/",
        f"{at_site}accesses/",
    )
    paths += (at_access, f"{at_access}delete/")
    seen(window, owner, "/filing/", "/browse/", *under(f"/filing/{filing.uid}/", *paths))


def test_returned_filing_of_the_owner(window: Window) -> None:
    filing = returned()
    wide_provider()
    at = f"{filing.uid}/"
    seen(window, filing.owner, f"/browse/{at}", f"/browse/{at}viewers/", f"/progress/{at}", "/progress/")


def test_returned_filing_of_the_provider(window: Window) -> None:
    filing = returned()
    staff = wide_provider()
    at = f"/desk/{filing.uid}/"
    seen(window, staff, "/desk/", "/desk/?queue=returned", *under(at, "", "correct/", "decline/"))


def test_arrived_filing_of_the_reviewer(window: Window) -> None:
    filing = cast.arrived(cast.owner(), **WIDEST)
    wide_provider()
    at = f"/admin/filings/filing/{filing.pk}/"
    paths = under(at, "change/", "claim/", "decide/approve/", "decide/return/", "decide/reject/")
    seen(window, cast.reviewer(), "/admin/filings/filing/", *paths)


def test_registered(window: Window) -> None:
    entity = cast.registered(cast.owner(), **WIDEST)
    wide_provider()
    Certificate.objects.update(serial=SERIAL)
    paths = ("/filing/", "/certificates/", f"/register/{entity.pk}/", "/cancel/website/", "/cancel/entity/")
    seen(window, entity.owner, *paths)


def test_registered_of_the_authority(window: Window) -> None:
    entity = cast.registered(cast.owner(), **WIDEST)
    Certificate.objects.update(serial=SERIAL)
    at = f"/admin/filings/registeredentity/{entity.pk}/"
    seen(window, cast.the_reviewer(), *under(at, "change/", "cancel/"))


@pytest.mark.parametrize("role", ["ministry", "admin"])
def test_lists_of_the_authority(window: Window, role: str) -> None:
    cast.registered(cast.owner(), **WIDEST)
    wide_provider()
    Notice.objects.create(title=WIDE, body=WIDE, published_on="2026-11-24")
    through_admin(Looks(enter(window, make_user("authority", role)), with_axe=False))


def test_public(window: Window) -> None:
    entity = cast.registered(cast.owner(), **WIDEST)
    Certificate.objects.update(serial=SERIAL)
    queries = under("/query/", f"?q={DOMAIN}", f"?q={WIDE}", f"?q={WIDE}W", f"{entity.number}-1/")
    seen(window, None, *queries, f"/verify/{SERIAL}/", f"/verify/?number={entity.number}")
