"""Registration, from the first agreement to 注册成功."""

import json

import pytest

from accounts.messages import SEAL_PURPOSE
from accounts.models import Consent, OneTimeCode, OutboxMessage, User
from icpportal.core.seal import unseal
from tests.accounts import people
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
NEUTRAL = "如果所填信息可用，验证码已发送到您的手机和电子邮箱"


def _wrong(page: str) -> list[str]:
    """The fields that the error summary links to."""
    import re

    return re.findall(r'<li><a href="#id_([a-z_]+)">', page)


def test_register_as_the_manual_says_opens_an_account(client):
    people.accept_agreements(client)
    assert people.fill_in(client)["Location"] == "/register/confirm/"
    code = people.shown_code(client, "/register/confirm/")
    done = client.post("/register/confirm/", {"sms_code": code}, follow=True)
    assert "注册成功，请登录。" in done.content.decode()
    user = User.objects.get(username="zhao2026")
    assert (user.is_active, user.is_registering, user.role) == (True, False, "owner")
    assert (user.mobile, user.email) == ("13000000000", "zhao@example.com")
    consents = Consent.objects.filter(accepted_at__lte=user.date_joined)
    assert sorted(consents.values_list("agreement", "version")) == [
        ("privacy", "2026-11"),
        ("service", "2026-11"),
    ]
    assert people.log_in_fully(client, "zhao2026").status_code == 302


def test_register_page_has_the_labels_of_the_manual(client):
    page = client.get("/register/").content.decode()
    assert ">接受<" in page
    assert ">不接受<" in page
    people.accept_agreements(client)
    page = client.get("/register/form/").content.decode()
    for label in ("用户名", "密码", "确认密码", "手机号码", "电子邮箱", "验证码"):
        assert f">{label}</label>" in page
    people.fill_in(client)
    page = client.get("/register/confirm/").content.decode()
    for text in (">手机验证码</label>", ">邮件验证码</label>", ">确定<", ">重新发送<", NEUTRAL):
        assert text in page


@pytest.mark.parametrize("decision", [[], ["accept", "decline"], ["accept", "accept"], ["yes"], ["\x00"]])
def test_agreement_without_a_clear_answer_stays(client, decision):
    answer = client.post("/register/", {"decision": decision})
    assert answer.status_code == 200
    assert "data-error-summary" in answer.content.decode()
    assert client.get("/register/privacy/")["Location"] == "/register/"


def test_agreement_declined_ends_the_registration(client):
    client.post("/register/", {"decision": "accept"})
    page = client.post("/register/privacy/", {"decision": "decline"}, follow=True).content.decode()
    assert "您没有接受协议，没有注册账号。" in page
    assert client.get("/register/form/")["Location"] == "/register/privacy/"


