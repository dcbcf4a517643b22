import datetime
from zoneinfo import ZoneInfo

import pytest

from icpportal.core.models import CalendarDay
from icpportal.core.workdays import (
    Deadline,
    begun_before,
    days_left,
    deadline,
    load_calendar,
    working_days_between,
)

pytestmark = pytest.mark.django_db

SHANGHAI = ZoneInfo("Asia/Shanghai")


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "last"),
    [
        ("2007-09-20", "2007-10-23"),
        ("2008-04-29", "2008-05-28"),
        ("2012-01-16", "2012-02-16"),
        ("2025-01-20", "2025-02-21"),
        ("2026-09-21", "2026-10-26"),
    ],
)
def test_deadline_of_20_days_over_holidays(start, last):
    assert deadline(day(start), 20) == Deadline(day(last), provisional=False)


def test_deadline_into_a_year_without_data_is_provisional():
    assert deadline(day("2026-12-07"), 20) == Deadline(day("2027-01-04"), provisional=True)


def test_deadline_at_the_very_end_of_a_known_year():
    assert deadline(day("2026-12-03"), 20) == Deadline(day("2026-12-31"), provisional=False)
    assert deadline(day("2026-12-04"), 20) == Deadline(day("2027-01-01"), provisional=True)


def test_deadline_changes_when_staff_enter_the_holidays():
    CalendarDay.objects.create(date=day("2027-01-01"), is_working_day=False, name="元旦", source="通知")
    assert deadline(day("2026-12-07"), 20) == Deadline(day("2027-01-05"), provisional=False)


def test_make_up_sunday_counts():
    # 2026-02-14 (Saturday) is worked for the Spring Festival of 2026-02-15 to 23.
    assert deadline(day("2026-02-13"), 1).date == day("2026-02-14")
    assert deadline(day("2026-02-14"), 1).date == day("2026-02-24")


@pytest.mark.parametrize(
    ("utc", "last"),
    [
        ("2026-11-20T15:59:59+00:00", "2026-11-23"),  # Friday 23:59:59 in Shanghai
        ("2026-11-20T16:00:01+00:00", "2026-11-23"),  # Saturday 00:00:01
        ("2026-11-19T15:59:59+00:00", "2026-11-20"),  # Thursday 23:59:59
        ("2026-11-19T16:00:01+00:00", "2026-11-23"),  # Friday 00:00:01
    ],
)
def test_deadline_counts_days_of_shanghai_on_a_server_in_utc(utc, last, settings):
    settings.TIME_ZONE = "UTC"
    assert deadline(datetime.datetime.fromisoformat(utc), 1).date == day(last)


def test_twenty_days_from_friday_night_and_saturday_morning_end_together():
    friday = datetime.datetime(2026, 11, 20, 23, 59, 59, tzinfo=SHANGHAI)
    saturday = datetime.datetime(2026, 11, 21, 0, 0, 1, tzinfo=SHANGHAI)
    assert deadline(friday, 20).date == day("2026-12-18")
    assert deadline(saturday, 20).date == day("2026-12-18")


def test_naive_times_and_empty_periods_are_refused():
    with pytest.raises(ValueError, match="zone"):
        deadline(datetime.datetime(2026, 11, 20, 12, 0), 20)
    with pytest.raises(ValueError, match="at least one"):
        deadline(day("2026-11-20"), 0)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-11-20", "2026-11-23", 1),
        ("2026-11-20", "2026-11-22", 0),
        ("2026-11-20", "2026-11-20", 0),
        ("2026-11-23", "2026-11-20", 0),
        ("2026-09-21", "2026-10-26", 20),
    ],
)
def test_working_days_between(start, end, expected):
    assert working_days_between(day(start), day(end)) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-11-19", 5),
        ("2026-11-20", 5),
        ("2026-11-21", 5),
        ("2026-11-23", 4),
        ("2026-11-27", 0),
        ("2026-11-28", -1),
        ("2026-11-30", -1),
        ("2026-12-01", -2),
    ],
)
def test_days_left_of_five_from_a_friday(now, expected):
    assert days_left(day("2026-11-20"), 5, day(now)) == expected


def test_each_call_is_one_query_and_a_loaded_calendar_none(django_assert_num_queries):
    with django_assert_num_queries(1):
        deadline(day("2026-11-20"), 20)
    with django_assert_num_queries(1):
        days_left(day("2026-11-20"), 20, day("2027-02-01"))
    with django_assert_num_queries(1):
        working_days_between(day("2026-11-20"), day("2026-12-20"))
    calendar = load_calendar()
    with django_assert_num_queries(0):
        days_left(day("2026-11-20"), 20, day("2027-02-01"), calendar)


@pytest.mark.parametrize(
    ("now", "left", "cutoff"),
    [
        # Plain weeks: of what has 20 days, 20 are left to all that came by today, 15 to what came five days ago.
        ("2026-11-24", 20, "2026-11-25"),
        ("2026-11-24", 19, "2026-11-24"),
        ("2026-11-24", 15, "2026-11-18"),
        ("2026-11-24", 0, "2026-10-28"),
        ("2026-11-24", -1, "2026-10-27"),
        # At a weekend nothing ends: what ended on Friday is over on Saturday.
        ("2026-11-21", 0, "2026-10-26"),
        ("2026-11-21", -1, "2026-10-26"),
        # National Day, 1 to 7 October, with make-up days on 20 September and 10 October.
        ("2026-10-26", 0, "2026-09-22"),
        ("2026-10-26", -1, "2026-09-21"),
        ("2026-10-26", 5, "2026-09-30"),
        # Spring Festival, 16 to 23 February, with make-up days on 14 and 28 February.
        ("2026-03-09", 0, "2026-02-04"),
        ("2026-03-09", 5, "2026-02-11"),
        ("2026-03-09", -1, "2026-02-03"),
        # 2027 is not published: its weekdays count, 1 January among them.
        ("2027-01-04", 0, "2026-12-08"),
    ],
)
def test_begun_before_over_holidays_and_an_unpublished_year(now, left, cutoff):
    assert begun_before(20, left, day(now)) == datetime.datetime.fromisoformat(f"{cutoff}T00:00:00+08:00")


@pytest.mark.parametrize(
    "now", ["2026-02-13", "2026-02-20", "2026-02-28", "2026-10-10", "2026-12-31", "2027-01-03"]
)
@pytest.mark.parametrize("left", [-1, 0, 3, 5])
def test_begun_before_agrees_with_days_left_day_by_day(now, left):
    calendar = load_calendar()
    cutoff = begun_before(20, left, day(now), calendar).date()
    for ago in range(60):
        start = day(now) - datetime.timedelta(days=ago)
        assert (start < cutoff) == (days_left(start, 20, day(now), calendar) <= left), start


def test_begun_before_takes_the_day_of_shanghai():
    # 16:00 in London's winter is midnight in Shanghai: already the 25th.
    late = datetime.datetime.fromisoformat("2026-11-24T16:00:00+00:00")
    assert begun_before(20, 19, late) == datetime.datetime.fromisoformat("2026-11-25T00:00:00+08:00")


@pytest.mark.parametrize("left", [-2, 21])
def test_begun_before_refuses_days_that_a_period_cannot_have_left(left):
    with pytest.raises(ValueError, match="from -1"):
        begun_before(20, left, day("2026-11-24"))
