"""The owner downloads, copies and checks, in the browser, with script and without."""

from pathlib import Path

from playwright.sync_api import expect

from filings import actions
from filings.models import Certificate
from tests.browser.conftest import OpenWindow
from tests.browser.steps import enter, press
from tests.filings import cast
from tests.filings.certificates.issued import openssl_verifies


def test_owner_downloads_copies_and_checks(open_window: OpenWindow, tmp_path: Path) -> None:
    owner = cast.owner()
    filing = cast.arrived(owner)
    filing = actions.approve(cast.reviewer(), filing.uid, filing.version)
    number = f"{filing.filing_number}-1"
    window = open_window()
    page = enter(window, owner)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/certificates/")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载 bazs.cert").click()
    file = tmp_path / "downloaded"
    download.value.save_as(file)
    assert file.read_bytes() == bytes(Certificate.objects.get().signed)
    assert openssl_verifies(tmp_path, file.read_bytes())[0]
    page.get_by_role("button", name="复制代码").click()
    expect(page.get_by_text("已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("网站首页底部的代码").input_value()
    assert f">{number}</a></p>" in copied
    page.goto("/verify/")
    page.get_by_label("证书文件 bazs.cert").set_input_files(file)
    press(page, "上传核验")
    expect(page.get_by_text("有效", exact=True).first).to_be_visible()
