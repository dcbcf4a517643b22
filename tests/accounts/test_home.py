"""The home page and the first step of a login."""

import re

import pytest
import time_machine
from django.contrib.auth.hashers import make_password

from accounts.models import Attempt, OneTimeCode, OutboxMessage, User
from tests.accounts import people
from tests.factories import make_user, sign_in

pytestmark = pytest.mark.django_db
WRONG = "用户名或密码不正确。请核对后重新填写；忘记密码可以重设。"


def test_home_shows_the_fields_of_the_manual(client):
    page = client.get("/").content.decode()
    for text in ("报备类别", "用户名", "密码", "验证码", "看不清，换一张", "听验证码", ">登录<", "[注册]"):
        assert text in page
    assert "ICP报备（网站主办者）" in page
    assert "ICP报备（接入服务商）" in page
    assert "010-95169001" in page


def test_home_of_a_signed_in_person_leads_on(client):
    sign_in(client, make_user())
    assert client.get("/")["Location"] == "/account/"


def test_login_right_leads_to_the_code_page_and_sends_one_code(client):
    make_user()
    assert people.log_in(client, "owner")["Location"] == "/login/code/"
    assert OneTimeCode.objects.count() == 1
    assert sorted(OutboxMessage.objects.values_list("channel", flat=True)) == ["mail", "sms"]


def test_login_takes_the_username_in_any_case_and_width(client):
    make_user()
    assert people.log_in(client, " OWNER ").status_code == 302


@pytest.mark.parametrize(
    ("username", "password"),
    [("nobody", people.PASSWORD), ("owner", "wrong"), ("closed", people.PASSWORD), ("unusable", "!")],
)
def test_login_refused_has_one_text_for_all_reasons(client, username, password):
    make_user()
    make_user("closed", is_active=False)
    make_user("unusable", password=None)
    answer = people.log_in(client, username, password)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert f'<a href="#id_username">{WRONG}</a>' in page
    assert "<title>错误：" in page
    assert OutboxMessage.objects.count() == 0
    assert client.get("/login/code/")["Location"] == "/"


def test_login_refused_asks_for_the_new_picture_and_keeps_the_name(client):
    make_user()
    page = people.log_in(client, "owner", "wrong").content.decode()
    assert people.CAPTCHA not in page
    assert re.search(r'name="captcha"(?: value="")? ', page)
    assert 'name="username" value="owner"' in page


@pytest.mark.parametrize("username", ["nobody", "owner", "closed", "unusable"])
def test_login_refused_costs_one_hash_for_all_reasons(client, username, settings):
    settings.PASSWORD_HASHERS = ["tests.accounts.hashers.CountingHasher"]
    from tests.accounts.hashers import CountingHasher

    make_user()
    make_user("closed", is_active=False)
    make_user("unusable", password=None)
    CountingHasher.made = 0
    people.log_in(client, username, "wrong")
    assert CountingHasher.made == 1


@pytest.mark.parametrize(
    ("role", "category", "side"),
    [("owner", "provider", "网站主办者"), ("provider", "owner", "接入服务商")],
)
def test_login_in_the_wrong_category_is_told_after_the_password(client, role, category, side):
    make_user("someone", role=role)
    told = people.log_in(client, "someone", category=category).content.decode()
    assert f"您的账号属于“{side}”，请改选报备类别后再登录。" in told
    untold = people.log_in(client, "someone", "wrong", category=category).content.decode()
    assert side + "”" not in untold
    assert WRONG in untold
    assert client.get("/login/code/")["Location"] == "/"


@pytest.mark.parametrize("category", ["owner", "provider"])
@pytest.mark.parametrize("role", ["reviewer", "ministry", "admin"])
def test_login_of_staff_works_in_any_category(client, role, category):
    make_user("staff", role=role)
    assert people.log_in_fully(client, "staff", category=category)["Location"] == "/account/"


def test_login_with_a_category_outside_the_list_is_refused(client):
    make_user()
    assert people.log_in(client, "owner", category="admin").status_code == 200
    assert client.get("/login/code/")["Location"] == "/"


@pytest.mark.parametrize("text", ["\x00", "\ud800", "a" * 1_000_000, "😀" * 300, "%s%n", "' or 1=1 --", ""])
@pytest.mark.parametrize("field", ["category", "username", "password", "captcha"])
def test_login_with_any_text_answers_with_a_sentence(client, field, text):
    people.see_picture(client)
    form = {"category": "owner", "username": "owner", "password": "x", "captcha": "K7TM", field: text}
    body = "&".join(f"{name}={_percent(value)}" for name, value in form.items())
    answer = client.post("/", body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in {200, 400, 413}
    assert answer.status_code != 200 or "data-error-summary" in answer.content.decode()


def _percent(text: str) -> str:
    return "".join(f"%{byte:02X}" for byte in text.encode("utf-8", "surrogatepass"))


def test_login_slows_down_a_guesser_and_says_for_how_long(client, settings):
    settings.LOGIN_TRIES_PER_ACCOUNT = 3
    make_user()
    with time_machine.travel("2026-11-24 10:00:00+08:00", tick=False):
        for _ in range(3):
            assert people.log_in(client, "owner", "wrong").status_code == 200
        answer = people.log_in(client, "owner")
        assert answer.status_code == 429
        assert answer["Retry-After"] == "900"
        assert "操作过于频繁，请 15 分钟后再试。" in answer.content.decode()
    with time_machine.travel("2026-11-24 10:15:00+08:00", tick=False):
        assert people.log_in(client, "owner").status_code == 302


def test_login_slows_down_nobody_on_a_device_that_was_there_before(client, settings):
    settings.LOGIN_TRIES_PER_ACCOUNT = 2
    make_user()
    people.log_in_fully(client, "owner")
    client.post("/logout/")
    stranger = type(client)()
    for _ in range(3):
        answer = people.log_in(stranger, "owner", "wrong")
    assert answer.status_code == 429
    assert people.log_in(client, "owner").status_code == 302


def test_login_limits_a_network_over_many_accounts(client, settings):
    settings.LOGIN_TRIES_PER_ADDRESS = 2
    make_user()
    people.log_in(client, "first", "wrong")
    people.log_in(client, "second", "wrong")
    assert people.log_in(client, "owner").status_code == 429


def test_login_right_is_not_counted(client, settings):
    settings.LOGIN_TRIES_PER_ACCOUNT = 1
    make_user()
    for _ in range(3):
        assert people.log_in(client, "owner").status_code == 302
    assert set(Attempt.objects.filter(limit_name="login-account").values_list("count", flat=True)) == {0}


def test_login_keeps_what_was_typed_but_the_password(client):
    page = people.log_in(client, "zhang.san", "secret-typed").content.decode()
    assert 'value="zhang.san"' in page
    assert "secret-typed" not in page


def test_passwords_are_hashed_with_argon2_in_the_portal(settings):
    settings.PASSWORD_HASHERS = ["accounts.hashers.PortalArgon2PasswordHasher"]
    assert make_password("x").startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
    assert User.objects.count() == 0
