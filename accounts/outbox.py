"""The sending side of the outbox: claim with a lease, deliver, record, wipe.

At least once: a worker killed between the gateway's acceptance and the record leaves a lease that runs out,
and the message goes again with the same idempotency key (SMS) or Message-ID (mail).
"""

import json
import logging
from collections.abc import Callable
from datetime import timedelta

from django.db.models import F, Min
from django.utils import timezone

from accounts import mail, sms
from accounts.delivery import DeliveryError
from accounts.messages import SEAL_PURPOSE
from accounts.models.outbox import FINAL_STATES, OPEN_STATES, Channel, OutboxMessage, OutboxState
from icpportal.core.seal import unseal

# Longer than the slowest single delivery: an SMTP conversation of ten exchanges at EMAIL_TIMEOUT each.
LEASE = timedelta(seconds=120)
MAX_ATTEMPTS = 10
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(hours=6)
KEPT = timedelta(days=90)
_PURGE_BATCH = 1000
logger = logging.getLogger(__name__)


def claim(
    limit: int, worker: str, *, channel: Channel | None = None, lease: timedelta = LEASE
) -> list[OutboxMessage]:
    """Up to `limit` due messages, oldest first, that are now this worker's alone until the lease ends.

    Each is taken by a conditional update of its row, so of two workers one gets it, on either engine.
    """
    while True:
        now = timezone.now()
        due = OutboxMessage.objects.due(now)
        if channel:
            due = due.filter(channel=channel)
        seen = list(due.order_by("not_before", "pk").values_list("pk", flat=True)[:limit])
        taken = [pk for pk in seen if _take(pk, worker, lease)]
        if taken or not seen:
            return list(OutboxMessage.objects.filter(pk__in=taken).order_by("not_before", "pk"))


def _take(pk: int, worker: str, lease: timedelta) -> bool:
    now = timezone.now()
    taken = (
        OutboxMessage.objects.due(now)
        .filter(pk=pk)
        .update(
            state=OutboxState.LEASED, lease_owner=worker, lease_until=now + lease, attempts=F("attempts") + 1
        )
    )
    return taken == 1


def deliver(message: OutboxMessage) -> OutboxState:
    """Send one claimed message and record how it went: sent, waiting (again), failed or expired."""
    if message.expires_at and message.expires_at <= timezone.now():
        return _close(message, OutboxState.EXPIRED)
    try:
        _send(message)
    except DeliveryError as failure:
        return _record_failure(message, failure)
    except Exception as error:
        # Must not stop the queue, whatever it is; its text may hold an address, so only its class is logged.
        logger.error("message %s: %s", message.key, type(error).__name__)
        return _record_failure(message, DeliveryError(type(error).__name__))
    return _close(message, OutboxState.SENT)


def _send(message: OutboxMessage) -> None:
    body = json.loads(unseal(SEAL_PURPOSE, bytes(message.sealed_body)))
    if message.channel == Channel.SMS:
        sms.gateway().send(body["to"], body["text"], message.key)
    else:
        mail.send(body["to"], body["subject"], body["text"], message.key)


def _record_failure(message: OutboxMessage, failure: DeliveryError) -> OutboxState:
    logger.warning("message %s, attempt %s: %s", message.key, message.attempts, failure.code)
    if failure.final or message.attempts >= MAX_ATTEMPTS:
        return _close(message, OutboxState.FAILED, failure.code)
    _record(
        message,
        state=OutboxState.WAITING,
        not_before=timezone.now() + pause_after(message.attempts),
        last_error=failure.code[:40],
    )
    return OutboxState.WAITING


def _close(message: OutboxMessage, state: OutboxState, error: str = "") -> OutboxState:
    sent_at = timezone.now() if state == OutboxState.SENT else None
    _record(message, state=state, sealed_body=b"", sent_at=sent_at, last_error=error[:40])
    return state


def _record(message: OutboxMessage, **values: object) -> None:
    """Write the outcome, unless the lease ran out and another worker has the message by now."""
    still_ours = OutboxMessage.objects.filter(
        pk=message.pk, state=OutboxState.LEASED, lease_owner=message.lease_owner, attempts=message.attempts
    )
    if not still_ours.update(lease_until=None, **values):
        logger.warning("message %s was taken over by another worker", message.key)


def pause_after(attempts: int) -> timedelta:
    """How long to wait after that many attempts: 5 s, three times as long each time, 6 hours at most."""
    return min(FIRST_PAUSE * int(3 ** (attempts - 1)), LONGEST_PAUSE)


def drain(worker: str, *, lease: timedelta = LEASE, stopping: Callable[[], bool] = lambda: False) -> int:
    """Deliver what is due, channel by channel; the number of messages sent.

    The first one that must wait ends its channel's turn: a dead gateway costs one timeout a round, not one a
    message, and does not hold up the other channel.
    """
    sweep()
    sent = 0
    for channel in Channel:
        while not stopping():
            states = [deliver(message) for message in claim(1, worker, channel=channel, lease=lease)]
            sent += states.count(OutboxState.SENT)
            if not states or OutboxState.WAITING in states:
                break
    return sent


def sweep() -> None:
    """Wipe what expired unsent, and give up on what has killed its worker `MAX_ATTEMPTS` times."""
    free = OutboxMessage.objects.free(timezone.now())
    free.filter(expires_at__lte=timezone.now()).update(
        state=OutboxState.EXPIRED, sealed_body=b"", lease_until=None
    )
    free.filter(attempts__gte=MAX_ATTEMPTS).update(
        state=OutboxState.FAILED, sealed_body=b"", lease_until=None, last_error="worker_lost"
    )


def oldest_waiting_age() -> float:
    """Seconds since the oldest unsent message was posted; 0 when nothing waits."""
    oldest = OutboxMessage.objects.filter(state__in=OPEN_STATES).aggregate(at=Min("created_at"))["at"]
    return max(0.0, (timezone.now() - oldest).total_seconds()) if oldest else 0.0


def purge() -> int:
    """Delete a batch of finished rows older than 90 days; how many."""
    old = OutboxMessage.objects.filter(created_at__lt=timezone.now() - KEPT, state__in=FINAL_STATES)
    batch = list(old.order_by("created_at").values_list("pk", flat=True)[:_PURGE_BATCH])
    return OutboxMessage.objects.filter(pk__in=batch).delete()[0]
