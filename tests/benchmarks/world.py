"""The people and filings that are measured; made once, found again by the next run."""

from django.conf import settings
from django.test import Client

from accounts.models import User
from filings import actions
from filings.models import Filing, Website
from filings.workflow import Kind
from providers.models import Provider
from tests.factories import make_provider, make_user, sign_in
from tests.filings import documents

PROVIDER = "北京云桥科技有限公司"


def provider() -> Provider:
    return Provider.objects.filter(name=PROVIDER).first() or make_provider(
        PROVIDER, licence_number="B1-示例-0001"
    )


def owner(name: str) -> User:
    """The owner of that name; number and mail are theirs alone."""
    found = User.objects.filter(username=name).first()
    if found:
        return found
    count = User.objects.count()
    return make_user(name, mobile=f"136{count:08d}", email=f"{name}@example.test")


def draft(name: str, websites: int = 1) -> Filing:
    """`name`'s complete draft of 首次备案, with as many websites, each with one access."""
    who = owner(name)
    filing = Filing.objects.filter(owner=who, state="draft").first()
    if filing is None:
        filing = actions.open_draft(who, Kind.FIRST)
        actions.save_entity(who, filing.uid, documents.valid_entity(), 1)
    for number in range(Website.objects.filter(filing=filing).count(), websites):
        _website(who, filing, name, number)
    filing.refresh_from_db()
    return filing


def _website(who: User, filing: Filing, name: str, number: int) -> None:
    domain = f"{name}-{number}.example"
    content = documents.valid_website(name=f"示例网站{number}", home_url=f"www.{domain}", domains=(domain,))
    site = actions.add_website(who, filing.uid, content)
    address = f"1.{number // 200 + 1}.{number % 200}.1"
    ranges = ((address, address),)
    access = documents.valid_access(provider_id=provider().pk, provider_name=PROVIDER, ranges=ranges)
    actions.add_access(who, filing.uid, site.pk, access)


def cookie(user: User) -> str:
    """The Cookie header of `user`, signed in; a browser sends the form token's cookie as well."""
    key = sign_in(Client(), user).session.session_key
    return f"{settings.SESSION_COOKIE_NAME}={key}; {settings.CSRF_COOKIE_NAME}={'a' * 32}"


def client(user: User) -> Client:
    return sign_in(Client(SERVER_NAME="127.0.0.1"), user)
