"""One text, one receiver and one way to post, for the tests of the outbox."""

from datetime import datetime

from django.db import transaction

from accounts.messages import Channel, MessageTemplate, Recipient, post

NOTICE = MessageTemplate(
    name="一次性验证码",
    sms="【ICP备案】您的验证码是 {code}，请勿告知他人。",
    subject="您的验证码",
    body="您好：\n\n您的验证码是 {code}。",
)
RECEIVER = Recipient(mobile="13000000000", email="owner@example.com")


def post_code(
    key: str = "code:1",
    code: str = "123456",
    channels: tuple[Channel, ...] = (Channel.SMS, Channel.MAIL),
    expires_at: datetime | None = None,
) -> None:
    """Posted and committed."""
    with transaction.atomic():
        post(NOTICE, RECEIVER, {"code": code}, key=key, channels=channels, expires_at=expires_at)
