"""On which days the demo's stories happened."""

import datetime

import pytest

from filings.demo.pace import Steps, play
from icpportal.core import clock
from icpportal.core.workdays import SHANGHAI, working_days_between

pytestmark = pytest.mark.django_db


# 2026-11-27 is a Friday; 2026-10-01 to 07 are holidays, 2026-10-10 is a Saturday that works.
@pytest.mark.parametrize(
    ("today", "days"),
    [
        ("2026-11-27", ["2026-11-25", "2026-11-26", "2026-11-27"]),
        ("2026-11-28", ["2026-11-25", "2026-11-26", "2026-11-27"]),
        ("2026-11-29", ["2026-11-25", "2026-11-26", "2026-11-27"]),
        ("2026-11-30", ["2026-11-26", "2026-11-27", "2026-11-30"]),
        ("2026-10-11", ["2026-10-08", "2026-10-09", "2026-10-10"]),
    ],
)
def test_a_story_is_told_so_many_working_days_before_today(today: str, days: list[str]) -> None:
    seen: list[str] = []

    def story() -> Steps:
        seen.append(str(clock.today()))
        for ago in (1, 0):
            yield ago
            seen.append(str(clock.today()))

    last = datetime.date.fromisoformat(today)
    with clock.at(datetime.datetime.combine(last, datetime.time(18), SHANGHAI)):
        play([(2, story())])

    assert seen == days
    assert [working_days_between(datetime.date.fromisoformat(day), last) for day in seen] == [2, 1, 0]
