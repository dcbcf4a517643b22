"""Registration: two agreements, the form, the code. The order is held by the server's session.

Nothing is written before the form is complete. Then a user is: not active, `is_registering`, until the code is
proved. A mobile or mail that another account holds gets the same pages; its owner is told, the applicant is not.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.base import SessionBase
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import codes, notices
from accounts.agreements import AGREEMENTS, Agreement
from accounts.messages import Recipient
from accounts.models import CodePurpose, Consent, OneTimeCode, User, has_contact
from icpportal.core.errors import Refused

_KEY = "registration"
USERNAME_TAKEN = "这个用户名不能使用，请换一个。"


@dataclass(frozen=True)
class Applicant:
    """What the registration form gives, in normal form."""

    username: str
    password: str
    mobile: str
    email: str


def accept(session: SessionBase, agreement: Agreement) -> None:
    """Note in the session that 接受 was pressed for the version shown, and when."""
    state = _state(session)
    accepted = {**state.get("accepted", {}), agreement.key: [agreement.version, timezone.now().isoformat()]}
    session[_KEY] = {**state, "accepted": accepted}


def first_open_agreement(session: SessionBase) -> int | None:
    """The place in `AGREEMENTS` of the first one not accepted in its present version; None when all are."""
    accepted = _state(session).get("accepted", {})
    for place, agreement in enumerate(AGREEMENTS):
        if accepted.get(agreement.key, [""])[0] != agreement.version:
            return place
    return None


def applicant_user(session: SessionBase) -> User | None:
    """The user of the registration that this session has under way."""
    return _applicant_users(session).first()


def username_is_free(session: SessionBase, username: str) -> bool:
    mine = applicant_user(session)
    return not User.objects.filter(username=username).exclude(pk=mine.pk if mine else 0).exists()


def register(session: SessionBase, applicant: Applicant) -> None:
    """注册: the user, the consents and the code, all or nothing.

    A second press in the same session replaces what the first one entered.

    :raises Refused: the username is taken
    :raises Limited: a code went to this mobile or mail a moment ago
    """
    hashed = make_password(applicant.password)
    with transaction.atomic():
        user = _write_user(session, applicant, hashed)
        _write_consents(session, user)
        send_code(session, user)
    session[_KEY] = {**_state(session), "user_id": user.pk}


def send_code(session: SessionBase, user: User) -> OneTimeCode:
    """The code to the mobile and mail of this registration, or a notice to whoever has them already.

    :raises Limited: as `codes.send`
    """
    holders = list(_holders(user))

    def tell_holders(row: OneTimeCode) -> None:
        for holder in holders:
            same_mobile = bool(user.mobile_key) and holder.mobile_key == user.mobile_key
            same_email = bool(user.email_key) and holder.email_key == user.email_key
            notices.contact_in_use(holder, row, same_mobile, same_email)

    to = Recipient.of_user(user)
    return codes.send(session, CodePurpose.REGISTER, to, instead=tell_holders if holders else None)


def confirm(session: SessionBase, user: User, code: str) -> None:
    """确定: proves the code and opens the account.

    :raises Refused: the code is not right, or somebody proved the same mobile or mail first
    """
    to = Recipient.of_user(user)
    try:
        with transaction.atomic():
            opened = codes.prove(session, CodePurpose.REGISTER, to, code) and _open(user)
    except IntegrityError:
        raise Refused(
            "contact_taken", "这个手机号码或电子邮箱刚刚被另一个账号使用，请换一个重新注册。"
        ) from None
    if not opened:
        raise Refused("wrong_code", codes.refusal(session, CodePurpose.REGISTER, to))
    session.pop(_KEY, None)
    codes.forget(session)


def _open(user: User) -> bool:
    mine = User.objects.filter(pk=user.pk, is_registering=True)
    return mine.update(is_active=True, is_registering=False) == 1


def _holders(user: User) -> QuerySet[User]:
    return User.objects.filter(has_contact(user.mobile, user.email), is_active=True)


def _applicant_users(session: SessionBase) -> QuerySet[User]:
    return User.objects.filter(pk=_state(session).get("user_id", 0), is_registering=True)


def _write_user(session: SessionBase, applicant: Applicant, hashed: str) -> User:
    mine = _applicant_users(session).select_for_update().first()
    user = mine or User(is_active=False, is_registering=True)
    user.username, user.password = applicant.username, hashed
    user.mobile, user.email = applicant.mobile, applicant.email
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:
        raise Refused("username_taken", USERNAME_TAKEN) from None
    return user


def _write_consents(session: SessionBase, user: User) -> None:
    accepted = _state(session).get("accepted", {})
    rows = [
        Consent(user=user, agreement=key, version=version, accepted_at=datetime.fromisoformat(at))
        for key, (version, at) in accepted.items()
    ]
    Consent.objects.bulk_create(rows, ignore_conflicts=True)


def _state(session: SessionBase) -> dict[str, Any]:
    return dict(session.get(_KEY, {}))
