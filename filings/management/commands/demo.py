"""`manage.py demo`: the demo's people and filings, under DEMO=1 only."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from filings.demo.people import CAST, PASSWORD, make_cast
from filings.demo.stories import tell_stories
from filings.demo.texts import make_texts
from filings.models import Filing
from providers.demo import make_demo_providers, make_demo_upload


class Command(BaseCommand):
    help = "Load the demo's people, providers and filings, and print the people. Does nothing twice."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError("演示数据只能在 DEMO=1 时载入。")
        make_demo_providers()
        make_cast()
        if not Filing.objects.exists():
            make_demo_upload(User.objects.get(username="admin"))
        make_texts()
        tell_stories()
        self.stdout.write(f"演示账号（密码都是 {PASSWORD}）：")
        for part in CAST:
            self.stdout.write(f"  {part.username:<10} {part.says}")
