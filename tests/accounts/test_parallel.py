"""Many at once, in threads with connections of their own, on whichever database the run has."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections
from django.test import Client

from accounts import codes, limits
from accounts.messages import Recipient
from accounts.models import CodePurpose, OneTimeCode, OutboxMessage, User
from icpportal.core.errors import Limited
from tests.accounts import people

pytestmark = pytest.mark.django_db(transaction=True)
T = TypeVar("T")
TO = Recipient(mobile="13000000000", email="a@example.com")


def _at_once(times: int, act: Callable[[int], T]) -> list[T]:
    def alone(number: int) -> T:
        try:
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(alone, range(times)))


def _send(number: int) -> str:
    try:
        codes.send(SessionStore(), CodePurpose.LOGIN, TO)
    except Limited as error:
        return error.code
    return "sent"


def test_send_twenty_at_once_sends_one(settings):
    settings.CODE_COOLDOWN_SECONDS = 60
    answers = _at_once(20, _send)
    assert sorted(answers) == ["code_too_soon"] * 19 + ["sent"]
    assert (OneTimeCode.objects.count(), OutboxMessage.objects.count()) == (1, 2)


def test_prove_fifty_at_once_succeeds_once(settings):
    settings.CODE_TRIES = 50
    session = SessionStore()
    codes.send(session, CodePurpose.LOGIN, TO)
    code = codes.shown_code(session, CodePurpose.LOGIN)
    answers = _at_once(50, lambda _: codes.prove(session, CodePurpose.LOGIN, TO, code))
    assert answers.count(True) == 1


def test_prove_wrong_fifty_at_once_tries_five(settings):
    settings.CODE_TRIES = 5
    session = SessionStore()
    codes.send(session, CodePurpose.LOGIN, TO)
    _at_once(50, lambda _: codes.prove(session, CodePurpose.LOGIN, TO, "x"))
    assert OneTimeCode.objects.get().tries_left == 0


def test_register_the_same_at_once_makes_one_user():
    def register(_: int) -> int:
        client = Client()
        people.accept_agreements(client)
        return people.fill_in(client).status_code

    answers = _at_once(16, register)
    assert set(answers) <= {200, 302}
    assert answers.count(302) == 1
    assert User.objects.count() == 1


def test_spend_at_once_counts_each(settings):
    settings.LOGIN_TRIES_PER_ACCOUNT = 10
    limit = limits.Limit("test", "LOGIN_TRIES_PER_ACCOUNT", 86400)

    def spend(_: int) -> bool:
        try:
            limits.spend(limit, "a")
        except Limited:
            return False
        return True

    assert _at_once(30, spend).count(True) == 10
