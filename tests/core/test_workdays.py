import datetime
from zoneinfo import ZoneInfo

import pytest

from icpportal.core.models import CalendarDay
from icpportal.core.workdays import Deadline, days_left, deadline, load_calendar, working_days_between

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
