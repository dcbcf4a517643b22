"""What every page must be for everybody, looked at in the browser: a list of faults, one sentence each."""

from typing import Any

from playwright.sync_api import Page

from tests.browser.chromium import violations

NARROWEST = 320
_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
_LINKS = "links => [...new Set(links.map(link => link.pathname))]"
_SUMMARY = """() => {
  const summary = document.querySelector('[data-error-summary]');
  if (!summary) return ['there is no error summary'];
  const faults = document.activeElement === summary ? [] : ['the error summary has not the focus'];
  const links = [...summary.querySelectorAll("a[href^='#']")];
  return faults.concat(links.filter((link) => !document.getElementById(link.hash.slice(1)))
    .map((link) => `the summary's link leads nowhere: ${link.outerHTML}`));
}"""


class Looks:
    """Looks at pages and keeps their faults; `done()` fails with all of them.

    :param with_axe: False for their titles and widths alone
    """

    def __init__(self, page: Page, with_axe: bool = True) -> None:
        self.page = page
        self.with_axe = with_axe
        self.faults: list[str] = []
        self.seen = 0

    def at(self, path: str) -> None:
        """Open `path` and look at it."""
        self.page.goto(path)
        self.here()

    def here(self) -> None:
        """The page as it is now, in its normal state."""
        self._look(is_wrong=False)

    def refused(self) -> None:
        """The page as it is now, with errors and the title that says so, in the admin's own layout."""
        self._look(is_wrong=True)

    def wrong(self, links: int = 1) -> None:
        """The page as it is now, with errors: the title says so, the summary has the focus and `links` links."""
        self.refused()
        self._keep(self.page.evaluate(_SUMMARY))
        found = self.page.locator("[data-error-summary] a[href^='#']").count()
        self._keep([f"the summary has {found} links"] if found < links else [])

    def done(self) -> None:
        assert self.seen
        assert not self.faults, "\n".join(self.faults)

    def _look(self, is_wrong: bool) -> None:
        self.page.wait_for_load_state()
        self.seen += 1
        says_so = self.page.title().startswith("错误：")
        self._keep(
            [] if says_so == is_wrong else [f"the title says 错误: {says_so}, there is one: {is_wrong}"]
        )
        self._keep(violations(self.page) if self.with_axe else [])
        self._keep(self._too_wide())

    def _too_wide(self) -> list[str]:
        """Whether the page must be scrolled sideways, at its own width and at the narrowest."""
        size: Any = self.page.viewport_size
        found = []
        for width in (size["width"], NARROWEST):
            self.page.set_viewport_size({"width": width, "height": size["height"]})
            overflow = self.page.evaluate(_OVERFLOW)
            found += [f"{overflow} px too wide at {width} px"] if overflow > 0 else []
        self.page.set_viewport_size(size)
        return found

    def _keep(self, faults: list[str]) -> None:
        address = self.page.evaluate("location.pathname")
        self.faults += [f"{address} ({self.page.title()}): {fault}" for fault in faults]


def through_admin(looks: Looks) -> None:
    """The admin's index, every page that it leads to, of every list the first row; forms to add are refused too."""
    page = looks.page
    looks.at("/admin/")
    paths = page.locator("#content-main a[href^='/admin/']").evaluate_all(_LINKS)
    assert paths
    for path in paths:
        looks.at(path)
        if path.endswith("/add/"):
            with page.expect_navigation():
                page.locator("[name=_save]").click()
            looks.refused()
        elif page.locator("#result_list tbody th a").count():
            with page.expect_navigation():
                page.locator("#result_list tbody th a").first.click()
            looks.here()
    looks.done()
