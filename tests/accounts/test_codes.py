"""One-time codes: life, tries, one use, what they are bound to, and how often they go out."""

import json
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from accounts import codes
from accounts.messages import SEAL_PURPOSE, Recipient
from accounts.models import CodePurpose, OneTimeCode, OutboxMessage
from icpportal.core.errors import Limited
from icpportal.core.seal import unseal

pytestmark = pytest.mark.django_db
LOGIN = CodePurpose.LOGIN
TO = Recipient(mobile="13000000000", email="a@example.com")
START = "2026-11-24 10:00:00+08:00"


@pytest.fixture(autouse=True)
def _real_limits(settings):
    settings.CODE_LIFE_SECONDS, settings.CODE_TRIES, settings.CODE_COOLDOWN_SECONDS = 300, 5, 60
    settings.SMS_PER_HOUR, settings.SMS_PER_DAY = 5, 10


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield traveller


@pytest.fixture
def session():
    return SessionStore()


def _sent(session, purpose=LOGIN, to=TO) -> str:
    codes.send(session, purpose, to)
    return codes.shown_code(session, purpose)


def _other(code: str) -> str:
    return "000000" if code != "000000" else "111111"


def _texts() -> list[dict[str, str]]:
    return [json.loads(unseal(SEAL_PURPOSE, row.sealed_body)) for row in OutboxMessage.objects.order_by("pk")]


def test_send_posts_one_code_by_sms_and_mail(session, clock):
    code = _sent(session)
    assert len(code) == 6
    assert code.isdigit()
    sms, mail = _texts()
    assert sms["to"] == "13000000000"
    assert sms["text"] == (
        f"【ICP备案管理系统】您正在登录，验证码 {code}，5 分钟内有效，请勿告知他人。如非本人操作，请忽略本短信。"
        f"\n@127.0.0.1 #{code}"
    )
    assert mail["to"] == "a@example.com"
    assert mail["subject"] == "ICP备案管理系统：登录的验证码"
    assert mail["text"].endswith(f"\n@127.0.0.1 #{code}")
    assert "请勿告知他人" in mail["text"]


def test_send_leaves_no_clear_code_in_the_database(session, clock, settings):
    settings.SHOW_CODES = False
    codes.send(session, LOGIN, TO)
    session.save()
    sms = _texts()[0]["text"]
    code = sms[-6:]
    rows = [*OneTimeCode.objects.values(), *OutboxMessage.objects.values(), dict(session.items())]
    assert code not in repr(rows)
    assert codes.shown_code(session, LOGIN) == ""


def test_shown_code_without_the_demo_is_nothing(session, clock, settings):
    _sent(session)
    settings.DEMO = False
    assert codes.shown_code(session, LOGIN) == ""


@pytest.mark.parametrize(("seconds", "good"), [(299, True), (300, False), (301, False)])
def test_prove_within_the_life_only(session, clock, seconds, good):
    code = _sent(session)
    clock.shift(seconds)
    assert codes.prove(session, LOGIN, TO, code) is good


def test_prove_takes_full_width_and_blanks(session, clock):
    code = _sent(session)
    wide = " ".join(chr(ord(digit) + 0xFEE0) for digit in code)
    assert codes.prove(session, LOGIN, TO, wide)


def test_prove_a_second_time_is_refused(session, clock):
    code = _sent(session)
    assert codes.prove(session, LOGIN, TO, code)
    assert not codes.prove(session, LOGIN, TO, code)


def test_prove_used_code_after_the_clock_jumped_back_is_refused(session, clock):
    code = _sent(session)
    assert codes.prove(session, LOGIN, TO, code)
    clock.shift(-3600)
    assert not codes.prove(session, LOGIN, TO, code)
    clock.shift(3601)
    assert not codes.prove(session, LOGIN, TO, code)


def test_prove_after_five_wrong_ones_is_refused(session, clock):
    code = _sent(session)
    for left in (4, 3, 2, 1):
        assert not codes.prove(session, LOGIN, TO, _other(code))
        assert codes.refusal(session, LOGIN, TO) == f"验证码不正确，请核对后重新填写，还可以试 {left} 次。"
    assert not codes.prove(session, LOGIN, TO, _other(code))
    assert not codes.prove(session, LOGIN, TO, code)
    assert codes.refusal(session, LOGIN, TO) == "验证码填错次数过多，已作废，请点击“重新发送”。"
    assert OneTimeCode.objects.get().used_at is None


