"""Claiming, sending, trying again, giving up, wiping."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import outbox
from accounts.messages import Channel
from accounts.models import OutboxMessage
from tests.accounts.gateway_double import drop, status
from tests.accounts.sample_messages import post_code

pytestmark = pytest.mark.django_db
SMS = (Channel.SMS,)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def only() -> OutboxMessage:
    return OutboxMessage.objects.get()


def fate() -> tuple[str, int, bytes, str]:
    """State, attempts, what is left of the body, last error of the only message."""
    row = only()
    return row.state, row.attempts, bytes(row.sealed_body), row.last_error


def test_drain_sends_by_both_channels_and_wipes(sms_gateway, mail_server):
    post_code()
    assert outbox.drain("a") == 2
    assert sms_gateway.keys() == ["code:1:sms"]
    assert len(mail_server.mails) == 1
    for row in OutboxMessage.objects.all():
        assert (row.state, row.attempts, bytes(row.sealed_body), row.last_error) == ("sent", 1, b"", "")
        assert row.sent_at is not None
        assert row.lease_until is None


def test_drain_sends_a_message_once(sms_gateway):
    post_code(channels=SMS)
    assert [outbox.drain("a"), outbox.drain("b")] == [1, 0]
    assert sms_gateway.keys() == ["code:1:sms"]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_is_not_sent(sms_gateway, mail_server):
    with transaction.atomic():
        post_code()
        assert OutboxMessage.objects.count() == 2
        transaction.set_rollback(True)
    assert outbox.drain("a") == 0
    assert (sms_gateway.requests, mail_server.mails) == ([], [])


def test_claimed_message_is_nobody_elses_until_the_lease_ends():
    with time_machine.travel(NOON, tick=False) as clock:
        post_code(channels=SMS)
        assert [m.key for m in outbox.claim(5, "a", lease=timedelta(seconds=30))] == ["code:1:sms"]
        clock.shift(29.9)
        assert outbox.claim(5, "b") == []
        clock.shift(0.1)
        [again] = outbox.claim(5, "b")
        assert (again.lease_owner, again.attempts) == ("b", 2)


def test_claim_takes_the_oldest_first_and_no_more_than_asked():
    for number in (1, 2, 3):
        post_code(key=f"code:{number}", channels=SMS)
    assert [m.key for m in outbox.claim(2, "a")] == ["code:1:sms", "code:2:sms"]


def test_retry_carries_the_same_key_after_a_growing_pause(sms_gateway):
    sms_gateway.plan = [status(503), drop]
    with time_machine.travel(NOON, tick=False) as clock:
        post_code(channels=SMS)
        assert outbox.drain("a") == 0
        assert fate()[:2] == ("waiting", 1)
        assert only().last_error == "http_503"
        clock.shift(4)
        assert (outbox.drain("a"), len(sms_gateway.requests)) == (0, 1)
        clock.shift(1)
        assert (outbox.drain("a"), only().last_error) == (0, "unreachable")
        clock.shift(15)
        assert outbox.drain("a") == 1
    assert sms_gateway.keys() == ["code:1:sms"] * 3
    assert fate() == ("sent", 3, b"", "")


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(1, 5), (2, 15), (3, 45), (4, 135), (8, 10935), (9, 21600), (10, 21600)]
)
def test_pause_grows_threefold_up_to_six_hours(attempts, seconds):
    assert outbox.pause_after(attempts) == timedelta(seconds=seconds)


def test_final_refusal_fails_at_once_and_wipes(sms_gateway):
    sms_gateway.plan = [status(422)]
    post_code(channels=SMS)
    assert outbox.drain("a") == 0
    assert fate() == ("failed", 1, b"", "http_422")
    assert only().sent_at is None


def test_tenth_failure_is_the_last(sms_gateway):
    sms_gateway.plan = [status(500)] * 12
    post_code(channels=SMS)
    OutboxMessage.objects.update(attempts=9)
    outbox.drain("a")
    assert fate() == ("failed", 10, b"", "http_500")


def test_message_that_kills_its_workers_is_given_up():
    post_code(channels=SMS)
    assert len(outbox.claim(1, "a")) == 1
    OutboxMessage.objects.update(attempts=10, lease_until=timezone.now())
    outbox.sweep()
    assert fate() == ("failed", 10, b"", "worker_lost")
    assert outbox.claim(1, "b") == []


def test_expired_message_is_wiped_unsent(sms_gateway):
    with time_machine.travel(NOON, tick=False) as clock:
        post_code(channels=SMS, expires_at=NOON + timedelta(seconds=300))
        clock.shift(300)
        assert outbox.drain("a") == 0
    assert sms_gateway.requests == []
    assert fate() == ("expired", 0, b"", "")


def test_message_that_expires_in_the_workers_hands_is_wiped_unsent(sms_gateway):
    with time_machine.travel(NOON, tick=False) as clock:
        post_code(channels=SMS, expires_at=NOON + timedelta(seconds=300))
        [message] = outbox.claim(1, "a")
        clock.shift(300)
        assert outbox.deliver(message) == "expired"
    assert sms_gateway.requests == []
    assert fate() == ("expired", 1, b"", "")


def test_late_worker_does_not_overwrite_the_next_ones_record(sms_gateway):
    sms_gateway.plan = [status(200), status(422)]
    post_code(channels=SMS)
    [late] = outbox.claim(1, "a", lease=timedelta(0))
    [next_one] = outbox.claim(1, "a")
    assert outbox.deliver(next_one) == "sent"
    outbox.deliver(late)
    assert fate() == ("sent", 2, b"", "")


def test_dead_gateway_costs_one_try_a_round_and_does_not_hold_up_mail(sms_gateway, mail_server):
    sms_gateway.plan = [drop] * 10
    for number in (1, 2, 3):
        post_code(key=f"code:{number}")
    assert outbox.drain("a") == 3
    assert len(mail_server.mails) == 3
    assert len(sms_gateway.requests) == 1


def test_body_that_does_not_open_does_not_stop_the_queue(sms_gateway, caplog):
    post_code(key="code:1", channels=SMS)
    OutboxMessage.objects.update(sealed_body=b"not sealed by us")
    post_code(key="code:2", channels=SMS)
    with time_machine.travel(timezone.now(), tick=False) as clock:
        outbox.drain("a")
        clock.shift(1)
        assert outbox.drain("a") == 1
    assert sms_gateway.keys() == ["code:2:sms"]
    spoilt = OutboxMessage.objects.get(key="code:1:sms")
    assert (spoilt.state, spoilt.last_error) == ("waiting", "SealError")


def test_log_of_a_failure_names_no_address_and_no_code(sms_gateway, mail_server, caplog):
    sms_gateway.plan = [status(422)]
    mail_server.recipient_reply = "550 no <owner@example.com>"
    post_code()
    outbox.drain("a")
    assert "code:1:sms" in caplog.text
    assert "code:1:mail" in caplog.text
    for secret in ("123456", "13000000000", "owner@example.com"):
        assert secret not in caplog.text


def test_oldest_waiting_age_counts_what_is_not_sent():
    assert outbox.oldest_waiting_age() == 0.0
    with time_machine.travel(NOON, tick=False) as clock:
        post_code(channels=SMS)
        clock.shift(90)
        assert outbox.oldest_waiting_age() == 90.0
        outbox.drain("a")
        assert outbox.oldest_waiting_age() == 0.0


def test_purge_deletes_what_was_finished_ninety_days_ago():
    with time_machine.travel(NOON, tick=False) as clock:
        post_code(key="code:1", channels=SMS)
        outbox.drain("a")
        post_code(key="code:2", channels=SMS)
        clock.shift(timedelta(days=90))
        post_code(key="code:3", channels=SMS)
        assert outbox.purge() == 0
        clock.shift(1)
        assert outbox.purge() == 1
    keys = OutboxMessage.objects.order_by("key").values_list("key", flat=True)
    assert list(keys) == ["code:2:sms", "code:3:sms"]


@pytest.mark.parametrize(
    "change",
    [
        {"state": "gone"},
        {"channel": "fax"},
        {"state": "sent", "sent_at": NOON},
        {"state": "failed"},
        {"state": "expired"},
        {"state": "leased", "lease_until": None},
        {"state": "sent", "sealed_body": b""},
    ],
)
def test_row_that_cannot_be_is_refused_by_the_database(change):
    post_code(channels=SMS)
    with pytest.raises(IntegrityError), transaction.atomic():
        OutboxMessage.objects.update(**change)
    assert only().state == "waiting"
