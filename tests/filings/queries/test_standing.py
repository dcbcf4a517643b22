"""Where a filing stands, at times and on calendars typed by hand."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from filings import actions
from filings.actions.case import Reason
from filings.models import Filing
from filings.queries.history import events_of
from filings.queries.standing import Standing, Step, clock_of, standing_of
from icpportal.core.workdays import WorkCalendar
from tests.filings import cast

PLAIN_2026 = WorkCalendar({}, frozenset({2026}))
TOLD = "您不需要做什么；有结果会发短信和邮件。"


def at(month: int, day: int, hour: int = 10, year: int = 2026) -> datetime.datetime:
    return datetime.datetime(year, month, day, hour, tzinfo=ZoneInfo("Asia/Shanghai"))


def standing(filing: Filing, now: datetime.datetime, *, for_owner: bool = True) -> Standing:
    return standing_of(filing, events_of(filing), for_owner=for_owner, now=now)


@pytest.mark.parametrize(
    ("now", "note", "left"),
    [
        (at(11, 20, 23), "共 5 个工作日，次日起算", 5),
        (at(11, 22), "共 5 个工作日，次日起算", 5),
        (at(11, 23), "第 1 个工作日，共 5 个", 4),
        (at(11, 27), "第 5 个工作日，共 5 个", 0),
        (at(11, 30), "已超过 5 个工作日", -1),
    ],
)
def test_clock_of_the_provider_counts_from_the_submission(
    now: datetime.datetime, note: str, left: int
) -> None:
    clock = clock_of(Filing(state="provider_check", submitted_at=at(11, 20)), PLAIN_2026, now)
    assert clock is not None
    assert (clock.note, clock.left, clock.last_day) == (note, left, "11月27日")


def test_clock_of_the_authority_counts_from_the_latest_arrival() -> None:
    filing = Filing(state="authority_review", submitted_at=at(11, 2), arrived_at=at(11, 23))
    clock = clock_of(filing, PLAIN_2026, at(11, 26))
    assert clock is not None
    assert (clock.note, clock.last_day) == ("第 3 个工作日，共 20 个", "12月21日")


def test_clock_into_a_year_that_is_not_known_is_provisional() -> None:
    clock = clock_of(Filing(state="authority_review", arrived_at=at(12, 21)), PLAIN_2026, at(12, 22))
    assert clock is not None
    assert clock.last_day == "1月18日（暂定）"


@pytest.mark.parametrize("state", ["draft", "returned", "approved", "rejected", "declined", "withdrawn"])
def test_no_clock_runs_elsewhere(state: str) -> None:
    assert clock_of(Filing(state=state, submitted_at=at(1, 5), arrived_at=at(1, 6)), PLAIN_2026) is None


@pytest.mark.django_db
def test_standing_at_the_provider() -> None:
    filing = cast.submitted(cast.owner())
    filing.submitted_at = at(11, 20)
    found = standing(filing, at(11, 24))
    assert found.lead == "现在由北京云桥科技有限公司核实"
    assert found.rest == f"，自11月20日起，一般最迟11月27日核实完。{TOLD}"
    assert found.steps == (
        Step("信息提交", "done", "11月20日"),
        Step("接入者核实", "now", "第 2 个工作日，共 5 个"),
        Step("待管局审核", "todo"),
        Step("审核通过", "todo"),
    )
    late = standing(filing, at(11, 30))
    assert late.rest == "，自11月20日起，参考期限11月27日已过 1 个工作日。您可以联系接入服务商询问。"


@pytest.mark.django_db
def test_standing_at_the_authority_for_owner_and_others() -> None:
    filing = cast.arrived(cast.owner())
    filing.arrived_at = at(11, 23)
    found = standing(filing, at(11, 26))
    assert found.lead == "现在由北京市通信管理局审核"
    assert found.rest == f"，自11月23日起，最迟12月21日作出决定。{TOLD}"
    assert standing(filing, at(11, 26), for_owner=False).rest == "，自11月23日起，最迟12月21日作出决定。"
    assert (
        standing(filing, at(12, 22)).rest
        == "，自11月23日起，期限12月21日已过 1 个工作日。您可以拨打咨询电话询问。"
    )
    assert found.held == ""


@pytest.mark.django_db
def test_standing_of_a_second_round_says_how_long_in_all() -> None:
    filing = cast.arrived(cast.owner())
    filing = actions.return_for_correction(cast.reviewer(), filing.uid, filing.version, [Reason("address")])
    filing = cast.verified(filing)
    assert standing(filing, filing.arrived_at).held == "通信管理局已审核 2 轮，合计用了 0 个工作日。"


@pytest.mark.django_db
def test_standing_of_ended_filings() -> None:
    who, reviewer = cast.owner(), cast.reviewer()
    withdrawn = cast.submitted(who)
    withdrawn = actions.withdraw(who, withdrawn.uid, withdrawn.version)
    found = standing(withdrawn, at(11, 26))
    assert (found.lead, found.rest) == ("已撤回", "。您可以改好后重新填报。")
    assert [(step.name, step.status) for step in found.steps] == [
        ("信息提交", "done"),
        ("已撤回", "stopped"),
        ("待管局审核", "todo"),
        ("审核通过", "todo"),
    ]
    rejected = cast.arrived(who)
    rejected = actions.reject(reviewer, rejected.uid, rejected.version, [Reason("name")])
    assert standing(rejected, at(11, 26)).steps[2].name == "不予备案"
    approved = cast.arrived(who)
    approved = actions.approve(reviewer, approved.uid, approved.version)
    assert {step.status for step in standing(approved, at(11, 26)).steps} == {"done"}


@pytest.mark.django_db
def test_days_of_ended_filings_carry_their_year() -> None:
    who = cast.owner()
    filing = cast.submitted(who)
    filing = actions.withdraw(who, filing.uid, filing.version)
    filing.submitted_at, filing.ended_at = at(12, 30, year=2025), at(1, 5)
    assert standing(filing, at(11, 26)).steps[:2] == (
        Step("信息提交", "done", "2025年12月30日"),
        Step("已撤回", "stopped", "2026年1月5日"),
    )


@pytest.mark.django_db
def test_standing_of_a_draft() -> None:
    found = standing(cast.draft(cast.owner()), at(11, 26))
    assert found.lead == "还没有提交"
    assert found.steps[0] == Step("信息提交", "now")
