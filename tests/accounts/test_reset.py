"""忘记密码."""

import pytest
import time_machine

from accounts.models import OneTimeCode, OutboxMessage, User
from tests.accounts import people
from tests.factories import PASSWORD, make_user, sign_in

pytestmark = pytest.mark.django_db
NEW = "一个全新的长密码 2026"


def _ask(client, username="owner"):
    people.see_picture(client)
    return client.post("/reset/", {"username": username, "captcha": "K7TM"})


def _prove(client):
    return client.post("/reset/code/", {"code": people.shown_code(client, "/reset/code/")})


def test_reset_sets_a_new_password_and_tells_the_person(client):
    make_user()
    assert _ask(client)["Location"] == "/reset/code/"
    assert _prove(client)["Location"] == "/reset/password/"
    OutboxMessage.objects.all().delete()
    page = client.post("/reset/password/", {"password": NEW, "again": NEW}, follow=True).content.decode()
    assert "密码已重设，请用新密码登录。" in page
    assert set(OutboxMessage.objects.values_list("template", "channel")) == {
        ("密码已修改", "sms"),
        ("密码已修改", "mail"),
    }
    assert people.log_in(client, "owner", PASSWORD).status_code == 200
    assert people.log_in(client, "owner", NEW).status_code == 302


def test_reset_ends_every_session_of_the_person(client):
    user = make_user()
    elsewhere = sign_in(type(client)(), user)
    _ask(client)
    _prove(client)
    client.post("/reset/password/", {"password": NEW, "again": NEW})
    assert elsewhere.get("/account/").status_code == 303
    assert client.get("/account/").status_code == 303


@pytest.mark.parametrize("username", ["nobody", "closed"])
def test_reset_of_no_account_looks_the_same_and_sends_nothing(client, username, settings):
    settings.SHOW_CODES = False
    make_user()
    make_user("closed", is_active=False)
    other = type(client)()
    answers = [_ask(client), _ask(other, username)]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, "/reset/code/")}
    pages = [_plain(person.get("/reset/code/")) for person in (client, other)]
    assert pages[0] == pages[1]
    refusals = [_plain(person.post("/reset/code/", {"code": "12345"})) for person in (client, other)]
    assert refusals[0] == refusals[1]
    assert OutboxMessage.objects.count() == 2
    assert OneTimeCode.objects.filter(user=None).count() == 1


def _plain(answer) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())


def test_reset_of_no_account_meets_the_same_pause(client, settings):
    settings.CODE_COOLDOWN_SECONDS = 60
    make_user()
    with time_machine.travel("2026-11-24 10:00:00+08:00", tick=False):
        told = []
        for username in ("owner", "nobody"):
            person = type(client)()
            _ask(person, username)
            told.append("请 60 秒后再试。" in person.post("/reset/resend/", follow=True).content.decode())
    assert told == [True, True]


def test_reset_page_is_not_there_before_its_code(client):
    user = make_user()
    assert client.get("/reset/code/")["Location"] == "/reset/"
    assert client.get("/reset/password/")["Location"] == "/reset/"
    _ask(client)
    assert client.post("/reset/password/", {"password": NEW, "again": NEW})["Location"] == "/reset/"
    assert User.objects.get().password == user.password


def test_reset_code_opens_the_page_once(client):
    make_user()
    _ask(client)
    _prove(client)
    other = type(client)()
    other.cookies.update(client.cookies)
    client.post("/reset/password/", {"password": NEW, "again": NEW})
    assert other.post("/reset/password/", {"password": "x", "again": "x"})["Location"] == "/reset/"


def test_reset_code_of_a_login_is_refused(client, settings):
    make_user()
    people.log_in(client, "owner")
    code = people.shown_code(client, "/login/code/")
    _ask(client)
    if people.shown_code(client, "/reset/code/") != code:
        assert client.post("/reset/code/", {"code": code}).status_code == 200
    assert client.get("/reset/password/")["Location"] == "/reset/"


def test_reset_to_a_weak_password_is_refused(client):
    user = make_user()
    _ask(client)
    _prove(client)
    page = client.post("/reset/password/", {"password": "1234567890", "again": "1234567890"}).content.decode()
    assert "<title>错误：设置新密码" in page
    assert User.objects.get().password == user.password


def test_reset_with_a_wrong_picture_sends_nothing(client):
    make_user()
    people.see_picture(client)
    assert client.post("/reset/", {"username": "owner", "captcha": "0000"}).status_code == 200
    assert OutboxMessage.objects.count() == 0


def test_reset_from_a_forged_host_is_refused(client):
    make_user()
    assert client.get("/reset/", HTTP_HOST="evil.test").status_code == 400


def test_reset_from_one_network_is_limited(client, settings):
    settings.REGISTRATIONS_PER_ADDRESS = 1
    _ask(client, "first")
    assert _ask(client, "second").status_code == 429
