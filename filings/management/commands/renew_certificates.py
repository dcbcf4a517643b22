"""`manage.py renew_certificates`: to be run once a day."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from filings.certificates.issuing import due_for_renewal, renew
from icpportal.core.errors import Refused


class Command(BaseCommand):
    help = "Reissues the certificates that end within 90 days, or that have no signed file yet."

    def handle(self, *args: Any, **options: Any) -> None:
        due = due_for_renewal(timezone.now()).defer("signed", "facts")
        try:
            renewed = [certificate for certificate in due.iterator() if renew(certificate)]
        except Refused as refusal:
            raise CommandError(refusal.sentence) from None
        self.stdout.write(f"重新签发了 {len(renewed)} 份电子证书。")
