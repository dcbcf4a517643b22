"""Periods in working days, counted in Asia/Shanghai from the day after (行政许可法 art. 82).

A day works as its weekday says unless `CalendarDay` says otherwise. Each function reads the calendar with one
query; a page that shows many deadlines loads it once with `load_calendar` and hands it on: one query in all.
Nothing is cached between requests, so what staff correct counts at once in every process.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from icpportal.core.models import CalendarDay

SHANGHAI = ZoneInfo("Asia/Shanghai")
_DAY = datetime.timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True)
class Deadline:
    """The last day of a period. `provisional` (暂定): it touches a year whose holidays are not known yet."""

    date: datetime.date
    provisional: bool


@dataclass(frozen=True)
class WorkCalendar:
    """Which days work. `exceptions` maps a day to whether it works; `years` are those that are known."""

    exceptions: dict[datetime.date, bool]
    years: frozenset[int]

    def is_working_day(self, day: datetime.date) -> bool:
        return self.exceptions.get(day, day.weekday() < _SATURDAY)

    def knows(self, first: datetime.date, last: datetime.date) -> bool:
        """Whether the holidays of every year from `first` to `last` are known."""
        return self.years.issuperset(range(first.year, last.year + 1))


def load_calendar() -> WorkCalendar:
    """The whole calendar, about 30 rows a year, in one query."""
    exceptions = dict(CalendarDay.objects.order_by().values_list("date", "is_working_day"))
    return WorkCalendar(exceptions, frozenset(day.year for day in exceptions))


def deadline(start: datetime.date, working_days: int, calendar: WorkCalendar | None = None) -> Deadline:
    """The last of `working_days` working days after `start`; the next day is the first that can count.

    :param start: a day, or an aware time, whose day in Shanghai counts
    :param working_days: 1 or more
    :raises ValueError: a naive time, or fewer than 1 day
    """
    if working_days < 1:
        raise ValueError("a period has at least one working day")
    calendar = calendar or load_calendar()
    first = local_day(start)
    days = _working_days_after(first, calendar)
    last = [next(days) for _ in range(working_days)][-1]
    return Deadline(last, provisional=not calendar.knows(first + _DAY, last))


def working_days_between(
    start: datetime.date, end: datetime.date, calendar: WorkCalendar | None = None
) -> int:
    """How many working days lie after `start` up to and with `end`; 0 if `end` is not later.

    :raises ValueError: a naive time
    """
    first, last = local_day(start), local_day(end)
    if last <= first:
        return 0
    calendar = calendar or load_calendar()
    days = (first + _DAY * count for count in range(1, (last - first).days + 1))
    return sum(calendar.is_working_day(day) for day in days)


def days_left(
    start: datetime.date, working_days: int, now: datetime.date, calendar: WorkCalendar | None = None
) -> int:
    """Working days left of a period that began on `start`: 0 on its last day, negative once it is over.

    The days over are working days too, at least one: on the Saturday after a Friday's deadline it is -1.

    :raises ValueError: as `deadline`
    """
    calendar = calendar or load_calendar()
    last, today = deadline(start, working_days, calendar).date, local_day(now)
    if today > last:
        return -max(1, working_days_between(last, today, calendar))
    return working_days_between(max(today, local_day(start)), last, calendar)


def begun_before(
    working_days: int, left: int, now: datetime.date, calendar: WorkCalendar | None = None
) -> datetime.datetime:
    """The moment before which a period must have begun to have `left` working days or fewer left now.

    So that a list can be filtered by a column of the database: ``arrived_at < begun_before(20, 5, now)`` are exactly
    those whose `days_left` is 5 or less. `left` is 0 for what ends today, -1 for what is over.

    :raises ValueError: `left` is not from -1 to `working_days`, or a naive time
    """
    if not -1 <= left <= working_days:
        raise ValueError("a period has from -1 to all of its days left")
    calendar = calendar or load_calendar()
    last = local_day(now) + _DAY
    if left < 0:
        last -= _DAY
    for _ in range(working_days - max(left, 0)):
        last -= _DAY
        while not calendar.is_working_day(last):
            last -= _DAY
    return datetime.datetime.combine(last, datetime.time(), SHANGHAI)


def local_day(moment: datetime.date) -> datetime.date:
    """The day in Shanghai of an aware time; a plain day is itself.

    :raises ValueError: a naive time
    """
    if not isinstance(moment, datetime.datetime):
        return moment
    if moment.tzinfo is None:
        raise ValueError("a time without a zone has no day")
    return moment.astimezone(SHANGHAI).date()


def _working_days_after(day: datetime.date, calendar: WorkCalendar) -> Iterator[datetime.date]:
    while True:
        day += _DAY
        if calendar.is_working_day(day):
            yield day
