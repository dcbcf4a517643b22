"""`manage.py open_data --to DIRECTORY`: the register's public facts as files, for a nightly job."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from filings.open_data import write_dump
from icpportal.core.errors import Refused


class Command(BaseCommand):
    help = "Write sites.csv.gz, sites.jsonl.gz and SHA256SUMS: what the public query shows, of every website."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", type=Path, required=True, help="The directory; made if it is not there.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = write_dump(options["to"])
        except OSError as error:
            raise CommandError(f"文件没有写成：{error}。原来的文件还在。") from error
        except Refused as error:
            raise CommandError(error.sentence) from error
        self.stdout.write(f"写好了 {count} 个网站的公开信息：{options['to']}。")
