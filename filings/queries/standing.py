"""Where a filing stands: the stage track, and one sentence that says who has it, since when, by when, and what its
owner must do. Both clocks are computed at each showing, from the events and the calendar."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial

from django.utils import timezone

from filings.models import Filing, FilingEvent, ProviderCheck
from filings.workflow import ENDED_STATES, OWNER_FILLED, STATES, Kind, State
from icpportal.core.regions import authority_name
from icpportal.core.workdays import (
    WorkCalendar,
    days_left,
    deadline,
    load_calendar,
    local_day,
    working_days_between,
)

PROVIDER_DAYS = 5
AUTHORITY_DAYS = 20  # Order 33 art. 12
_WILL_BE_TOLD = "有结果会发短信和邮件。"
_NOTHING_TO_DO = f"您不需要做什么；{_WILL_BE_TOLD}"


@dataclass(frozen=True)
class Step:
    """One stage of the track. `status`: done, now, stopped or todo."""

    name: str
    status: str
    note: str = ""


@dataclass(frozen=True)
class Standing:
    """`lead` is the sentence's weight, `rest` its end; `held` says how long the authority had it in all rounds."""

    stage: str
    steps: tuple[Step, ...]
    lead: str
    rest: str
    held: str = ""


@dataclass(frozen=True)
class Clock:
    """A period of `days` working days from `start`, seen at `now`."""

    start: datetime.datetime
    days: int
    now: datetime.datetime
    calendar: WorkCalendar

    @property
    def last_day(self) -> str:
        return last_day_text(self.start, self.days, self.calendar)

    @property
    def left(self) -> int:
        """Working days left, negative once over."""
        return days_left(self.start, self.days, self.now, self.calendar)

    @property
    def note(self) -> str:
        spent = working_days_between(self.start, self.now, self.calendar)
        if spent == 0:
            return f"共 {self.days} 个工作日，次日起算"
        if spent > self.days:
            return f"已超过 {self.days} 个工作日"
        return f"第 {spent} 个工作日，共 {self.days} 个"


def last_day_text(start: datetime.date, days: int, calendar: WorkCalendar) -> str:
    """The last of `days` working days: 12月21日, with 暂定 while a year's holidays are not known."""
    end = deadline(start, days, calendar)
    return day_text(end.date) + ("（暂定）" if end.provisional else "")


def day_text(day: datetime.date, *, year: bool = False) -> str:
    """In Shanghai: 11月20日, or 2026年11月20日, which what has ended needs: it is shown for years."""
    local = local_day(day)
    return f"{f'{local.year}年' if year else ''}{local.month}月{local.day}日"


def clock_of(filing: Filing, calendar: WorkCalendar, now: datetime.datetime | None = None) -> Clock | None:
    """The clock that runs now: the provider's from 完成, the authority's from the latest arrival; or None."""
    now = now or timezone.now()
    if filing.state == State.PROVIDER_CHECK and filing.submitted_at:
        return Clock(filing.submitted_at, PROVIDER_DAYS, now, calendar)
    if filing.state == State.AUTHORITY_REVIEW and filing.arrived_at:
        return Clock(filing.arrived_at, AUTHORITY_DAYS, now, calendar)
    return None


class DayCounts:
    """Working days of many filings as at one moment: counted once for each day on which a clock began."""

    def __init__(self, calendar: WorkCalendar, now: datetime.datetime) -> None:
        self._calendar, self._now = calendar, now
        self._left = cache(partial(days_left, now=now, calendar=calendar))
        self._since = cache(partial(working_days_between, end=now, calendar=calendar))
        self._last_day = cache(partial(last_day_text, calendar=calendar))

    def left(self, filing: Filing) -> int | None:
        """Of the clock that runs for `filing`, if any does."""
        clock = clock_of(filing, self._calendar, self._now)
        return self._left(local_day(clock.start), clock.days) if clock else None

    def last_day(self, filing: Filing) -> str:
        """As `Clock.last_day`; empty where no clock runs."""
        clock = clock_of(filing, self._calendar, self._now)
        return self._last_day(local_day(clock.start), clock.days) if clock else ""

    def since(self, moment: datetime.datetime) -> int:
        return self._since(local_day(moment))


def left_words(left: int) -> str:
    """How many working days a clock still has."""
    if left < 0:
        return f"已超期 {-left} 个工作日"
    return f"还剩 {left} 个工作日" if left else "今天到期"


def standing_of(
    filing: Filing, events: list[FilingEvent], *, for_owner: bool, now: datetime.datetime | None = None
) -> Standing:
    """At most two queries: the calendar, and the providers that still have to check.

    :param for_owner: the sentence says what the reader, the owner, must do
    """
    now, calendar = now or timezone.now(), load_calendar()
    clock = clock_of(filing, calendar, now)
    lead, rest = _sentence(filing, events, clock, for_owner)
    return Standing(
        stage=STATES[State(filing.state)].stage,
        steps=_steps(filing, events, clock),
        lead=lead,
        rest=rest,
        held=_held(events, calendar, now),
    )


