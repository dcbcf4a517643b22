"""The worker that drains the outbox. Any number of them may run, on any number of machines."""

import os
import secrets
import signal
import socket
import time
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections, connections

from accounts import outbox, sms
from accounts.purge import purge_accounts

HEARTBEAT_SECONDS = 60
PURGE_SECONDS = 3600


class Command(BaseCommand):
    help = "Sends what waits in the outbox, until SIGTERM."
    stopping = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="send what is due now, then end")
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between rounds")
        parser.add_argument("--lease", type=float, default=outbox.LEASE.total_seconds(), help="seconds")
        parser.add_argument(
            "--alarm-after",
            type=float,
            default=300.0,
            help="seconds that a message may wait before the alarm",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        sms.gateway()  # a wrong configuration is told now, not by the first code that never arrives
        self.worker = f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.lease = timedelta(seconds=options["lease"])
        if options["once"]:
            self.stdout.write(f"outbox: {self._round()} sent")
            return
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        self._loop(options["interval"], options["alarm_after"])
        self.stdout.write("outbox: stopped")

    def _stop(self, *_: object) -> None:
        self.stopping = True

    def _loop(self, interval: float, alarm_after: float) -> None:
        self.next_heartbeat = self.next_purge = 0.0
        self.sent = 0
        while not self.stopping:
            try:
                self.sent += self._round()
                self._now_and_then(alarm_after)
            except (OperationalError, InterfaceError) as error:
                self.stderr.write(f"outbox: database lost ({type(error).__name__}), trying again")
                connections.close_all()
            self._sleep(interval)

    def _round(self) -> int:
        close_old_connections()
        return outbox.drain(self.worker, lease=self.lease, stopping=lambda: self.stopping)

    def _now_and_then(self, alarm_after: float) -> None:
        now = time.monotonic()
        if now >= self.next_heartbeat:
            self.next_heartbeat = now + HEARTBEAT_SECONDS
            self._heartbeat(alarm_after)
        if now >= self.next_purge:
            purge_accounts()
            # A full batch means that more is left: the next round goes on.
            self.next_purge = now if outbox.purge() else now + PURGE_SECONDS

    def _heartbeat(self, alarm_after: float) -> None:
        age = outbox.oldest_waiting_age()
        if age > alarm_after:
            self.stderr.write(f"outbox: ALARM the oldest message has waited {age:.0f} s")
        else:
            self.stdout.write(f"outbox: alive, {self.sent} sent, oldest waiting {age:.0f} s")
        self.stdout.flush()

    def _sleep(self, seconds: float) -> None:
        """In short naps: a signal does not end a sleep."""
        until = time.monotonic() + seconds
        while not self.stopping and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.25))
