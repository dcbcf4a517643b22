"""Debian's Chromium under Playwright, and windows of it that notice what goes wrong on a page."""

import json
import shutil
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, Route

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 375, "height": 812}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# target-size runs only with the tag wcag22aa.
ACCESSIBILITY_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# The answers that a page of the portal may have on purpose, which Chromium logs as console errors.
EXPECTED_STATUSES = ("400", "403", "404", "409", "422", "429")


def launch(playwright: Playwright) -> Browser:
    program = shutil.which("chromium")
    if program is None:
        raise AssertionError(
            "Chromium is missing: apt-get install -y --no-install-recommends chromium fonts-wqy-zenhei"
        )
    return playwright.chromium.launch(executable_path=program, headless=True, args=ARGUMENTS)


class Window:
    """A browser context of its own (cookies, size, script or not) that keeps what went wrong in it.

    `page` is its first page, `base_url` the address that its paths begin with. `faults` holds script errors,
    console errors (a violated CSP is one of them) and requests to other hosts, which are blocked.
    """

    def __init__(self, browser: Browser, base_url: str, size: Mapping[str, int], script: bool = True) -> None:
        self.faults: list[str] = []
        self.base_url = base_url
        self.context: BrowserContext = browser.new_context(
            # A dialog that is still fading in has colours that no one reads.
            reduced_motion="reduce",
            base_url=base_url,
            viewport={"width": size["width"], "height": size["height"]},
            is_mobile=size is PHONE,
            has_touch=size is PHONE,
            java_script_enabled=script,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
        )
        self.context.set_default_timeout(15_000)
        self.context.route("**/*", self._let_through_loopback)
        self.context.on("console", self._keep_console_error)
        self.context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))
        self.page: Page = self.context.new_page()

    def _let_through_loopback(self, route: Route) -> None:
        if urlsplit(route.request.url).hostname in ("127.0.0.1", "localhost"):
            route.continue_()
        else:
            self.faults.append(f"request to another host: {route.request.url}")
            route.abort()

    def _keep_console_error(self, message: ConsoleMessage) -> None:
        is_answer = message.text.startswith("Failed to load resource") and any(
            f"status of {status} " in message.text for status in EXPECTED_STATUSES
        )
        if message.type == "error" and not is_answer:
            where = message.location.get("url") or (message.page.url if message.page else "")
            self.faults.append(f"console: {message.text} ({where})")

    def close(self) -> None:
        self.context.close()


def violations(page: Page) -> list[str]:
    """What axe finds on the page, one line each: rule, selector, markup."""
    found: dict[str, Any] = (
        Axe()
        .run(
            page,
            options={
                "runOnly": {"type": "tag", "values": ACCESSIBILITY_RULES},
                "resultTypes": ["violations"],
                # Preloading copies imported style sheets into <style>, which the CSP refuses and reports.
                "preload": False,
            },
        )
        .response
    )
    return [
        f"{violation['id']}: {json.dumps(node['target'])} {node['html'][:200]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
