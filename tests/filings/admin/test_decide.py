"""The reviewers' decisions in the admin: what each writes, and that nobody else's press changes anything."""

import datetime
import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from filings import actions
from filings.models import Filing, FilingEvent, PreApproval, RegisteredDomain, RegisteredEntity
from tests.factories import make_user, sign_in
from tests.filings import cast, documents

pytestmark = pytest.mark.django_db

LIST = "/admin/filings/filing/"
REASON = {
    "reason0-code": "other",
    "reason0-path": "entity.address",
    "reason0-text": "地址没有门牌号",
    "reason0-suggestion": "请补充房间号",
}


def page(filing: Filing, action: str) -> str:
    return f"{LIST}{filing.pk}/decide/{action}/"


def rows() -> list[Any]:
    return [list(Filing.objects.values()), FilingEvent.objects.count(), RegisteredEntity.objects.count()]


def press(client: Client, filing: Filing, action: str, **data: Any) -> Any:
    return client.post(page(filing, action), {"version": filing.version} | data)


def test_filing_page_has_the_three_buttons_while_it_waits(client: Client) -> None:
    who = cast.owner()
    filing = cast.arrived(who)
    sign_in(client, cast.reviewer())
    text = client.get(f"{LIST}{filing.pk}/change/").content.decode()
    assert [name for name in ("approve", "return", "reject") if page(filing, name) in text] == [
        "approve",
        "return",
        "reject",
    ]
    actions.withdraw(who, filing.uid, filing.version)
    assert "/decide/" not in client.get(f"{LIST}{filing.pk}/change/").content.decode()


@pytest.mark.parametrize("action", ["approve", "return", "reject"])
def test_looking_at_a_decision_writes_nothing(client: Client, action: str) -> None:
    filing = cast.arrived(cast.owner())
    before = rows()
    sign_in(client, cast.reviewer())
    answer = client.get(page(filing, action))
    assert answer.status_code == 200
    assert "会收到短信和邮件" in answer.content.decode()
    assert rows() == before


def test_approve_enters_the_register_and_gives_a_number(client: Client) -> None:
    filing = cast.arrived(cast.owner())
    sign_in(client, cast.reviewer())
    form = client.get(page(filing, "approve")).content.decode()
    version = re.search(r'name="version" value="(\d+)"', form)
    assert version
    answer = client.post(page(filing, "approve"), {"version": version.group(1)}, follow=True)
    filing.refresh_from_db()
    assert filing.state == "approved"
    assert re.fullmatch(r"京ICP备\d{10}号", filing.filing_number)
    assert RegisteredEntity.objects.get().number == filing.filing_number
    assert RegisteredDomain.objects.get().ascii == "beian-demo.test"
    assert answer.redirect_chain[0][0] == LIST
    assert filing.filing_number in answer.content.decode()


@pytest.mark.parametrize(("action", "state"), [("return", "returned"), ("reject", "rejected")])
def test_reasons_are_kept_with_the_event(client: Client, action: str, state: str) -> None:
    filing = cast.arrived(cast.owner())
    sign_in(client, cast.reviewer())
    assert press(client, filing, action, **REASON, opinion="请看理由").status_code == 302
    filing.refresh_from_db()
    event = FilingEvent.objects.filter(filing=filing).latest("pk")
    assert (filing.state, event.action, event.opinion) == (state, action, "请看理由")
    assert event.reasons == [
        {
            "code": "other",
            "path": "entity.address",
            "text": "地址没有门牌号",
            "suggestion": "请补充房间号",
        }
    ]


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"reason0-text": "没有选理由"},
        {"reason0-code": "other"},
        {"reason0-code": "other", "reason0-text": "字", "reason0-path": "website:0.name"},
        {"reason0-code": "other", "reason0-text": "字" * 501},
        {**REASON, "version": "9999999999"},
        {**REASON, "version": ""},
    ],
)
def test_bad_input_is_shown_again_and_changes_nothing(client: Client, data: dict[str, str]) -> None:
    filing = cast.arrived(cast.owner())
    before = rows()
    sign_in(client, cast.reviewer())
    answer = press(client, filing, "return", opinion="我写的意见", **data)
    assert answer.status_code in {200, 409}
    assert "errornote" in answer.content.decode()
    assert "我写的意见" in answer.content.decode()
    assert rows() == before


