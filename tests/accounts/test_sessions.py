"""A session read from the database alone: what ends it counts at the next request, in every process."""

import subprocess
from collections.abc import Callable

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.backends import person_with_device
from accounts.models import ContactDevice, User
from accounts.sessions import SessionStore
from tests.accounts.asking_process import start
from tests.factories import make_user, sign_in

pytestmark = pytest.mark.django_db


def may_enter(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_what_was_saved_is_read_again() -> None:
    store = SessionStore()
    store["a"] = ["甲", 1]
    store.save()
    assert SessionStore(store.session_key)["a"] == ["甲", 1]


def test_expired_session_is_empty_and_has_no_key() -> None:
    with time_machine.travel("2026-11-24 10:00:00+08:00", tick=False) as clock:
        store = SessionStore()
        store["a"] = 1
        store.set_expiry(60)
        store.save()
        clock.shift(59)
        assert SessionStore(store.session_key)["a"] == 1
        clock.shift(1)
        late = SessionStore(store.session_key)
        assert dict(late.items()) == {}
        assert late.session_key is None


def test_unknown_and_broken_sessions_are_empty() -> None:
    assert dict(SessionStore("x" * 32).items()) == {}
    Session.objects.create(session_key="y" * 32, session_data="broken", expire_date="2099-01-01T00:00Z")
    assert dict(SessionStore("y" * 32).items()) == {}


def disable(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def change_password(user: User) -> None:
    user.set_password("another horse 电池 staple")
    user.save()


def remove_person(user: User) -> None:
    user.delete()


def remove_device(user: User) -> None:
    ContactDevice.objects.filter(user=user).delete()


def unconfirm_device(user: User) -> None:
    ContactDevice.objects.filter(user=user).update(confirmed=False)


def end_sessions(user: User) -> None:
    Session.objects.all().delete()


@pytest.mark.parametrize(
    "end", [disable, change_password, remove_person, remove_device, unconfirm_device, end_sessions]
)
def test_what_ends_a_login_counts_at_the_next_request(client: Client, end: Callable[[User], None]) -> None:
    user = make_user()
    sign_in(client, user)
    assert may_enter(client)
    end(user)
    assert not may_enter(client)


def test_second_factor_of_somebody_else_is_none(client: Client) -> None:
    sign_in(client, make_user())
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = ContactDevice.of(make_user("other")).persistent_id
    session.save()
    assert not may_enter(client)


def test_second_factor_by_app_is_looked_up(client: Client) -> None:
    user = make_user()
    sign_in(client, user)
    session = client.session
    device = TOTPDevice.objects.create(user=user, name="app", confirmed=True)
    session[DEVICE_ID_SESSION_KEY] = device.persistent_id
    session.save()
    assert may_enter(client)
    device.delete()
    assert not may_enter(client)


def test_person_comes_with_the_device_in_one_query(
    django_assert_num_queries: Callable[[int], object],
) -> None:
    user, alone = make_user(mobile="13800000009", province="110000"), make_user("alone")
    device = ContactDevice.of(user)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        found = person_with_device(user.pk)
        assert found == user
        assert found.contact_device == device
    assert (found.mobile, found.province, found.is_active) == ("13800000009", "110000", True)
    assert not hasattr(person_with_device(alone.pk), "contact_device")
    assert person_with_device(0) is None


@pytest.mark.django_db(transaction=True)
def test_ended_session_is_dead_in_another_process_that_knew_it() -> None:
    key = sign_in(Client(), make_user()).session.session_key
    cookie = f"{settings.SESSION_COOKIE_NAME}={key}"
    asked: list[subprocess.Popen[str]] = [start(cookie), start(cookie)]
    try:
        assert [answer(process) for process in asked * 2] == ["200"] * 4
        Session.objects.filter(session_key=key).delete()
        assert [answer(process) for process in asked] == ["303"] * 2
    finally:
        for process in asked:
            process.communicate("")


def answer(process: subprocess.Popen[str]) -> str:
    """The status that the process gets now."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    return process.stdout.readline().strip()
