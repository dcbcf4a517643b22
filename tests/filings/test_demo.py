"""`manage.py demo`."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from filings.models import Filing, FilingEvent, Notice, ReasonCode
from filings.workflow import State
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
    before = everything()
    assert load() == printed
    assert everything() == before
