"""我的账号: the password, the mobile, the mail."""

import json

import pytest
import time_machine
from django.contrib.sessions.models import Session

from accounts.messages import SEAL_PURPOSE
from accounts.models import OneTimeCode, OutboxMessage, User
from icpportal.core.seal import unseal
from tests.accounts import people
from tests.factories import PASSWORD, make_user, sign_in

pytestmark = pytest.mark.django_db
NEW = "一个全新的长密码 2026"


@pytest.fixture
def owner(client):
    user = make_user(mobile="13000000000", email="old@example.com")
    sign_in(client, user)
    return user


def _sent() -> list[tuple[str, str]]:
    rows = OutboxMessage.objects.order_by("pk")
    return [(row.template, json.loads(unseal(SEAL_PURPOSE, row.sealed_body))["to"]) for row in rows]


def test_account_shows_masked_contacts_only(client, owner):
    page = client.get("/account/").content.decode()
    assert "130****0000" in page
    assert "o***@example.com" in page
    assert "13000000000" not in page
    assert "old@example.com" not in page


def test_password_changed_keeps_this_session_and_ends_the_others(client, owner):
    elsewhere = sign_in(type(client)(), owner)
    form = {"current": PASSWORD, "password": NEW, "again": NEW}
    assert client.post("/account/password/", form)["Location"] == "/account/"
    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 303
    assert _sent() == [("密码已修改", "13000000000"), ("密码已修改", "old@example.com")]


@pytest.mark.parametrize(
    "change",
    [{"current": "wrong"}, {"current": ""}, {"password": "1234567890"}, {"again": "another one"}],
)
def test_password_not_changed_by_a_wrong_form(client, owner, change):
    form = {"current": PASSWORD, "password": NEW, "again": NEW, **change}
    answer = client.post("/account/password/", form)
    assert answer.status_code == 200
    assert "<title>错误：修改密码" in answer.content.decode()
    assert User.objects.get().password == owner.password
    assert _sent() == []


def test_password_guessed_at_too_often_is_slowed_down(client, owner, settings):
    settings.LOGIN_TRIES_PER_ACCOUNT = 2
    form = {"current": "wrong", "password": NEW, "again": NEW}
    for _ in range(2):
        assert client.post("/account/password/", form).status_code == 200
    answer = client.post("/account/password/", {**form, "current": PASSWORD})
    assert answer.status_code == 429
    assert User.objects.get().password == owner.password


@pytest.mark.parametrize(
    ("kind", "value", "old", "word"),
    [
        ("mobile", "13000000009", "13000000000", "手机号码"),
        ("email", "new@example.com", "old@example.com", "电子邮箱"),
    ],
)
def test_contact_changes_with_password_and_code_and_the_old_one_is_told(
    client, owner, kind, value, old, word
):
    answer = client.post(f"/account/contact/{kind}/", {"value": value, "current": PASSWORD})
    assert answer["Location"] == "/account/contact/code/"
    assert getattr(User.objects.get(), kind) == old
    code = people.shown_code(client, "/account/contact/code/")
    page = client.post("/account/contact/code/", {"code": code}, follow=True).content.decode()
    assert f"{word}已更换。" in page
    assert getattr(User.objects.get(), kind) == value
    assert _sent() == [("一次性验证码", value), ("联系方式已更换", old)]


def test_contact_that_waits_for_its_code_is_sealed_in_the_session(client, owner):
    client.post("/account/contact/mobile/", {"value": "13000000009", "current": PASSWORD})
    stored = Session.objects.get(session_key=client.session.session_key).get_decoded()
    assert "13000000009" not in repr(stored)


@pytest.mark.parametrize(
    "form",
    [
        {"value": "13000000009", "current": "wrong"},
        {"value": "13000000009", "current": ""},
        {"value": "", "current": PASSWORD},
        {"value": "130", "current": PASSWORD},
        {"value": "13000000000", "current": PASSWORD},
        {"value": "\x00😀", "current": "\x00"},
    ],
)
def test_contact_form_wrong_sends_nothing(client, owner, form):
    answer = client.post("/account/contact/mobile/", form)
    assert answer.status_code == 200
    assert "<title>错误：更换手机号码" in answer.content.decode()
    assert OneTimeCode.objects.count() == 0
    assert client.get("/account/contact/code/")["Location"] == "/account/"


def test_contact_of_another_account_looks_the_same_and_cannot_be_taken(client, owner, settings):
    settings.SHOW_CODES = False
    make_user("holder", mobile="13000000009")
    answer = client.post("/account/contact/mobile/", {"value": "13000000009", "current": PASSWORD})
    assert answer["Location"] == "/account/contact/code/"
    assert "如果新的手机号码可用，验证码已发送到那里" in client.get(answer["Location"]).content.decode()
    assert _sent() == [("联系方式已有账号", "13000000009")]
    assert client.post("/account/contact/code/", {"code": "123456"}).status_code == 200
    assert User.objects.get(username="owner").mobile == "13000000000"


def test_contact_taken_between_code_and_proof_is_refused(client, owner):
    client.post("/account/contact/mobile/", {"value": "13000000009", "current": PASSWORD})
    code = people.shown_code(client, "/account/contact/code/")
    make_user("faster", mobile="13000000009")
    page = client.post("/account/contact/code/", {"code": code}).content.decode()
    assert "这个手机号码刚刚被另一个账号使用，请换一个。" in page
    assert User.objects.get(username="owner").mobile == "13000000000"


def test_contact_code_of_a_login_is_refused(client):
    make_user(mobile="13000000000")
    people.log_in(client, "owner")
    code = people.shown_code(client, "/login/code/")
    client.post("/login/code/", {"code": code})
    client.post("/account/contact/mobile/", {"value": "13000000009", "current": PASSWORD})
    if people.shown_code(client, "/account/contact/code/") != code:
        assert client.post("/account/contact/code/", {"code": code}).status_code == 200
    assert User.objects.get().mobile == "13000000000"


def test_contact_change_ends_after_fifteen_minutes(client, owner):
    with time_machine.travel("2026-11-24 10:00:00+08:00", tick=False) as clock:
        client.post("/account/contact/mobile/", {"value": "13000000009", "current": PASSWORD})
        clock.shift(901)
        assert client.get("/account/contact/code/")["Location"] == "/account/"


def test_contact_of_an_unknown_kind_is_not_there(client, owner):
    assert client.get("/account/contact/fax/").status_code == 404