@pytest.mark.parametrize("purpose", ["register", "reset", "contact", "step_up"])
def test_prove_for_another_purpose_is_refused(session, clock, purpose):
    code = _sent(session)
    assert not codes.prove(session, CodePurpose(purpose), TO, code)


def test_prove_in_another_session_is_refused(session, clock):
    code = _sent(session)
    other = SessionStore()
    codes.binding(other)
    assert not codes.prove(other, LOGIN, TO, code)
    assert not codes.prove(SessionStore(), LOGIN, TO, code)


@pytest.mark.parametrize(
    "now",
    [
        Recipient(mobile="13000000001", email="a@example.com"),
        Recipient(mobile="13000000000", email="b@example.com"),
        Recipient(mobile="13000000000"),
    ],
)
def test_prove_after_a_contact_changed_is_refused(session, clock, now):
    code = _sent(session)
    assert not codes.prove(session, LOGIN, now, code)


def test_prove_the_code_before_the_last_is_refused(session, clock):
    first = _sent(session)
    clock.shift(60)
    second = _sent(session)
    if first != second:
        assert not codes.prove(session, LOGIN, TO, first)
    assert codes.prove(session, LOGIN, TO, second)


@pytest.mark.parametrize("text", ["", "abcdef", "１２", "\x00", "\ud800", "9" * 10000, "²²²²²²"])
def test_prove_any_text_is_refused(session, clock, text):
    _sent(session)
    assert not codes.prove(session, LOGIN, TO, text)


def test_send_again_within_the_pause_is_refused_and_writes_nothing(session, clock):
    _sent(session)
    clock.shift(20)
    with pytest.raises(Limited) as refused:
        codes.send(SessionStore(), LOGIN, TO)
    assert refused.value.sentence == "验证码刚刚发送过，请 40 秒后再试。"
    assert refused.value.retry_after == 40
    assert (OneTimeCode.objects.count(), OutboxMessage.objects.count()) == (1, 2)


@pytest.mark.parametrize(
    "to",
    [
        Recipient(mobile="13000000000", email="b@example.com"),
        Recipient(mobile="13000000001", email="A@example.com"),
        Recipient(email="a@example.com"),
    ],
)
def test_send_pause_holds_for_the_mobile_and_for_the_mail(session, clock, to):
    _sent(session)
    with pytest.raises(Limited):
        codes.send(SessionStore(), LOGIN, to)


def test_send_pause_is_per_purpose_and_ends(session, clock):
    _sent(session)
    _sent(session, CodePurpose.RESET)
    clock.shift(60)
    assert codes.seconds_until_resend(LOGIN, TO) == 0
    _sent(session)
    assert OneTimeCode.objects.count() == 3


def test_send_past_five_an_hour_goes_by_mail_alone(session, clock):
    for _ in range(5):
        assert codes.send(session, LOGIN, TO).by_sms
        clock.shift(61)
    assert not codes.send(session, LOGIN, TO).by_sms
    assert OutboxMessage.objects.filter(channel="sms").count() == 5
    assert OutboxMessage.objects.filter(channel="mail").count() == 6
    clock.shift(3600)
    assert codes.send(session, LOGIN, TO).by_sms


def test_send_past_ten_a_day_goes_by_mail_alone(session, clock):
    for _ in range(10):
        assert codes.send(session, LOGIN, TO).by_sms
        clock.shift(1000)
    assert not codes.send(session, LOGIN, TO).by_sms
    clock.shift(86400)
    assert codes.send(session, LOGIN, TO).by_sms


def test_send_counts_sms_whatever_the_purpose_and_session(clock):
    for purpose in ("register", "login", "reset", "contact", "step_up"):
        codes.send(SessionStore(), CodePurpose(purpose), TO)
    clock.shift(61)
    assert not codes.send(SessionStore(), LOGIN, TO).by_sms


def test_send_past_the_limit_without_a_mail_address_is_refused(session, clock):
    only = Recipient(mobile="13000000000")
    for _ in range(5):
        codes.send(session, LOGIN, only)
        clock.shift(61)
    with pytest.raises(Limited) as refused:
        codes.send(session, LOGIN, only)
    assert refused.value.code == "sms_used_up"


def test_send_expires_with_the_code(session, clock):
    _sent(session)
    assert set(OutboxMessage.objects.values_list("expires_at", flat=True)) == {
        timezone.now() + timedelta(seconds=300)
    }


def test_send_costs_few_queries(session, clock, django_assert_num_queries):
    with django_assert_num_queries(9):
        codes.send(session, LOGIN, TO)
