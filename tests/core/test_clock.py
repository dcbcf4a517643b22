import datetime

from django.utils import timezone

from icpportal.core import clock

MIDNIGHT = datetime.datetime.fromisoformat("2025-12-31T16:00:00+00:00")


def test_now_is_the_present_unless_inside_at():
    with clock.at(MIDNIGHT):
        assert clock.now() == MIDNIGHT
        with clock.at(MIDNIGHT + datetime.timedelta(days=1)):
            assert clock.now() == MIDNIGHT + datetime.timedelta(days=1)
        assert clock.now() == MIDNIGHT
    assert abs(clock.now() - timezone.now()) < datetime.timedelta(seconds=5)


def test_today_is_the_day_of_shanghai():
    with clock.at(MIDNIGHT):
        assert clock.today() == datetime.date(2026, 1, 1)