@pytest.mark.parametrize(
    ("accepted", "address", "leads_to"),
    [
        (0, "/register/privacy/", "/register/"),
        (0, "/register/form/", "/register/"),
        (0, "/register/confirm/", "/register/form/"),
        (1, "/register/form/", "/register/privacy/"),
        (2, "/register/confirm/", "/register/form/"),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_step_out_of_order_leads_to_the_first_open_one(client, accepted, address, leads_to, method):
    for agreement in ("/register/", "/register/privacy/")[:accepted]:
        client.post(agreement, {"decision": "accept"})
    people.see_picture(client)
    form = {**people.APPLICANT, "captcha": "K7TM", "decision": "accept", "sms_code": "123456"}
    answer = getattr(client, method)(address, form)
    assert (answer.status_code, answer["Location"]) == (302, leads_to)
    assert User.objects.count() == 0
    assert Consent.objects.count() == 0


def test_agreement_in_an_older_version_is_asked_again(client):
    people.accept_agreements(client)
    session = client.session
    session["registration"]["accepted"]["privacy"][0] = "2025-01"
    session.save()
    assert client.get("/register/form/")["Location"] == "/register/privacy/"


@pytest.mark.parametrize(
    "changes",
    [
        {"username": ""},
        {"username": "ab"},
        {"username": "1zhao"},
        {"username": "赵某某某"},
        {"username": "a" * 31},
        {"username": "z" * 100_000},
        {"mobile": ""},
        {"mobile": "1300000000"},
        {"mobile": "+1 212 555 0100"},
        {"mobile": "12345678901"},
        {"mobile": "\u202e13000000000😀"},
        {"email": ""},
        {"email": "zhao"},
        {"email": "zhao@@example.com"},
        {"email": "e\u0301\u0301\u0301\u0301@example.com"},
        {"again": ""},
        {"again": "something else"},
        {"captcha": "0000"},
        {"captcha": ""},
    ],
)
def test_form_wrong_says_so_at_the_field_and_keeps_the_rest(client, changes):
    people.accept_agreements(client)
    answer = people.fill_in(client, **changes)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert _wrong(page) == list(changes)
    assert "<title>错误：注册：填写信息" in page
    assert PASSWORD not in page
    for field in {"username", "mobile", "email"} - changes.keys():
        assert f'value="{people.APPLICANT[field]}"' in page
    assert User.objects.count() == 0
    assert OneTimeCode.objects.count() == 0


@pytest.mark.parametrize(
    "password",
    [
        "12345678",
        "备案123456789",
        "zhao2026zhao",
        "seven7!",
        "password1234",
        "icp备案202611",
        "8642097531",
        "x" * 201,
    ],
)
def test_password_weak_is_refused(client, password):
    people.accept_agreements(client)
    page = people.fill_in(client, password=password, again=password).content.decode()
    assert "password" in _wrong(page)
    assert User.objects.count() == 0


@pytest.mark.parametrize("length", [10_000, 100_000])
def test_password_endless_is_refused_before_it_is_hashed(client, length, settings):
    from tests.accounts.hashers import CountingHasher

    settings.PASSWORD_HASHERS = ["tests.accounts.hashers.CountingHasher"]
    CountingHasher.made = 0
    people.accept_agreements(client)
    page = people.fill_in(client, password="密" * length, again="x").content.decode()
    assert "密码最多 200 个字符。" in page
    assert CountingHasher.made == 0


def test_password_long_with_blanks_and_characters_works_exactly(client):
    password = "  山高 月小 水落石出 " + "a b" * 15 + "  "
    people.accept_agreements(client)
    people.fill_in(client, password=password, again=password)
    client.post("/register/confirm/", {"mail_code": people.shown_code(client, "/register/confirm/")})
    assert people.log_in(client, "zhao2026", password.strip()).status_code == 200
    assert people.log_in(client, "zhao2026", password).status_code == 302


def test_mobile_as_people_write_it_is_kept_in_normal_form(client):
    people.accept_agreements(client)
    people.fill_in(client, mobile="+86 １３０-0000-0000", email="Zhao@EXAMPLE.com", username=" ZHAO2026 ")
    user = User.objects.get()
    assert (user.username, user.mobile, user.email) == ("zhao2026", "13000000000", "Zhao@example.com")


def test_username_taken_is_told_at_the_field(client):
    make_user("zhao2026")
    people.accept_agreements(client)
    page = people.fill_in(client, username="Zhao2026").content.decode()
    assert "这个用户名不能使用，请换一个。" in page
    assert _wrong(page) == ["username"]
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("held", "channels"),
    [
        ({"mobile": "13000000000"}, ["sms"]),
        ({"email": "ZHAO@example.com"}, ["mail"]),
        ({"mobile": "13000000000", "email": "zhao@example.com"}, ["mail", "sms"]),
    ],
)
def test_contact_of_another_account_gets_the_same_page_and_its_owner_a_notice(client, held, channels):
    people.accept_agreements(client)
    people.fill_in(client, username="fresh", mobile="13000000009", email="fresh@example.com")
    fresh = client.get("/register/confirm/").content.decode()
    OutboxMessage.objects.all().delete()
    make_user("holder", **held)
    other = type(client)()
    people.accept_agreements(other)
    assert people.fill_in(other)["Location"] == "/register/confirm/"
    page = other.get("/register/confirm/").content.decode()
    assert NEUTRAL in page
    assert NEUTRAL in fresh
    rows = OutboxMessage.objects.order_by("channel")
    assert [row.channel for row in rows] == channels
    assert {row.template for row in rows} == {"联系方式已有账号"}
    assert all("zhao2026" not in unseal(SEAL_PURPOSE, row.sealed_body) for row in rows)


def test_contact_of_another_account_differs_in_nothing_when_codes_are_not_shown(client, settings):
    settings.SHOW_CODES = False
    make_user("holder", mobile="13000000000", email="zhao@example.com")
    people.accept_agreements(client)
    people.fill_in(client)
    taken = client.get("/register/confirm/").content
    other = type(client)()
    people.accept_agreements(other)
    people.fill_in(other, username="fresh", mobile="13000000009", email="fresh@example.com")
    free = other.get("/register/confirm/").content
    assert _without_token(taken) == _without_token(free)


def _without_token(page: bytes) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page.decode())


def test_contact_of_another_account_cannot_be_proved(client):
    make_user("holder", mobile="13000000000")
    people.accept_agreements(client)
    people.fill_in(client)
    answer = client.post("/register/confirm/", {"sms_code": "123456"})
    assert answer.status_code == 200
    assert not User.objects.get(username="zhao2026").is_active


