"""The browser tests' own promises: faults are seen, other hosts stay out of reach, axe finds what is there."""

from tests.browser.chromium import PHONE, violations
from tests.browser.conftest import OpenWindow


def test_window_sees_csp_violation_and_script_error(open_window: OpenWindow) -> None:
    window = open_window()
    window.page.goto("/admin/")
    window.page.evaluate(
        "document.body.append(Object.assign(document.createElement('style'), {textContent: 'p {}'}))"
    )
    window.page.evaluate("setTimeout(() => { throw new Error('probe') }, 0)")
    window.page.wait_for_timeout(300)
    assert any("Content Security Policy" in fault for fault in window.faults), window.faults
    assert any("probe" in fault for fault in window.faults), window.faults
    window.faults.clear()


def test_window_reaches_no_other_host(open_window: OpenWindow) -> None:
    window = open_window()
    window.page.set_content("<html lang='zh-hans'><img src='http://192.0.2.1/a.png' alt=''></html>")
    window.page.wait_for_timeout(300)
    assert "request to another host: http://192.0.2.1/a.png" in window.faults
    window.faults.clear()


def test_axe_finds_field_without_label_and_small_target(open_window: OpenWindow) -> None:
    page = open_window(size=PHONE).page
    page.set_content(
        "<html lang='zh-hans'><title>x</title><main><input>"
        "<button style='width:9px;height:9px;padding:0' aria-label='a'></button>"
        "<button style='width:9px;height:9px;padding:0' aria-label='b'></button></main></html>"
    )
    found = " ".join(violations(page))
    assert "label:" in found
    assert "target-size:" in found


def test_plain_page_runs_no_script(open_window: OpenWindow) -> None:
    window = open_window(script=False)
    window.page.set_content("<html><noscript><p>没有脚本</p></noscript></html>")
    assert window.page.get_by_text("没有脚本").is_visible()
