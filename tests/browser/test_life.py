"""The whole life of a filing in Chromium: two providers, a correction, a return, number, certificate, the end."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from filings.models import Certificate, Filing, RegisteredWebsite
from tests.browser.conftest import OpenWindow
from tests.browser.steps import enter, follow, press, write
from tests.factories import PASSWORD
from tests.filings import cast
from tests.filings.certificates.issued import openssl_verifies


def at_desk(page: Page, filing: Filing) -> None:
    page.goto(f"/desk/{filing.uid}/")


def give_verdict(page: Page, filing: Filing, verdict: str) -> None:
    at_desk(page, filing)
    follow(page, verdict)
    press(page, verdict)
    expect(page.get_by_text(f"{verdict}，已记入办理记录。")).to_be_visible()


def correct_address(page: Page, address: str) -> None:
    """On the owner's own form, with a reason."""
    write(page, {"通信地址": address, "修改理由": "已与主办者电话核对"})
    press(page, "提交")
    expect(page.get_by_text("主体信息已保存，并已通知主办者。")).to_be_visible()


def decide(page: Page, filing: Filing, decision: str) -> None:
    page.goto(f"/admin/filings/filing/{filing.pk}/change/")
    follow(page, decision)
    if decision == "退回修改":
        page.locator("[name=reason0-code]").select_option("address")
        page.locator("[name=reason0-path]").select_option("entity.address")
    press(page, decision)
    expect(page.get_by_text(f"：{decision}")).to_be_visible()


def download(page: Page, tmp_path: Path) -> bytes:
    page.goto("/certificates/")
    with page.expect_download() as loading:
        page.get_by_role("link", name="下载 bazs.cert").click()
    file = tmp_path / "bazs.cert"
    loading.value.save_as(file)
    return file.read_bytes()


def cancel_website(page: Page, number: str) -> None:
    page.goto("/cancel/website/")
    page.get_by_role("radio", name=re.compile(re.escape(number))).check()
    write(page, {"注销理由": "不再开办", "终止服务日期": "2026-12-01"})
    press(page, "下一步")
    write(page, {"当前密码": PASSWORD})
    press(page, "完成")


def test_filing_from_submission_to_cancellation(open_window: OpenWindow, tmp_path: Path) -> None:
    (first, p1), (second, p2) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    who = cast.owner()
    filing = cast.draft(who, first, second)
    owner, desk, other, judge = (enter(open_window(), person) for person in (who, p1, p2, cast.reviewer()))
    owner.goto(f"/filing/{filing.uid}/summary/")
    press(owner, "完成")
    give_verdict(other, filing, "核实通过")
    at_desk(desk, filing)
    follow(desk, "代为修改")
    desk.get_by_role("region", name="ICP备案主体信息").get_by_role("link", name="修改").click()
    correct_address(desk, "北京市海淀区示例路2号3层301室")
    give_verdict(desk, filing, "核实通过")
    # The correction reopened the other provider's check.
    give_verdict(other, filing, "核实通过")
    decide(judge, filing, "退回修改")
    at_desk(desk, filing)
    follow(desk, "主体：通信地址")
    correct_address(desk, "北京市海淀区示例路2号示例大厦3层301室")
    give_verdict(desk, filing, "修改后重报")
    give_verdict(other, filing, "修改后重报")
    decide(judge, filing, "审核通过")
    filing.refresh_from_db()
    assert re.fullmatch(r"京ICP备\d{10}号", filing.filing_number)
    signed = download(owner, tmp_path)
    assert openssl_verifies(tmp_path, signed)[0]
    end(owner, judge, f"{filing.filing_number}-1")


def end(owner: Page, judge: Page, number: str) -> None:
    """注销网站, approved; whoever asks learns that the number is void."""
    cancel_website(owner, number)
    cancellation = Filing.objects.get(kind="cancel_website")
    expect(owner.get_by_text(str(cancellation.receipt_number)).first).to_be_visible()
    decide(judge, cancellation, "审核通过")
    assert RegisteredWebsite.objects.get().status == "cancelled"
    owner.goto(f"/verify/{Certificate.objects.get().serial}/")
    expect(owner.get_by_text("已注销", exact=True).first).to_be_visible()