def test_two_who_race_for_one_mobile_the_first_to_prove_has_it(client, settings):
    settings.CODE_COOLDOWN_SECONDS = 0
    other = type(client)()
    for person, name in ((client, "first"), (other, "second")):
        people.accept_agreements(person)
        people.fill_in(person, username=name)
    code = people.shown_code(other, "/register/confirm/")
    client.post("/register/confirm/", {"sms_code": people.shown_code(client, "/register/confirm/")})
    page = other.post("/register/confirm/", {"sms_code": code}).content.decode()
    assert "这个手机号码或电子邮箱刚刚被另一个账号使用，请换一个重新注册。" in page
    assert list(User.objects.filter(is_active=True).values_list("username", flat=True)) == ["first"]


def test_form_sent_again_in_the_same_session_corrects_the_first(client, settings):
    settings.CODE_COOLDOWN_SECONDS = 0
    people.accept_agreements(client)
    people.fill_in(client, mobile="13000000001")
    people.fill_in(client)
    assert list(User.objects.values_list("username", "is_active")) == [("zhao2026", False)]
    assert User.objects.get().mobile == "13000000000"
    assert Consent.objects.count() == 2


def test_form_sent_again_within_the_pause_writes_nothing(client, settings):
    settings.CODE_COOLDOWN_SECONDS = 60
    people.accept_agreements(client)
    people.fill_in(client)
    answer = people.fill_in(client, username="another")
    assert answer.status_code == 429
    assert list(User.objects.values_list("username", flat=True)) == ["zhao2026"]
    assert OneTimeCode.objects.count() == 1


def test_registrations_from_one_network_are_limited(client, settings):
    settings.REGISTRATIONS_PER_ADDRESS = 1
    people.accept_agreements(client)
    people.fill_in(client)
    other = type(client)()
    people.accept_agreements(other)
    answer = people.fill_in(other, username="second", mobile="13000000002", email="b@example.com")
    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 3600
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, "sms_code"),
        ({"sms_code": "", "mail_code": ""}, "sms_code"),
        ({"sms_code": "000000", "mail_code": "111111"}, "mail_code"),
        ({"sms_code": "\x00"}, "sms_code"),
        ({"mail_code": "x" * 5000}, "mail_code"),
    ],
)
def test_confirmation_wrong_says_so_and_opens_nothing(client, form, field):
    people.accept_agreements(client)
    people.fill_in(client)
    answer = client.post("/register/confirm/", form)
    assert answer.status_code == 200
    assert _wrong(answer.content.decode()) == [field]
    assert not User.objects.get().is_active


def test_confirmation_with_the_same_code_in_both_fields_is_right(client):
    people.accept_agreements(client)
    people.fill_in(client)
    code = people.shown_code(client, "/register/confirm/")
    assert client.post("/register/confirm/", {"sms_code": code, "mail_code": code})["Location"] == "/"
    assert User.objects.get().is_active


def test_confirmation_with_five_wrong_codes_needs_a_new_one(client, settings):
    settings.CODE_TRIES, settings.CODE_COOLDOWN_SECONDS = 5, 0
    people.accept_agreements(client)
    people.fill_in(client)
    code = people.shown_code(client, "/register/confirm/")
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        client.post("/register/confirm/", {"sms_code": wrong})
    page = client.post("/register/confirm/", {"sms_code": code}).content.decode()
    assert "验证码填错次数过多，已作废，请点击“重新发送”。" in page
    client.post("/register/resend/")
    code = people.shown_code(client, "/register/confirm/")
    assert client.post("/register/confirm/", {"sms_code": code})["Location"] == "/"


def test_resend_within_the_pause_says_how_long(client, settings):
    settings.CODE_COOLDOWN_SECONDS = 60
    people.accept_agreements(client)
    people.fill_in(client)
    page = client.post("/register/resend/", follow=True).content.decode()
    assert "验证码刚刚发送过，请 " in page
    assert 'data-countdown="' in page
    assert OneTimeCode.objects.count() == 1


def test_resend_past_the_sms_limit_says_that_it_went_by_mail(client, settings):
    settings.CODE_COOLDOWN_SECONDS, settings.SMS_PER_HOUR = 0, 1
    people.accept_agreements(client)
    people.fill_in(client)
    page = client.post("/register/resend/", follow=True).content.decode()
    assert "短信次数已达上限，本次验证码只发送到电子邮箱" in page
    assert (
        json.loads(unseal(SEAL_PURPOSE, OutboxMessage.objects.last().sealed_body))["to"] == "zhao@example.com"
    )


def test_resend_by_get_is_refused(client):
    people.accept_agreements(client)
    people.fill_in(client)
    assert client.get("/register/resend/").status_code == 405
    assert OneTimeCode.objects.count() == 1


def test_account_not_confirmed_cannot_log_in_or_reset(client):
    people.accept_agreements(client)
    people.fill_in(client)
    assert people.log_in(type(client)(), "zhao2026").status_code == 200
    people.see_picture(client)
    OutboxMessage.objects.all().delete()
    client.post("/reset/", {"username": "zhao2026", "captcha": "K7TM"})
    assert OutboxMessage.objects.count() == 0
