"""`manage.py demo`: the demo's people and filings, under DEMO=1 only."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Load the demo's people, providers and filings, and print the people. Does nothing twice."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError("demo data is for DEMO=1 only")