@pytest.mark.parametrize("action", ["approve", "return", "reject"])
def test_stale_page_is_refused_with_a_link(client: Client, action: str) -> None:
    filing = cast.arrived(cast.owner())
    before = rows()
    sign_in(client, cast.reviewer())
    answer = press(client, filing, action, **REASON | {"version": filing.version - 1})
    assert answer.status_code == 409
    assert "这件申请刚刚被修改过" in answer.content.decode()
    assert f'href="{LIST}{filing.pk}/change/"' in answer.content.decode()
    assert rows() == before


def stranger(kind: str) -> User:
    if kind == "shanghai":
        return cast.reviewer("shanghai", "310000")
    return make_user(f"other-{kind}", kind)


@pytest.mark.parametrize("kind", ["shanghai", "owner", "provider", "admin"])
@pytest.mark.parametrize("action", ["approve", "return", "reject"])
def test_nobody_else_decides(client: Client, kind: str, action: str) -> None:
    filing = cast.arrived(cast.owner())
    before = rows()
    sign_in(client, stranger(kind))
    answer = press(client, filing, action, **REASON)
    assert answer.status_code in {302, 403, 404}
    assert client.get(page(filing, action)).status_code in {302, 403, 404}
    assert rows() == before


@pytest.mark.parametrize("action", ["verify", "withdraw", "submit", "x"])
def test_other_actions_have_no_page(client: Client, action: str) -> None:
    filing = cast.arrived(cast.owner())
    sign_in(client, cast.reviewer())
    assert press(client, filing, action).status_code == 404
    assert client.get(f"{LIST}x%00/decide/approve/").status_code in {302, 404}


def test_decided_filing_is_not_decided_again(client: Client) -> None:
    filing = cast.arrived(cast.owner())
    sign_in(client, cast.reviewer())
    press(client, filing, "approve")
    filing.refresh_from_db()
    before = rows()
    assert press(client, filing, "reject", **REASON).status_code == 409
    assert client.get(page(filing, "reject"))["Location"] == f"{LIST}{filing.pk}/change/"
    assert rows() == before


def test_reviewer_whose_mobile_stands_in_it_is_refused(client: Client) -> None:
    filing = cast.arrived(cast.owner())
    person = make_user("involved", "reviewer", province="110000", mobile="13000000000")
    before = rows()
    answer = press(sign_in(client, person), filing, "approve")
    assert answer.status_code == 409
    assert "请由其他审核员办理" in answer.content.decode()
    assert rows() == before


def test_ministry_decides_for_any_province(client: Client) -> None:
    filing = cast.arrived(cast.owner())
    sign_in(client, make_user("miit", "ministry"))
    assert press(client, filing, "approve").status_code == 302
    assert Filing.objects.get().state == "approved"


@pytest.mark.parametrize("day", ["", "2999-01-01", "昨天"])
def test_approval_waits_for_the_papers(client: Client, day: str) -> None:
    filing = cast.arrived(cast.owner(), pre_approvals=(documents.valid_approval(),))
    paper = PreApproval.objects.get()
    before = rows()
    sign_in(client, cast.reviewer())
    answer = press(client, filing, "approve", **{f"paper-{paper.pk}": day})
    assert answer.status_code in {200, 409}
    assert "errornote" in answer.content.decode()
    assert rows() == before
    assert PreApproval.objects.get().received_on is None


def test_papers_are_noted_with_the_approval(client: Client) -> None:
    filing = cast.arrived(cast.owner(), pre_approvals=(documents.valid_approval(),))
    field = f"paper-{PreApproval.objects.get().pk}"
    sign_in(client, cast.reviewer())
    assert field in client.get(page(filing, "approve")).content.decode()
    stale = press(client, filing, "approve", **{field: "2026-01-05", "version": filing.version - 1})
    assert stale.status_code == 409
    assert PreApproval.objects.get().received_on is None
    assert press(client, filing, "approve", **{field: "2026-01-05"}).status_code == 302
    assert PreApproval.objects.get().received_on == datetime.date(2026, 1, 5)
    assert Filing.objects.get().state == "approved"
