"""The one way to tell a person something outside the pages: `post` a fixed text into the outbox.

Nothing is sent here. The row is written in the caller's transaction, so it stands or falls with the change
that it tells about; the worker (`manage.py send_messages`) sends it after the commit.
"""

import json
import logging
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.transaction import TransactionManagementError

from accounts.models.outbox import Channel, OutboxMessage
from accounts.models.user import User
from icpportal.core import clock
from icpportal.core.inserting import insert_missing
from icpportal.core.masking import mask_email, mask_mobile
from icpportal.core.seal import seal

__all__ = ["SEAL_PURPOSE", "Channel", "MessageTemplate", "Recipient", "post"]

SEAL_PURPOSE = "outbox"
_KEY = re.compile(r"[A-Za-z0-9._:-]{1,190}")
logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Recipient:
    """Where to reach a person: a mobile (11 digits), a mail address, or both; `user_id` is for the record."""

    mobile: str = ""
    email: str = ""
    user_id: int | None = None

    @classmethod
    def of_user(cls, user: User) -> "Recipient":
        return cls(mobile=user.mobile, email=user.email, user_id=user.pk)

    def address(self, channel: Channel) -> str:
        return self.mobile if channel == Channel.SMS else self.email

    def masked(self, channel: Channel) -> str:
        return mask_mobile(self.mobile) if channel == Channel.SMS else mask_email(self.email)


@dataclass(frozen=True)
class MessageTemplate:
    """A fixed text in Simplified Chinese, with ``{names}`` filled by `str.format`.

    :param name: up to 60 characters, what staff see of the message in the admin
    :param sms: the whole text message
    :param subject: of the mail, one line
    :param body: of the mail, plain text
    """

    name: str
    sms: str
    subject: str
    body: str

    def render(self, channel: Channel, context: Mapping[str, str]) -> tuple[str, str]:
        """Subject (empty for SMS) and text.

        :raises KeyError: the context lacks a name that the template uses
        """
        if channel == Channel.SMS:
            return "", self.sms.format_map(context)
        return " ".join(self.subject.format_map(context).split()), self.body.format_map(context)


def post(
    template: MessageTemplate,
    to: Recipient,
    context: Mapping[str, str],
    *,
    key: str,
    channels: Collection[Channel] = (Channel.SMS, Channel.MAIL),
    expires_at: datetime | None = None,
) -> None:
    """Write one message per channel that `to` has an address for; posting the same key again changes nothing.

    :param key: names the occasion and the recipient, e.g. ``code:81`` or ``filing:7:returned:3:user:12``;
        ASCII letters, digits and ``. _ : -``, up to 190; nothing personal, for the gateway sees it
    :param expires_at: a message not sent by then is wiped unsent
    :raises TransactionManagementError: called outside a transaction
    :raises ValueError: `key` is not of the form above
    :raises KeyError: the context lacks a name that the template uses
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError(
            "post() belongs in the transaction of the change that it tells about"
        )
    if not _KEY.fullmatch(key):
        raise ValueError(f"not an idempotency key: {key!r}")
    reachable = [channel for channel in channels if to.address(channel)]
    if not reachable:
        logger.warning("message %s (%s) has nowhere to go", template.name, key)
    insert_missing(_row(template, channel, to, context, key, expires_at) for channel in reachable)


def _row(
    template: MessageTemplate,
    channel: Channel,
    to: Recipient,
    context: Mapping[str, str],
    key: str,
    expires_at: datetime | None,
) -> OutboxMessage:
    subject, text = template.render(channel, context)
    body = json.dumps({"to": to.address(channel), "subject": subject, "text": text})
    now = clock.now()
    return OutboxMessage(
        template=template.name,
        channel=channel,
        key=f"{key}:{channel.value}",
        user_id=to.user_id,
        masked_to=to.masked(channel)[:100],
        sealed_body=seal(SEAL_PURPOSE, body),
        not_before=now,
        created_at=now,
        expires_at=expires_at,
    )
