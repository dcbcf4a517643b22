"""`manage.py generate_register --sites N --seed S`: an invented register, for demonstrations and measurements."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from filings.generated.loading import load_register
from icpportal.core.errors import Refused


class Command(BaseCommand):
    help = (
        "Enter an invented register. Refuses where anything real is. The same seed gives the same register."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sites", type=int, required=True, help="How many websites, up to 6,000,000.")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--replace", action="store_true", help="Delete an invented register first.")

    def handle(self, *args: Any, **options: Any) -> None:
        if not 1 <= options["sites"] <= 6_000_000:
            raise CommandError("--sites 应在 1 和 6000000 之间。")
        begun = time.monotonic()
        try:
            rows = load_register(options["sites"], options["seed"], replace=options["replace"])
        except Refused as error:
            raise CommandError(error.sentence) from error
        spent = time.monotonic() - begun
        self.stdout.write(f"生成了 {options['sites']} 个网站，{rows} 条查询记录，用时 {spent:.1f} 秒。")
