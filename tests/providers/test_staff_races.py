"""Two administrators at the same instant, on a real PostgreSQL."""

from collections.abc import Callable
from functools import partial

import pytest
from django.http import Http404

from accounts.models import User
from icpportal.core.errors import Refused
from providers import staff
from providers.models import ProviderStaff
from tests.at_once import at_once
from tests.factories import make_provider, make_user

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def outcome(call: Callable[[], object]) -> str:
    try:
        call()
    except Http404:
        return "404"
    except Refused as refusal:
        return refusal.code
    return "done"


@pytest.fixture
def pair() -> tuple[User, User]:
    """The two administrators of one provider."""
    provider = make_provider()
    people = make_user("boss1", "provider"), make_user("boss2", "provider")
    for user in people:
        ProviderStaff.objects.create(user=user, provider=provider, is_administrator=True)
    return people


def test_two_administrators_who_unmake_each_other_leave_one(pair: tuple[User, User]) -> None:
    first, second = pair
    calls = [
        partial(staff.set_administrator, first, "boss2", False),
        partial(staff.set_administrator, second, "boss1", False),
    ]
    assert sorted(at_once(*(partial(outcome, call) for call in calls))) == ["404", "done"]
    assert ProviderStaff.objects.filter(is_administrator=True).count() == 1


def test_two_administrators_who_both_step_down_leave_one(pair: tuple[User, User]) -> None:
    calls = [partial(staff.set_administrator, user, user.username, False) for user in pair]
    assert sorted(at_once(*(partial(outcome, call) for call in calls))) == ["done", "last_administrator"]
    assert ProviderStaff.objects.filter(is_administrator=True).count() == 1


def test_two_administrators_who_close_each_other_leave_one(pair: tuple[User, User]) -> None:
    first, second = pair
    calls = [
        partial(staff.set_active, first, "boss2", False),
        partial(staff.set_active, second, "boss1", False),
    ]
    assert sorted(at_once(*(partial(outcome, call) for call in calls))) == ["404", "done"]
    assert User.objects.filter(is_active=True).count() == 1
