"""Registration, from the first agreement to 注册成功."""

import pytest

from accounts.models import Consent, User
from tests.accounts import people

pytestmark = pytest.mark.django_db


def test_register_as_the_manual_says_opens_an_account(client):
    people.accept_agreements(client)
    assert people.fill_in(client)["Location"] == "/register/confirm/"
    code = people.shown_code(client, "/register/confirm/")
    done = client.post("/register/confirm/", {"sms_code": code}, follow=True)
    assert "注册成功，请登录。" in done.content.decode()
    user = User.objects.get(username="zhao2026")
    assert (user.is_active, user.is_registering, user.mobile, user.email) == (
        True,
        False,
        "13000000000",
        "zhao@example.com",
    )
    assert sorted(Consent.objects.values_list("agreement", "version")) == [
        ("privacy", "2026-11"),
        ("service", "2026-11"),
    ]
    assert people.log_in_fully(client, "zhao2026").status_code == 302
    assert client.get("/account/").status_code == 200
