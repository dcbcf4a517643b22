"""The worker command, in this process; what needs a process of its own is in test_outbox_workers."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from accounts.management.commands import send_messages
from accounts.messages import Channel
from accounts.models import OutboxMessage
from tests.accounts import worker
from tests.accounts.sample_messages import post_code

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_once_sends_what_is_due_and_ends(sms_gateway, capsys):
    post_code(channels=(Channel.SMS,))
    call_command("send_messages", "--once")
    assert capsys.readouterr().out == "outbox: 1 sent\n"
    assert sms_gateway.keys() == ["code:1:sms"]


@pytest.mark.django_db(transaction=True)
def test_wrong_configuration_is_told_at_the_start(settings):
    settings.SMS_BACKEND = "accounts.sms.HttpGateway"
    settings.SMS_GATEWAY_URL = ""
    post_code(channels=(Channel.SMS,))
    with pytest.raises(ImproperlyConfigured):
        call_command("send_messages", "--once")
    assert OutboxMessage.objects.get().attempts == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("waited", "out", "err"),
    [
        (300, "outbox: alive, 0 sent, oldest waiting 300 s\n", ""),
        (301, "", "outbox: ALARM the oldest message has waited 301 s\n"),
    ],
)
def test_heartbeat_becomes_an_alarm_when_a_message_waits_too_long(capsys, waited, out, err):
    command = send_messages.Command()
    command.sent = 0
    with time_machine.travel(NOON, tick=False) as clock:
        post_code(channels=(Channel.SMS,))
        clock.shift(waited)
        command._heartbeat(300)
    assert capsys.readouterr() == (out, err)


@pytest.mark.django_db(transaction=True)
def test_worker_outlives_a_database_that_is_away(sms_gateway, tmp_path):
    process = worker.start(sms_gateway.url, "--interval", "0.1", database=f"sqlite:///{tmp_path}/no/such.db")
    try:
        first = process.stderr.readline()
        second = process.stderr.readline()
    finally:
        process.terminate()
        process.communicate(timeout=10)
    assert first == second == "outbox: database lost (OperationalError), trying again\n"
    assert process.returncode == 0
