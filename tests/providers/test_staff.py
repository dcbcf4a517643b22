"""The writer of a provider's people."""

from typing import Any

import pytest
from django.http import Http404

from accounts.models import User
from accounts.models.outbox import OutboxMessage
from icpportal.core.errors import Refused
from providers import staff
from providers.models import ProviderStaff
from tests.factories import make_provider, make_user

pytestmark = pytest.mark.django_db


def employ(username: str, provider: Any, administrator: bool = False, **fields: Any) -> User:
    user = make_user(username, "provider", **fields)
    ProviderStaff.objects.create(user=user, provider=provider, is_administrator=administrator)
    return user


@pytest.fixture
def boss() -> User:
    """The one administrator of a provider with one other person, ``clerk``."""
    provider = make_provider("北京云桥科技有限公司", licence_number="B1-示例-1")
    employ("clerk", provider)
    return employ("boss", provider, administrator=True)


@pytest.fixture
def stranger(boss: User) -> User:
    """The administrator of another provider."""
    other = make_provider("北京清源数据科技有限公司", licence_number="B1-示例-2")
    return employ("stranger", other, administrator=True)


def written() -> tuple[Any, ...]:
    return (
        list(User.objects.order_by("pk").values()),
        list(ProviderStaff.objects.order_by("pk").values()),
        OutboxMessage.objects.count(),
    )


def refusal(call: Any, *args: Any) -> str:
    """The code with which `call` is refused; nothing may have been written."""
    before = written()
    with pytest.raises(Refused) as caught:
        call(*args)
    assert written() == before
    return caught.value.code


def test_new_person_has_no_password_and_is_told_how_to_set_one(boss: User) -> None:
    member = staff.add_person(boss, "newcomer", "13700000001", "newcomer@example.test")
    user = User.objects.get(username="newcomer")
    assert (user.role, user.is_active, user.has_usable_password()) == ("provider", True, False)
    assert (member.provider, member.is_administrator) == (boss.provider_staff.provider, False)
    told = OutboxMessage.objects.order_by("channel")
    assert [(m.template, m.user_id) for m in told] == [("账号已开通", user.pk)] * 2


def test_username_and_contact_in_use_are_refused(boss: User, stranger: User) -> None:
    args = ("13700000001", "newcomer@example.test")
    assert refusal(staff.add_person, boss, "stranger", *args) == "username_taken"
    assert refusal(staff.add_person, boss, "newcomer", stranger.mobile, args[1]) == "contact_taken"
    assert refusal(staff.add_person, boss, "newcomer", args[0], stranger.email.upper()) == "contact_taken"


def test_administrator_is_made_and_unmade(boss: User) -> None:
    staff.set_administrator(boss, "clerk", True)
    clerk = User.objects.get(username="clerk")
    staff.set_administrator(clerk, "boss", False)
    assert list(
        ProviderStaff.objects.filter(is_administrator=True).values_list("user__username", flat=True)
    ) == ["clerk"]


def test_last_administrator_stays(boss: User) -> None:
    assert refusal(staff.set_administrator, boss, "boss", False) == "last_administrator"
    staff.set_administrator(boss, "clerk", True)
    staff.set_active(boss, "clerk", False)
    assert refusal(staff.set_administrator, boss, "boss", False) == "last_administrator"


def test_own_account_is_not_closed(boss: User) -> None:
    staff.set_administrator(boss, "clerk", True)
    assert refusal(staff.set_active, boss, "boss", False) == "own_account"


def test_account_is_closed_and_reopened(boss: User) -> None:
    staff.set_active(boss, "clerk", False)
    assert not User.objects.get(username="clerk").is_active
    staff.set_active(boss, "clerk", True)
    assert User.objects.get(username="clerk").is_active


def test_account_whose_mobile_another_has_by_now_is_not_reopened(boss: User) -> None:
    staff.set_active(boss, "clerk", False)
    make_user("heir", mobile=User.objects.get(username="clerk").mobile)
    assert refusal(staff.set_active, boss, "clerk", True) == "contact_taken"


@pytest.mark.parametrize("username", ["stranger", "owner", "nobody", "CLERK", ""])
def test_people_of_others_are_not_there(boss: User, stranger: User, username: str) -> None:
    make_user("owner")
    before = written()
    for call in (staff.set_administrator, staff.set_active):
        for value in (True, False):
            with pytest.raises(Http404):
                call(boss, username, value)
    assert written() == before


def closed(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def demoted(user: User) -> None:
    ProviderStaff.objects.filter(user=user).update(is_administrator=False)


def stopped(user: User) -> None:
    provider = ProviderStaff.objects.get(user=user).provider
    provider.is_active = False
    provider.save()


def dismissed(user: User) -> None:
    ProviderStaff.objects.filter(user=user).delete()


@pytest.mark.parametrize("change", [closed, demoted, stopped, dismissed])
def test_who_is_no_administrator_any_more_changes_nothing(boss: User, change: Any) -> None:
    change(boss)
    before = written()
    for call, args in (
        (staff.add_person, ("newcomer", "13700000001", "n@example.test")),
        (staff.set_administrator, ("clerk", True)),
        (staff.set_active, ("clerk", False)),
    ):
        with pytest.raises(Http404):
            call(boss, *args)
    assert written() == before