def _steps(filing: Filing, events: list[FilingEvent], clock: Clock | None) -> tuple[Step, ...]:
    names = ["信息提交", "接入者核实", "待管局审核", "审核通过"]
    dates = [filing.submitted_at, filing.arrived_at, filing.ended_at, filing.ended_at]
    if filing.kind not in OWNER_FILLED:
        del names[1], dates[1]
    here = names.index(_place(filing.state, events, names))
    steps, has_ended = [], filing.state in ENDED_STATES
    for place, (name, date) in enumerate(zip(names, dates, strict=True)):
        if filing.state == State.APPROVED or place < here:
            steps.append(Step(name, "done", day_text(date, year=has_ended) if date else ""))
        elif place == here:
            steps.append(_present_step(filing, name, clock))
        else:
            steps.append(Step(name, "todo"))
    return tuple(steps)


def _place(state: str, events: list[FilingEvent], names: list[str]) -> str:
    """The step at which a filing of that state is; an ended one stays where it was before its last event."""
    if state == State.APPROVED:
        return "审核通过"
    if state == State.AUTHORITY_REVIEW:
        return "待管局审核"
    if state in {State.PROVIDER_CHECK, State.RETURNED} and "接入者核实" in names:
        return "接入者核实"
    if state in {State.PROVIDER_CHECK, State.RETURNED}:
        return "待管局审核"
    if state in {State.DRAFT, State.DISCARDED} or not events:
        return "信息提交"
    return _place(events[-1].from_state, [], names)


def _present_step(filing: Filing, name: str, clock: Clock | None) -> Step:
    state = State(filing.state)
    if state in {State.REJECTED, State.DECLINED, State.WITHDRAWN, State.DISCARDED}:
        day = day_text(filing.ended_at, year=True) if filing.ended_at else ""
        return Step(STATES[state].name, "stopped", day)
    if state == State.RETURNED:
        return Step(STATES[state].name, "now")
    return Step(name, "now", clock.note if clock else "")


def _sentence(
    filing: Filing, events: list[FilingEvent], clock: Clock | None, for_owner: bool
) -> tuple[str, str]:
    state = State(filing.state)
    if state == State.PROVIDER_CHECK and clock:
        return f"现在由{_checking(filing)}核实", _provider_rest(clock, for_owner)
    if state == State.AUTHORITY_REVIEW and clock:
        return f"现在由{authority_name(filing.province)}审核", _authority_rest(clock, for_owner)
    if state == State.RETURNED:
        since = day_text(events[-1].created_at) if events else ""
        more = f"请配合接入服务商修改，您自己不用在系统里操作；{_WILL_BE_TOLD}" if for_owner else ""
        return f"现在由{_checking(filing)}修改", f"，自{since}起，退回理由见下。{more}"
    return _ended(filing, for_owner)


def _checking(filing: Filing) -> str:
    checks = filing.checks.filter(state=ProviderCheck.State.OPEN).select_related("provider")
    return "、".join(check.provider.name for check in checks) or "接入服务商"


def _provider_rest(clock: Clock, for_owner: bool) -> str:
    since = day_text(clock.start)
    if clock.left < 0:
        more = "您可以联系接入服务商询问。" if for_owner else ""
        return f"，自{since}起，参考期限{clock.last_day}已过 {-clock.left} 个工作日。{more}"
    more = _NOTHING_TO_DO if for_owner else ""
    return f"，自{since}起，一般最迟{clock.last_day}核实完。{more}"


def _authority_rest(clock: Clock, for_owner: bool) -> str:
    since = day_text(clock.start)
    if clock.left < 0:
        more = "您可以拨打咨询电话询问。" if for_owner else ""
        return f"，自{since}起，期限{clock.last_day}已过 {-clock.left} 个工作日。{more}"
    more = _NOTHING_TO_DO if for_owner else ""
    return f"，自{since}起，最迟{clock.last_day}作出决定。{more}"


def _ended(filing: Filing, for_owner: bool) -> tuple[str, str]:
    again = "您可以改好后重新填报。" if for_owner and filing.kind in OWNER_FILLED else ""
    if filing.state == State.APPROVED:
        number = f"备案号 {filing.filing_number}。" if filing.filing_number else "相应备案已注销。"
        mark = "请在网站首页底部标明备案号。" if filing.filing_number and for_owner else ""
        return "已审核通过", f"，{number}{mark}"
    if filing.state == State.DRAFT:
        return "还没有提交", _draft_rest(filing, for_owner)
    reason = {State.REJECTED: "，理由见下。", State.DECLINED: "，理由见下。"}.get(State(filing.state), "。")
    return STATES[State(filing.state)].name, f"{reason}{again}"


def _draft_rest(filing: Filing, for_owner: bool) -> str:
    if filing.kind == Kind.CHANGE:
        return "，正由接入服务商填写。" + ("您现在不需要做什么。" if for_owner else "")
    if not for_owner:
        return "。"
    where = "接入服务商和通信管理局" if filing.kind in OWNER_FILLED else "通信管理局"
    return f"。填完并点击“完成”后，才会送到{where}。"


def _held(events: Iterable[FilingEvent], calendar: WorkCalendar, now: datetime.datetime) -> str:
    """From the second round on: how many working days the authority has had it in all."""
    rounds, total, since = 0, 0, None
    for event in events:
        is_there, was_there = (
            state == State.AUTHORITY_REVIEW for state in (event.to_state, event.from_state)
        )
        if is_there and not was_there:
            rounds, since = rounds + 1, event.created_at
        elif was_there and not is_there and since is not None:
            total, since = total + working_days_between(since, event.created_at, calendar), None
    if since is not None:
        total += working_days_between(since, now, calendar)
    return f"通信管理局已审核 {rounds} 轮，合计用了 {total} 个工作日。" if rounds > 1 else ""
