"""What a page weighs on the line, headers included, as gunicorn and WhiteNoise serve it; 1 kB is 1,000 bytes.

The pages are opened in contexts without routes, because a route switches the browser's cache off. The picture and
the recording of the 验证码 are not counted.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page

from accounts.models import User
from tests.factories import sign_in
from tests.filings import cast

FIRST_VISIT = 60_000
SECOND_VISIT = 25_000


class Scale:
    """Adds up what the page receives: `weigh(path)` opens it and gives the bytes."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.received: dict[str, float] = {}
        self.addresses: dict[str, str] = {}
        line = page.context.new_cdp_session(page)
        line.on("Network.requestWillBeSent", self._sent)
        line.on("Network.loadingFinished", self._finished)
        line.send("Network.enable")

    def _sent(self, event: dict[str, Any]) -> None:
        self.addresses[event["requestId"]] = event["request"]["url"]

    def _finished(self, event: dict[str, Any]) -> None:
        address = self.addresses.get(event["requestId"], "")
        if "/captcha/" not in address and address.startswith("http"):
            self.received[event["requestId"]] = event["encodedDataLength"]

    def weigh(self, path: str) -> float:
        self.received.clear()
        self.page.goto(path, wait_until="networkidle")
        assert self.received
        return sum(self.received.values())


@pytest.fixture
def owner(live_portal: str) -> User:
    return cast.owner()


@pytest.fixture
def scale(browser: Browser, live_portal: str, owner: User) -> Iterator[Scale]:
    """The owner's scale, with an empty cache."""
    context = browser.new_context(base_url=live_portal)
    key = str(sign_in(Client(), owner).session.session_key)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_portal}])
    yield Scale(context.new_page())
    context.close()


def test_owner_pages_are_light(scale: Scale, owner: User) -> None:
    filing = cast.draft(owner)
    heavy = []
    for path in ("entity/", "websites/", "website/add/", "summary/"):
        scale.page.context.new_cdp_session(scale.page).send("Network.clearBrowserCache")
        first = scale.weigh(f"/filing/{filing.uid}/{path}")
        second = scale.weigh(f"/filing/{filing.uid}/{path}")
        heavy += (
            [] if first <= FIRST_VISIT and second <= SECOND_VISIT else [f"{path}: {first}, then {second}"]
        )
    assert heavy == []


def test_home_and_reading_pages_are_light(scale: Scale, owner: User) -> None:
    filing = cast.submitted(owner)
    assert scale.weigh("/") <= FIRST_VISIT
    for path in ("/", "/browse/", f"/browse/{filing.uid}/", "/progress/", f"/filing/{filing.uid}/done/"):
        assert scale.weigh(path) <= SECOND_VISIT, path
