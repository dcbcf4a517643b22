"""Several workers at once, and a worker killed at the worst moment: real threads and real processes."""

import signal
import threading

import pytest
from django.db import connection

from accounts import outbox
from accounts.messages import Channel
from accounts.models import OutboxMessage
from tests.accounts import worker
from tests.accounts.gateway_double import hang, hold
from tests.accounts.sample_messages import post_code
from tests.servers import until

pytestmark = pytest.mark.django_db(transaction=True)


def in_threads(count: int, work) -> list:
    """What `work(number)` gives in each of `count` threads that start together."""
    results, barrier = [], threading.Barrier(count)

    def run(number: int) -> None:
        try:
            barrier.wait(10)
            results.append(work(number))
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(results) == count
    return results


def test_four_workers_at_once_send_each_message_once(sms_gateway):
    for number in range(20):
        post_code(key=f"code:{number}", channels=(Channel.SMS,))
    sent = in_threads(4, lambda number: outbox.drain(f"worker-{number}"))
    assert sum(sent) == 20
    assert sorted(sms_gateway.keys()) == sorted(f"code:{number}:sms" for number in range(20))
    assert set(OutboxMessage.objects.values_list("state", "attempts")) == {("sent", 1)}


def test_one_message_claimed_by_eight_at_once_goes_to_one():
    post_code(channels=(Channel.SMS,))
    claims = in_threads(8, lambda number: len(outbox.claim(1, f"worker-{number}")))
    assert sorted(claims) == [0, 0, 0, 0, 0, 0, 0, 1]
    assert OutboxMessage.objects.get().attempts == 1


def test_the_same_key_posted_by_eight_at_once_is_one_message():
    in_threads(8, lambda number: post_code(key="code:7", channels=(Channel.SMS,)))
    assert list(OutboxMessage.objects.values_list("key", flat=True)) == ["code:7:sms"]


def test_worker_killed_while_sending_is_made_good_with_the_same_key(sms_gateway):
    sms_gateway.plan = [hang]
    post_code(key="code:7", channels=(Channel.SMS,))
    first = worker.start(sms_gateway.url, "--lease", "3")
    try:
        until(lambda: bool(sms_gateway.requests))
    finally:
        first.kill()
        first.communicate()
    row = OutboxMessage.objects.get()
    assert (row.state, row.attempts, bytes(row.sealed_body) != b"") == ("leased", 1, True)

    second = worker.start(sms_gateway.url, "--interval", "0.1")
    try:
        until(lambda: OutboxMessage.objects.get().state == "sent")
    finally:
        second.send_signal(signal.SIGTERM)
        output, _ = second.communicate(timeout=10)
    assert sms_gateway.keys() == ["code:7:sms", "code:7:sms"]
    assert sms_gateway.requests[0].body == sms_gateway.requests[1].body
    row.refresh_from_db()
    assert (row.attempts, bytes(row.sealed_body), row.last_error) == (2, b"", "")
    assert (second.returncode, output.splitlines()[-1]) == (0, "outbox: stopped")


def test_worker_told_to_stop_finishes_the_message_in_hand(sms_gateway):
    sms_gateway.plan = [hold]
    for number in (1, 2):
        post_code(key=f"code:{number}", channels=(Channel.SMS,))
    process = worker.start(sms_gateway.url)
    try:
        until(lambda: bool(sms_gateway.requests))
        process.send_signal(signal.SIGTERM)
    finally:
        sms_gateway.released.set()
        process.communicate(timeout=20)
    assert process.returncode == 0
    states = OutboxMessage.objects.order_by("key").values_list("state", "attempts", "last_error")
    assert list(states) == [("sent", 1, ""), ("waiting", 0, "")]
