"""`manage.py signing_key`: shows, makes and rotates the key that signs certificates."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from filings.certificates import keys
from filings.models import SigningKey
from icpportal.core.errors import Refused


class Command(BaseCommand):
    help = "Shows the keys that sign certificates; --make makes the first ones, --rotate a new signer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        deed = parser.add_mutually_exclusive_group()
        deed.add_argument("--make", action="store_true", help="make CA and signer where there are none")
        deed.add_argument("--rotate", action="store_true", help="a new signer; what was signed stays good")
        deed.add_argument("--export-ca", metavar="FILE", help="write the CA's certificate, PEM, into FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["make"]:
            keys.make_keys()
        elif options["rotate"]:
            self._rotate()
        elif options["export_ca"]:
            self._export(Path(options["export_ca"]))
        self._show()

    def _rotate(self) -> None:
        try:
            keys.rotate_signer()
        except Refused as refusal:
            raise CommandError(refusal.sentence) from None

    def _export(self, path: Path) -> None:
        ca = keys.present(keys.Kind.CA)
        if ca is None:
            raise CommandError("还没有签名密钥，请先运行 manage.py signing_key --make。")
        path.write_text(ca.certificate)

    def _show(self) -> None:
        rows = list(SigningKey.objects.order_by("pk"))
        if not rows:
            self.stdout.write("还没有签名密钥，请运行 manage.py signing_key --make。")
        for row in rows:
            state = f"{row.retired_at:%Y-%m-%d} 停用" if row.retired_at else "在用"
            self.stdout.write(f"{row}，有效期至 {row.not_after:%Y-%m-%d}，{state}")
            self.stdout.write(f"  SHA-256 {keys.fingerprint(row)}")
