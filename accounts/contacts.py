"""Changing the mobile or the mail of an account: the password, then a code to the new one; the old one is told."""

from dataclasses import dataclass

from django.contrib.sessions.backends.base import SessionBase
from django.core import signing
from django.db import IntegrityError, models, transaction

from accounts import codes, notices
from accounts.messages import Recipient
from accounts.models import CodePurpose, OneTimeCode, User, contact_keys
from icpportal.core.errors import Refused
from icpportal.core.seal import SealError, seal, unseal

_KEY = "contact_change"
_SALT = "accounts.contacts"
LIFE_SECONDS = 15 * 60


class ContactKind(models.TextChoices):
    MOBILE = "mobile", "手机号码"
    EMAIL = "email", "电子邮箱"


@dataclass(frozen=True)
class Change:
    """A new mobile or mail, in normal form, that waits for its code."""

    kind: ContactKind
    value: str

    def recipient(self, user: User) -> Recipient:
        if self.kind == ContactKind.MOBILE:
            return Recipient(mobile=self.value, user_id=user.pk)
        return Recipient(email=self.value, user_id=user.pk)

    @property
    def digests(self) -> dict[str, str]:
        mobile_key, email_key = contact_keys(self.value, self.value)
        if self.kind == ContactKind.MOBILE:
            return {"mobile_key": mobile_key}
        return {"email_key": email_key}


def begin(session: SessionBase, change: Change) -> None:
    """Note the change in the session; the value is sealed, for sessions are kept in the database."""
    sealed = seal(_SALT, change.value).decode()
    session[_KEY] = signing.dumps([change.kind.value, sealed], salt=_SALT)


def current(session: SessionBase) -> Change | None:
    try:
        kind, sealed = signing.loads(session.get(_KEY, ""), salt=_SALT, max_age=LIFE_SECONDS)
        return Change(ContactKind(kind), unseal(_SALT, sealed.encode()))
    except (signing.BadSignature, SealError, ValueError, TypeError):
        return None


def send_code(session: SessionBase, user: User, change: Change) -> OneTimeCode:
    """The code to the new contact, or a notice to whoever has it already; the asker cannot tell which.

    :raises Limited: as `codes.send`
    """
    holder = User.objects.filter(is_active=True, **change.digests).exclude(pk=user.pk).first()

    def tell_holder(row: OneTimeCode) -> None:
        if holder:
            is_mobile = change.kind == ContactKind.MOBILE
            notices.contact_in_use(holder, row, mobile_matches=is_mobile, email_matches=not is_mobile)

    to = change.recipient(user)
    return codes.send(session, CodePurpose.CONTACT, to, instead=tell_holder if holder else None)


def confirm(session: SessionBase, user: User, change: Change, code: str) -> None:
    """Prove the code and replace the contact.

    :raises Refused: the code is not right, or somebody proved the same contact first
    """
    to = change.recipient(user)
    try:
        with transaction.atomic():
            proved = codes.prove(session, CodePurpose.CONTACT, to, code)
            if proved:
                _replace(user, change)
    except IntegrityError:
        raise Refused("contact_taken", f"这个{change.kind.label}刚刚被另一个账号使用，请换一个。") from None
    if not proved:
        raise Refused("wrong_code", codes.refusal(session, CodePurpose.CONTACT, to))
    session.pop(_KEY, None)
    codes.forget(session)


def _replace(user: User, change: Change) -> None:
    row = User.objects.select_for_update().get(pk=user.pk)
    old = Change(change.kind, getattr(row, change.kind.value)).recipient(row)
    setattr(row, change.kind.value, change.value)
    row.save()
    notices.contact_changed(old, change.kind.label)
