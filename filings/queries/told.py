"""Which messages went to the owner about a filing: when, how, which text, what became of it; never what it said."""

import datetime
from dataclasses import dataclass

from accounts.models import OutboxMessage
from accounts.models.outbox import Channel, OutboxState
from filings.models import Filing

SENT, WAITING, FAILED = "已发送", "待发送", "发送失败"
_IN_WORDS: dict[str, str] = {
    OutboxState.WAITING: WAITING,
    OutboxState.LEASED: WAITING,
    OutboxState.SENT: SENT,
    OutboxState.FAILED: FAILED,
    OutboxState.EXPIRED: FAILED,
}
MOST = 100


@dataclass(frozen=True)
class Told:
    """One message by one channel; `to` is masked, `at` when it was sent or, until then, written."""

    at: datetime.datetime
    channel: str
    text: str
    to: str
    state: str


def message_key(filing: Filing) -> str:
    """What the keys of all messages about `filing` begin with."""
    return f"filing:{filing.pk}:"


def messages_to_owner(filing: Filing) -> list[Told]:
    """Newest first; one query, which leaves the sealed bodies where they are."""
    rows = OutboxMessage.objects.filter(key__startswith=message_key(filing), user_id=filing.owner_id)
    found = rows.order_by("-pk").values_list(
        "sent_at", "created_at", "channel", "template", "masked_to", "state"
    )
    return [
        Told(sent_at or created_at, Channel(channel).label, text, to, _IN_WORDS[state])
        for sent_at, created_at, channel, text, to, state in found[:MOST]
    ]
