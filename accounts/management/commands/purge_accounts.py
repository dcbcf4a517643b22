"""Deletes unfinished registrations and expired codes, pictures, counters and sessions, now.

The worker does so every hour by itself (``send_messages``).
"""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.purge import purge_accounts


class Command(BaseCommand):
    help = "Deletes unfinished registrations and expired codes, pictures, counters and sessions."

    def handle(self, *args: Any, **options: Any) -> None:
        deleted = ", ".join(f"{count} {name}" for name, count in purge_accounts().items())
        self.stdout.write(f"purged: {deleted}")
