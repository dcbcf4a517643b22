"""`manage.py demo`."""

import datetime
from collections import Counter
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import OutboxMessage, User
from filings.models import (
    Filing,
    FilingEvent,
    FilingSnapshot,
    Fingerprint,
    Notice,
    ReasonCode,
    RegisteredEntity,
)
from filings.queries.claiming import live_claim
from filings.queries.standing import clock_of
from filings.workflow import State
from icpportal.core.workdays import load_calendar
from providers.models import Provider

pytestmark = pytest.mark.django_db

PEOPLE = {
    "owner": "owner",
    "owner2": "owner",
    "provider": "provider",
    "provider2": "provider",
    "reviewer": "reviewer",
    "reviewer2": "reviewer",
    "miit": "ministry",
    "admin": "admin",
}
REACHED = {
    "first": set(State),
    "new_website": set(State),
    "new_access": set(State),
    "change": set(State) - {State.PROVIDER_CHECK},
    "cancel_website": {"draft", "discarded", "withdrawn", "rejected", "authority_review", "approved"},
    "cancel_entity": {"draft", "discarded", "withdrawn", "rejected", "authority_review", "approved"},
    "authority_cancel": {"draft", "discarded", "rejected", "authority_review", "approved"},
}


def load() -> str:
    out = StringIO()
    call_command("demo", stdout=out)
    return out.getvalue()


def everything() -> list[Any]:
    models = (User, Provider, Filing, FilingEvent, Notice, ReasonCode)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_demo_is_refused_elsewhere(settings: Any) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError):
        load()
    assert not User.objects.exists()
    assert not Provider.objects.exists()


def test_demo_holds_people_providers_and_filings_and_does_nothing_twice(settings: Any) -> None:
    settings.DEMO = True
    printed = load()
    assert dict(User.objects.filter(username__in=PEOPLE).values_list("username", "role")) == PEOPLE
    assert not User.objects.filter(is_demo=False).exists()
    assert all(user.check_password("Beian-demo-2026") for user in User.objects.filter(username__in=PEOPLE))
    assert "Beian-demo-2026" in printed
    assert all(f"  {name} " in printed for name in PEOPLE)
    assert Provider.objects.count() == 300
    assert not Filing.objects.filter(owner__username="owner").exists()
    assert Filing.objects.get(owner__username="owner2").state == "provider_check"
    for kind, states in REACHED.items():
        assert set(Filing.objects.filter(kind=kind).values_list("state", flat=True)) == states, kind
    assert User.objects.get(username="provider").provider_staff.provider.province == "110000"
    assert (
        User.objects.get(username="provider").provider_staff.provider
        != User.objects.get(username="provider2").provider_staff.provider
    )
    assert_the_past_is_in_order()
    assert_work_waits()
    before = everything()
    assert load() == printed
    assert everything() == before


def assert_the_past_is_in_order() -> None:
    """A year of decisions; what happened later has the later id, time and number; the number's year is its day's."""
    decided = Filing.objects.filter(state__in=["approved", "rejected"])
    assert decided.filter(province="110000").count() >= 60
    assert len(set(decided.values_list("province", flat=True))) == 6
    times = list(FilingEvent.objects.order_by("pk").values_list("created_at", flat=True))
    assert times == sorted(times)
    assert (times[-1] - times[0]).days > 330
    assert (datetime.datetime.now(datetime.UTC) - times[0]).days < 370
    months = {(time.year, time.month) for time in times}
    assert len(months) >= 12
    for entity in RegisteredEntity.objects.order_by("approved_at"):
        assert entity.number[5:9] == f"{entity.approved_at + datetime.timedelta(hours=8):%Y}"
    numbers = RegisteredEntity.objects.filter(province="110000").order_by("approved_at")
    assert [each.number for each in numbers] == sorted(each.number for each in numbers)
    event = FilingEvent.objects.get(action="approve", filing=numbers[0].filings.get(kind="first"))
    snapshot = FilingSnapshot.objects.get(filing=event.filing, version=event.to_version)
    assert snapshot.created_at == event.created_at == numbers[0].approved_at
    assert event.filing.created_at <= event.filing.submitted_at < event.filing.arrived_at < event.created_at
    assert not OutboxMessage.objects.filter(created_at__lt=times[-40], state="waiting").exists()
    returns = Counter(FilingEvent.objects.filter(action="return").values_list("filing", flat=True))
    assert max(returns.values()) == 2


def assert_work_waits() -> None:
    """In 北京: one overdue, one due in three days, a claim that lives and one that has lapsed, a shared mobile."""
    calendar = load_calendar()
    waiting = Filing.objects.filter(state="authority_review", province="110000")
    clocks = [clock_of(filing, calendar) for filing in waiting]
    left = [clock.left for clock in clocks if clock]
    assert sum(days < 0 for days in left) == 1
    assert 3 in left
    claimed = waiting.filter(claimed_by__isnull=False)
    assert sorted(live_claim(filing, calendar) is None for filing in claimed) == [False, True]
    shared = Counter(
        Fingerprint.objects.filter(kind="mobile", filing__in=waiting).values_list("key", flat=True)
    )
    assert max(shared.values()) == 2
