"""What a browser test gets: the portal in gunicorn, an empty database, and Chromium's windows onto it."""

from collections.abc import Callable, Iterator, Mapping

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import DESKTOP, PHONE, Window, launch
from tests.browser.looks import Looks
from tests.browser.server import Server

OpenWindow = Callable[..., Window]


@pytest.fixture(scope="session")
def browser(django_db_setup: None) -> Iterator[Browser]:
    own = connections["default"]
    with sync_playwright() as playwright:
        # Inside Playwright's event loop Django would open another, which does not know what migrations seeded.
        connections["default"] = own
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def _server(
    django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    with django_db_blocker.unblock():
        server = Server(tmp_path_factory.mktemp("server"))
    yield server
    server.stop()


@pytest.fixture
def live_portal(_server: Server, transactional_db: None, django_db_serialized_rollback: None) -> str:
    """The portal's address. What the test commits, the server sees; what migrations seeded is there."""
    return _server.url


@pytest.fixture
def open_window(browser: Browser, live_portal: str) -> Iterator[OpenWindow]:
    """Open windows, each a visitor of its own: `open_window(size=DESKTOP, script=True)`.

    At the end the test fails if any of them met a script error, a console error, a violation of the CSP
    or a request to another host; a test that provokes one empties `window.faults` itself.
    """
    windows: list[Window] = []

    def open_one(size: Mapping[str, int] = DESKTOP, script: bool = True) -> Window:
        windows.append(Window(browser, live_portal, size, script))
        return windows[-1]

    yield open_one
    faults = [fault for window in windows for fault in window.faults]
    for window in windows:
        window.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def page(open_window: OpenWindow) -> Page:
    """A page of 1440 × 900."""
    return open_window().page


@pytest.fixture(params=[DESKTOP, PHONE], ids=["1440", "375"])
def window(open_window: OpenWindow, request: pytest.FixtureRequest) -> Window:
    """A window on a desk, then one on a phone."""
    return open_window(size=request.param)


@pytest.fixture
def looks(window: Window) -> Looks:
    return Looks(window.page)
