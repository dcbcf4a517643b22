"""What the database itself refuses, by raw SQL and past every form."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import Attempt, Consent, ContactDevice, OneTimeCode, User
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def _refused(sql: str, *values: object) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize(
    "change",
    [
        "role = 'god'",
        "role = 'reviewer', province = ''",
        "is_registering = true",
        "username = 'second'",
        "mobile_key = (SELECT mobile_key FROM accounts_user WHERE username = 'second')",
        "email_key = (SELECT email_key FROM accounts_user WHERE username = 'second')",
    ],
)
def test_user_that_cannot_be_is_refused(change):
    make_user("first")
    make_user("second")
    _refused(f"UPDATE accounts_user SET {change} WHERE username = 'first'")


def test_user_who_is_not_active_may_share_a_contact():
    make_user("first", mobile="13000000000")
    make_user("second", mobile="13000000000", is_active=False)
    make_user("third", mobile="", email="")
    make_user("fourth", mobile="", email="")
    assert User.objects.count() == 4


def test_contact_is_the_same_in_any_case():
    make_user("first", email="A@Example.com")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user("second", email="a@example.com")


@pytest.mark.parametrize(
    "change",
    ["purpose = 'other'", "tries_left = -1", "mobile_key = '', email_key = ''", "expires_at = sent_at"],
)
def test_code_that_cannot_be_is_refused(change):
    now = timezone.now()
    OneTimeCode.objects.create(
        purpose="login",
        mobile_key="a",
        binding="b",
        digest="c",
        by_sms=True,
        tries_left=5,
        sent_at=now,
        expires_at=now + timedelta(seconds=1),
    )
    _refused(f"UPDATE accounts_onetimecode SET {change}")


def test_consent_and_device_and_counter_are_there_once():
    user = make_user()
    ContactDevice.of(user)
    Consent.objects.create(user=user, agreement="service", version="1", accepted_at=timezone.now())
    assert [Attempt.objects.count_one("limit", "someone", 9) for _ in range(3)] == [1, 2, 3]
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(user=user, agreement="service", version="1", accepted_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        ContactDevice.objects.create(user=user, name="x")
    _refused(
        "INSERT INTO accounts_attempt (limit_name, subject, ends_at, count) VALUES ('limit', 'someone', 9, 1)"
    )
    _refused("UPDATE accounts_attempt SET count = -1")


def test_device_takes_no_token_by_itself():
    assert ContactDevice.of(make_user()).verify_token("123456") is False
