"""What a person is told about their own account, each by one named function. Call them in the transaction."""

import secrets

from django.conf import settings

from accounts import texts
from accounts.messages import Channel, MessageTemplate, Recipient, post
from accounts.models import CodePurpose, OneTimeCode, User


def contact_in_use(owner: User, row: OneTimeCode, mobile_matches: bool, email_matches: bool) -> None:
    """Tells the owner of a contact that somebody else tried to use it, at that contact only.

    Counts as the code that it replaces: by mail alone once the number has had its SMS.
    """
    to = Recipient(
        mobile=owner.mobile if mobile_matches else "",
        email=owner.email if email_matches else "",
        user_id=owner.pk,
    )
    channels = (Channel.SMS, Channel.MAIL) if row.by_sms else (Channel.MAIL,)
    context = _context() | {"purpose": CodePurpose(row.purpose).label}
    post(texts.CONTACT_IN_USE, to, context, key=f"in-use:{row.pk}:{owner.pk}", channels=channels)


def password_changed(user: User) -> None:
    _tell(texts.PASSWORD_CHANGED, Recipient.of_user(user), {})


def authenticator_changed(user: User, how: str) -> None:
    """`how` is 已绑定 or 已解除."""
    _tell(texts.AUTHENTICATOR_CHANGED, Recipient.of_user(user), {"how": how})


def contact_changed(old: Recipient, what: str) -> None:
    """Goes to the contact that was replaced. `what` is 手机号码 or 电子邮箱."""
    _tell(texts.CONTACT_CHANGED, old, {"what": what})


def account_opened(user: User) -> None:
    """Tells a new person how to set the password of the account that an administrator opened for them."""
    _tell(texts.ACCOUNT_OPENED, Recipient.of_user(user), {})


def _tell(template: MessageTemplate, to: Recipient, more: dict[str, str]) -> None:
    post(template, to, _context() | more, key=f"account:{to.user_id}:{secrets.token_hex(8)}")


def _context() -> dict[str, str]:
    return {"site": settings.SITE_NAME, "hotline": settings.HOTLINE, "address": settings.SITE_URL}
