"""Staff and their authenticator app."""

import re
from base64 import b32decode

import pytest
import time_machine
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import OneTimeCode
from tests.accounts import people
from tests.factories import PASSWORD, make_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel("2026-11-24 10:00:00+08:00", tick=False) as traveller:
        yield traveller


def _secret(client) -> bytes:
    page = client.get("/account/authenticator/").content.decode()
    typed = re.search(r"密钥：<strong>([A-Z2-7 ]+)</strong>", page)
    return b32decode(typed[1].replace(" ", ""))


def _enrol(client) -> bytes:
    secret = _secret(client)
    form = {"token": f"{totp(secret):06d}", "current": PASSWORD}
    assert client.post("/account/authenticator/", form)["Location"] == "/account/"
    return secret


@pytest.fixture
def secret(client):
    """A reviewer's app, bound; `client` is signed out again."""
    sign_in(client, make_user("rita", role="reviewer"))
    found = _enrol(client)
    client.post("/logout/")
    return found


def test_enrol_page_shows_a_picture_and_writes_nothing(client):
    sign_in(client, make_user("rita", role="reviewer"))
    page = client.get("/account/authenticator/").content.decode()
    assert 'src="data:image/svg+xml' in page
    assert _secret(client) == _secret(client)
    assert TOTPDevice.objects.count() == 0


@pytest.mark.parametrize(
    "form", [{"token": "000000"}, {"token": "abc"}, {"token": "²²²²²²"}, {"current": "wrong"}]
)
def test_enrol_refused_binds_nothing(client, form):
    sign_in(client, make_user("rita", role="reviewer"))
    right = {"token": f"{totp(_secret(client)):06d}", "current": PASSWORD}
    answer = client.post("/account/authenticator/", right | form)
    assert answer.status_code == 200
    assert TOTPDevice.objects.count() == 0


@pytest.mark.parametrize("role", ["owner", "provider"])
@pytest.mark.parametrize("address", ["/account/authenticator/", "/account/authenticator/remove/"])
def test_authenticator_is_for_staff_only(client, role, address):
    sign_in(client, make_user("someone", role=role))
    assert client.get(address).status_code == 404
    assert client.post(address, {"token": "1", "current": PASSWORD}).status_code == 404


def test_login_with_the_app_needs_no_message(client, secret, clock):
    clock.shift(60)
    people.log_in(client, "rita")
    assert "您也可以填写验证器上的六位数字" in client.get("/login/code/").content.decode()
    assert client.post("/login/code/", {"code": f"{totp(secret):06d}"})["Location"] == "/account/"
    assert OneTimeCode.objects.get().used_at is None


def test_login_with_the_code_still_works(client, secret, clock):
    clock.shift(60)
    assert people.log_in_fully(client, "rita")["Location"] == "/account/"


def test_login_with_a_number_used_before_is_refused(client, secret, clock):
    clock.shift(60)
    token = f"{totp(secret):06d}"
    people.log_in(client, "rita")
    client.post("/login/code/", {"code": token})
    other = type(client)()
    people.log_in(other, "rita")
    assert other.post("/login/code/", {"code": token}).status_code == 200
    assert other.get("/account/").status_code == 303


def test_login_with_many_wrong_numbers_is_slowed_down_not_locked(client, secret, clock, settings):
    settings.CODE_TRIES = 3
    clock.shift(60)
    people.log_in(client, "rita")
    for _ in range(3):
        client.post("/login/code/", {"code": "000000"})
    assert client.post("/login/code/", {"code": f"{totp(secret):06d}"}).status_code == 429
    clock.shift(300)
    assert client.post("/login/code/", {"code": f"{totp(secret):06d}"})["Location"] == "/account/"


def test_remove_needs_the_password(client, secret):
    from accounts.models import User

    sign_in(client, User.objects.get())
    assert client.post("/account/authenticator/remove/", {"current": "wrong"}).status_code == 200
    assert TOTPDevice.objects.count() == 1
    client.post("/account/authenticator/remove/", {"current": PASSWORD})
    assert TOTPDevice.objects.count() == 0
