import datetime

import pytest
from django.db import IntegrityError, transaction

from icpportal.core.models import CalendarDay

pytestmark = pytest.mark.django_db


def test_calendar_starts_with_the_known_years():
    years = set(CalendarDay.objects.values_list("date__year", flat=True))
    assert years == set(range(2004, 2027))


def test_calendar_holds_only_exceptions_from_the_week():
    for day in CalendarDay.objects.all():
        assert day.is_working_day == (day.date.weekday() >= 5)
    national_day = CalendarDay.objects.get(date="2026-10-01")
    assert str(national_day) == "2026-10-01 国庆节"


def test_calendar_day_twice():
    with pytest.raises(IntegrityError), transaction.atomic():
        CalendarDay.objects.create(date=datetime.date(2026, 10, 1), is_working_day=True, name="x", source="x")
    assert CalendarDay.objects.get(date="2026-10-01").is_working_day is False
