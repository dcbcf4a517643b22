"""The review in numbers, counted by hand."""

import datetime
from collections import Counter
from typing import Any

import pytest

from filings import actions
from filings.actions.case import Reason
from filings.queries.statistics import Standing, Tally, last_months, statistics_of
from icpportal.core import clock
from icpportal.core.workdays import WorkCalendar
from tests.filings import cast
from tests.filings.many import arrived, at, decided

pytestmark = pytest.mark.django_db
PLAIN = WorkCalendar({}, frozenset({2025, 2026}))
NOW = at(11, 24)


@pytest.mark.parametrize(
    ("days", "median", "ninth"),
    [
        ([], None, None),
        ([7], 7, 7),
        ([1, 9], 1, 9),
        ([1, 2, 9], 2, 9),
        ([1, 2, 3, 4, 5, 6, 7, 8, 9, 30], 5, 9),
        ([0, 0, 0, 5], 0, 5),
        ([*range(1, 21)], 10, 18),
    ],
)
def test_median_and_ninth_decile_by_nearest_rank(
    days: list[int], median: int | None, ninth: int | None
) -> None:
    tally = Tally(days=Counter(days))
    assert (tally.within(50), tally.within(90)) == (median, ninth)


def test_last_months_over_the_turn_of_the_year() -> None:
    months = last_months(datetime.date(2026, 2, 28))
    assert [f"{month:%Y-%m}" for month in months] == [
        *["2025-03", "2025-04", "2025-05", "2025-06", "2025-07", "2025-08", "2025-09", "2025-10"],
        *["2025-11", "2025-12", "2026-01", "2026-02"],
    ]
    assert last_months(datetime.date(2026, 12, 1))[0] == datetime.date(2026, 1, 1)


def test_numbers_of_a_province() -> None:
    # Friday to Monday is one working day; Monday to the Friday of the week after, nine; on the same day, none.
    decided(1, at(9, 4), at(9, 7), "approve")
    decided(2, at(9, 7), at(9, 18), "reject", [Reason("address")])
    back = decided(3, at(9, 8), at(9, 8, 15), "return_for_correction", [Reason("address"), Reason("phone")])
    with clock.at(at(9, 30)):
        back = cast.verified(back)
    with clock.at(at(10, 2)):
        actions.return_for_correction(cast.reviewer("r"), back.uid, back.version, [Reason("address")])
    arrived(4, at(10, 26))
    arrived(5, at(10, 27))
    numbers = statistics_of("110000", PLAIN, NOW)
    september, october = (numbers.months[datetime.date(2026, month, 1)] for month in (9, 10))
    assert (september.received, october.received, numbers.total.received) == (3, 2, 5)
    assert september.decided == {"approve": 1, "reject": 1, "return": 1}
    assert sorted(september.days.elements()) == [0, 1, 9]
    # The second round by itself: from 30 September to 2 October.
    assert sorted(october.days.elements()) == [2]
    assert (numbers.total.within(50), numbers.total.within(90)) == (1, 9)
    assert numbers.total.return_rate == 0.5
    assert numbers.reasons == {"address": 2, "phone": 1}
    assert numbers.now == {"110000": Standing(waiting=2, overdue=1)}


def test_months_are_those_of_shanghai_and_older_ones_are_left_out() -> None:
    # 1 October 00:30 in Shanghai is still September in UTC.
    decided(1, at(10, 1, 0).replace(minute=30), at(11, 1, 0).replace(minute=30), "approve")
    decided(2, at(11, 28, year=2025), at(12, 1, 0, year=2025), "approve")
    decided(3, at(11, 3, year=2025), at(11, 30, 23, year=2025), "approve")
    numbers = statistics_of("110000", PLAIN, NOW)
    shown = {f"{month:%Y-%m}": (t.received, t.decisions) for month, t in numbers.months.items()}
    assert {month: pair for month, pair in shown.items() if pair != (0, 0)} == {
        "2025-12": (0, 1),
        "2026-10": (1, 0),
        "2026-11": (0, 1),
    }
    assert len(shown) == 12


def test_a_province_has_its_own_and_all_have_all() -> None:
    decided(1, at(9, 4), at(9, 7), "approve")
    with clock.at(at(9, 8)):
        other = arrived(2, at(9, 8), "310000")
        actions.reject(cast.reviewer("sh", "310000"), other.uid, other.version, [Reason("ip")])
        back = arrived(3, at(9, 8), "310000")
        actions.return_for_correction(
            cast.reviewer("sh2", "310000"), back.uid, back.version, [Reason("ip"), Reason("ip")]
        )
    here, everywhere = statistics_of("110000", PLAIN, NOW), statistics_of("", PLAIN, NOW)
    assert (here.total.received, here.total.decided, here.reasons) == (1, {"approve": 1}, {})
    assert {place: tally.decisions for place, tally in everywhere.provinces.items()} == {
        "110000": 1,
        "310000": 2,
    }
    assert everywhere.reasons == {"ip": 1}


@pytest.mark.parametrize("count", [1, 3])
def test_queries_are_the_same_for_any_number(count: int, django_assert_num_queries: Any) -> None:
    for number in range(1, count + 1):
        decided(number, at(9, 4), at(9, 7), "return_for_correction", [Reason("address")])
    with django_assert_num_queries(4):
        statistics_of("110000", PLAIN, NOW)
