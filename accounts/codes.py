"""One-time codes: made, sent, proved.

A code is good for one purpose, one session, one mobile and mail, once. It is known to its receiver only: the table
holds a keyed digest. Sending is limited per number whoever asks; SMS are counted apart from mail, so that past the
SMS limit the code still goes out by mail.
"""

import secrets
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts import texts
from accounts.demo_switches import codes_are_shown
from accounts.messages import Channel, Recipient, post
from accounts.models import Attempt, CodePurpose, OneTimeCode, contact_keys, has_contact
from icpportal.core.errors import Limited

_BINDING = "code_binding"
_SHOWN = "shown_codes"
# Clocks of several servers differ by less; a row from further in the future is from before a jump back.
_CLOCK_SKEW = timedelta(seconds=5)
Deliver = Callable[[OneTimeCode], None]


def binding(session: SessionBase) -> str:
    """What ties codes to this session: random, kept over a change of the session's id."""
    if _BINDING not in session:
        session[_BINDING] = secrets.token_hex(16)
    return str(session[_BINDING])


def keep_binding(session: SessionBase, value: str) -> None:
    """Carry a binding into the session that follows this one."""
    session[_BINDING] = value


def send(
    session: SessionBase, purpose: CodePurpose, to: Recipient, *, instead: Deliver | None = None
) -> OneTimeCode:
    """Make a code and post it to `to` by SMS and mail, or by mail alone when the number has had its SMS.

    :param instead: called in place of posting, so that a person who may not have a code (there is no such account,
        or the contact is another's) meets the same limits and the same pages
    :raises Limited: sent less than `CODE_COOLDOWN_SECONDS` ago to this mobile or mail for this purpose, or SMS used
        up and no mail address; nothing is written
    """
    code = f"{secrets.randbelow(10**6):06d}"
    with transaction.atomic():
        _line_up(to)
        row = _write(session, purpose, to, code)
        if instead is None:
            _post(row, to, code)
        else:
            instead(row)
    if codes_are_shown():
        session[_SHOWN] = {**session.get(_SHOWN, {}), purpose.value: "" if instead else code}
    return row


def prove(session: SessionBase, purpose: CodePurpose, to: Recipient, code: str) -> bool:
    """Whether `code` is the last one sent for this; a right one is used up, a wrong one costs a try.

    Call it outside a transaction, or in one that commits when the answer is no.
    """
    row = latest(session, purpose, to)
    if row is None or not _take_a_try(row):
        return False
    given = "".join(unicodedata.normalize("NFKC", code).split())
    if not (given.isascii() and constant_time_compare(row.digest, _digest(row.binding, purpose, given))):
        return False
    unused = OneTimeCode.objects.filter(pk=row.pk, used_at__isnull=True)
    return unused.update(used_at=timezone.now()) == 1


def latest(session: SessionBase, purpose: CodePurpose, to: Recipient) -> OneTimeCode | None:
    """The last code that this session had sent to `to` for this purpose, good or not."""
    mobile_key, email_key = contact_keys(to.mobile, to.email)
    rows = OneTimeCode.objects.filter(binding=session.get(_BINDING, ""), purpose=purpose)
    return rows.filter(mobile_key=mobile_key, email_key=email_key).order_by("-pk").first()


def refusal(session: SessionBase, purpose: CodePurpose, to: Recipient) -> str:
    """What to tell a person whose code was refused just now."""
    row = latest(session, purpose, to)
    if row is None or row.used_at or row.expires_at <= timezone.now():
        return "验证码已失效，请点击“重新发送”。"
    if row.tries_left == 0:
        return "验证码填错次数过多，已作废，请点击“重新发送”。"
    return f"验证码不正确，请核对后重新填写，还可以试 {row.tries_left} 次。"


