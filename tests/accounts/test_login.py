"""The second step of a login."""

import pytest
import time_machine

from accounts.models import ContactDevice, OneTimeCode, OutboxMessage, User
from tests.accounts import people
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_code_right_logs_in_with_the_persons_own_device(client):
    user = make_user()
    assert people.log_in_fully(client, "owner")["Location"] == "/account/"
    assert ContactDevice.objects.get().user == user
    assert client.get("/account/").status_code == 200


def test_code_page_has_the_labels_of_the_manual(client):
    make_user()
    people.log_in(client, "owner")
    page = client.get("/login/code/").content.decode()
    for text in (">手机或邮件验证码</label>", ">登录<", ">重新发送<"):
        assert text in page


def test_code_page_without_the_first_step_leads_home(client):
    assert client.get("/login/code/")["Location"] == "/"
    assert client.post("/login/code/", {"code": "123456"})["Location"] == "/"
    assert client.post("/login/resend/")["Location"] == "/"


def test_code_is_not_shown_without_the_demo(client, settings):
    make_user()
    people.log_in(client, "owner")
    settings.DEMO = False
    assert "on-screen-code" not in client.get("/login/code/").content.decode()


@pytest.mark.parametrize("text", ["", "000000000", "\x00", "😀", "1" * 100_000, "１２３"])
def test_code_wrong_in_any_way_logs_nobody_in(client, text):
    make_user()
    people.log_in(client, "owner")
    answer = client.post("/login/code/", {"code": text})
    assert answer.status_code == 200
    assert "<title>错误：" in answer.content.decode()
    assert client.get("/account/").status_code == 303


@pytest.mark.parametrize("text", ["12345", "1234567", "12345a", "12 34", "123-456", "一二三四五六"])
def test_code_that_cannot_be_one_costs_no_try(client, text):
    make_user()
    people.log_in(client, "owner")
    code = people.shown_code(client, "/login/code/")
    for _ in range(6):
        answer = client.post("/login/code/", {"code": text})
        assert "验证码是六位数字，请核对后重新填写。" in answer.content.decode()
    assert client.post("/login/code/", {"code": f" {code[:3]}　{code[3:]}"})["Location"] == "/account/"


def test_way_back_after_the_login_says_nothing(client):
    make_user()
    people.log_in_fully(client, "owner")
    answer = client.get("/login/code/", follow=True)
    assert answer.redirect_chain[-1][0] == "/account/"
    assert "已经过期" not in answer.content.decode()


def test_code_used_twice_gives_one_session(client):
    make_user()
    people.log_in(client, "owner")
    other = type(client)()
    other.cookies.update(client.cookies)
    code = people.shown_code(client, "/login/code/")
    assert client.post("/login/code/", {"code": code})["Location"] == "/account/"
    assert other.post("/login/code/", {"code": code})["Location"] == "/"
    assert other.get("/account/").status_code == 303


def test_code_of_another_session_is_refused(client, settings):
    settings.CODE_COOLDOWN_SECONDS = 0
    make_user()
    people.log_in(client, "owner")
    code = people.shown_code(client, "/login/code/")
    other = type(client)()
    people.log_in(other, "owner")
    if people.shown_code(other, "/login/code/") != code:
        assert other.post("/login/code/", {"code": code}).status_code == 200
    assert other.get("/account/").status_code == 303


def test_code_sent_before_the_mobile_changed_is_refused(client):
    user = make_user()
    people.log_in(client, "owner")
    code = people.shown_code(client, "/login/code/")
    user.mobile = "13000000009"
    user.save()
    assert client.post("/login/code/", {"code": code}).status_code == 200
    assert client.get("/account/").status_code == 303


def test_code_stays_good_when_the_person_starts_over(client, settings):
    settings.CODE_COOLDOWN_SECONDS = 60
    make_user()
    people.log_in(client, "owner")
    code = people.shown_code(client, "/login/code/")
    assert people.log_in(client, "owner")["Location"] == "/login/code/"
    assert "验证码刚刚发送过" in client.get("/login/code/").content.decode()
    assert client.post("/login/code/", {"code": code})["Location"] == "/account/"
    assert OneTimeCode.objects.count() == 1


def test_pending_login_ends_after_fifteen_minutes(client):
    make_user()
    with time_machine.travel("2026-11-24 10:00:00+08:00", tick=False) as clock:
        people.log_in(client, "owner")
        clock.shift(901)
        assert client.get("/login/code/")["Location"] == "/"


@pytest.mark.parametrize("how", ["password", "is_active"])
def test_pending_login_ends_with_a_change_of_the_account(client, how):
    user = make_user()
    people.log_in(client, "owner")
    User.objects.filter(pk=user.pk).update(**{how: "!" if how == "password" else False})
    assert client.get("/login/code/")["Location"] == "/"


def test_resend_sends_another_code_after_the_pause(client, settings):
    settings.CODE_COOLDOWN_SECONDS = 60
    make_user()
    with time_machine.travel("2026-11-24 10:00:00+08:00", tick=False) as clock:
        people.log_in(client, "owner")
        clock.shift(59)
        assert "请 1 秒后再试。" in client.post("/login/resend/", follow=True).content.decode()
        clock.shift(1)
        assert "验证码已重新发送" in client.post("/login/resend/", follow=True).content.decode()
    assert OneTimeCode.objects.count() == 2


def test_resend_from_one_network_is_limited(client, settings):
    settings.CODE_COOLDOWN_SECONDS, settings.CODES_PER_ADDRESS = 0, 1
    make_user()
    people.log_in(client, "owner")
    client.post("/login/resend/")
    assert "操作过于频繁" in client.post("/login/resend/", follow=True).content.decode()
    assert OneTimeCode.objects.count() == 2


def test_login_sends_each_channel_one_message(client):
    make_user()
    people.log_in_fully(client, "owner")
    assert OutboxMessage.objects.count() == 2
