"""The holidays that the library chinesecalendar knows, as rows of `CalendarDay`."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from chinese_calendar import constants

SOURCE = "国务院办公厅节假日安排（chinesecalendar）"
_NAMES = {holiday.value: holiday.chinese for holiday in constants.Holiday}
_SATURDAY = 5


@dataclass(frozen=True)
class KnownDay:
    """One exception from the week: a holiday from Monday to Friday, or a make-up day at a weekend."""

    date: datetime.date
    is_working_day: bool
    name: str


def known_days() -> Iterator[KnownDay]:
    """All exceptions that the installed version knows (1.11.0: 2004 to 2026), in no order."""
    for date, name in constants.holidays.items():
        if date.weekday() < _SATURDAY:
            yield KnownDay(date, False, _NAMES[name])
    for date, name in constants.workdays.items():
        if date.weekday() >= _SATURDAY:
            yield KnownDay(date, True, f"{_NAMES[name]}调休上班")