def seconds_until_resend(purpose: CodePurpose, to: Recipient) -> int:
    """How long until `send` will send again; 0 when it will at once."""
    now = timezone.now()
    pause = timedelta(seconds=settings.CODE_COOLDOWN_SECONDS)
    recent = _sent_to(to).filter(purpose=purpose, sent_at__gt=now - pause, sent_at__lte=now + _CLOCK_SKEW)
    last = recent.order_by("-sent_at").values_list("sent_at", flat=True).first()
    return 0 if last is None else max(1, -((now - last - pause) // timedelta(seconds=1)))


def shown_code(session: SessionBase, purpose: CodePurpose) -> str:
    """The code to show on the page; always empty outside the demo."""
    return str(session.get(_SHOWN, {}).get(purpose.value, "")) if codes_are_shown() else ""


def forget(session: SessionBase) -> None:
    """Drop what the session knows of its codes; they can no longer be proved."""
    session.pop(_BINDING, None)
    session.pop(_SHOWN, None)


def _line_up(to: Recipient) -> None:
    """Make sendings to one contact follow each other: each holds the contact's counter until its end."""
    for key in sorted(filter(None, contact_keys(to.mobile, to.email))):
        Attempt.objects.count_one("code-line", key, int(timezone.now().timestamp()) // 86400 * 86400 + 86400)


def _write(session: SessionBase, purpose: CodePurpose, to: Recipient, code: str) -> OneTimeCode:
    wait = seconds_until_resend(purpose, to)
    if wait:
        raise Limited("code_too_soon", f"验证码刚刚发送过，请 {wait} 秒后再试。", wait)
    mobile_key, email_key = contact_keys(to.mobile, to.email)
    now = timezone.now()
    by_sms = bool(mobile_key) and _sms_left(mobile_key, now)
    if not by_sms and not email_key:
        raise Limited("sms_used_up", "这个号码的短信次数已用完，请一小时后再试。", 3600)
    return OneTimeCode.objects.create(
        purpose=purpose,
        mobile_key=mobile_key,
        email_key=email_key,
        binding=binding(session),
        digest=_digest(binding(session), purpose, code),
        by_sms=by_sms,
        tries_left=settings.CODE_TRIES,
        sent_at=now,
        expires_at=now + timedelta(seconds=settings.CODE_LIFE_SECONDS),
        user_id=to.user_id,
    )


def _sms_left(mobile_key: str, now: datetime) -> bool:
    sent = OneTimeCode.objects.filter(mobile_key=mobile_key, by_sms=True)
    in_hour = sent.filter(sent_at__gt=now - timedelta(hours=1)).count()
    in_day = sent.filter(sent_at__gt=now - timedelta(days=1)).count()
    return bool(in_hour < settings.SMS_PER_HOUR and in_day < settings.SMS_PER_DAY)


def _sent_to(to: Recipient) -> QuerySet[OneTimeCode]:
    return OneTimeCode.objects.filter(has_contact(to.mobile, to.email))


def _post(row: OneTimeCode, to: Recipient, code: str) -> None:
    context = {
        "site": settings.SITE_NAME,
        "purpose": CodePurpose(row.purpose).label,
        "code": code,
        "minutes": str(settings.CODE_LIFE_SECONDS // 60),
        "host": urlsplit(settings.SITE_URL).hostname or "",
    }
    channels = (Channel.SMS, Channel.MAIL) if row.by_sms else (Channel.MAIL,)
    post(texts.CODE, to, context, key=f"code:{row.pk}", channels=channels, expires_at=row.expires_at)


def _take_a_try(row: OneTimeCode) -> bool:
    now = timezone.now()
    good = OneTimeCode.objects.filter(
        pk=row.pk, used_at__isnull=True, tries_left__gt=0, sent_at__lte=now + _CLOCK_SKEW, expires_at__gt=now
    )
    return good.update(tries_left=F("tries_left") - 1) == 1


def _digest(session_binding: str, purpose: CodePurpose, code: str) -> str:
    value = f"{session_binding}:{CodePurpose(purpose).value}:{code}"
    return salted_hmac("accounts.codes", value, algorithm="sha256").hexdigest()
