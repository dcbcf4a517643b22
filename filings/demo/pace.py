"""The demo's past: its stories told beside each other, in the order of time, over the last twelve months.

A story is a generator. It acts, then yields how many working days ago it goes on. Of all stories the one whose turn
comes first goes on first, with the clock at that moment, so that ids, numbers and times rise together.
"""

import datetime
from collections.abc import Generator, Iterable
from heapq import heapify, heappop, heappush
from typing import Any

from icpportal.core import clock
from icpportal.core.workdays import SHANGHAI, WorkCalendar, load_calendar, local_day

Steps = Generator[int, None, Any]
_DAY = datetime.timedelta(days=1)
_SOONEST = datetime.timedelta(minutes=10)


def play(stories: Iterable[tuple[int, Steps]]) -> None:
    """Tells every story to its end; each comes with how many working days ago it begins."""
    calendar, now = load_calendar(), clock.now()
    turns = [(_moment(ago, place, now, calendar), place, story) for place, (ago, story) in enumerate(stories)]
    heapify(turns)
    while turns:
        moment, place, story = heappop(turns)
        with clock.at(moment):
            ago = next(story, None)
        if ago is not None:
            later = max(_moment(ago, place, now, calendar), moment + _SOONEST)
            heappush(turns, (min(later, now), place, story))


def _last_working_day(day: datetime.date, calendar: WorkCalendar) -> datetime.date:
    while not calendar.is_working_day(day):
        day -= _DAY
    return day


def _moment(ago: int, place: int, now: datetime.datetime, calendar: WorkCalendar) -> datetime.datetime:
    """In the office hours of that working day, at a time of the story's own; never later than `now`."""
    day = _last_working_day(local_day(now), calendar)
    for _ in range(ago):
        day = _last_working_day(day - _DAY, calendar)
    hour = datetime.time(9 + place % 8, place * 7 % 60)
    return min(datetime.datetime.combine(day, hour, SHANGHAI), now)
