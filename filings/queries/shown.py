"""What of a filing's content one person is shown."""

from accounts.models import User
from accounts.roles import Role
from filings import document
from filings.models import Filing, FilingSnapshot
from filings.queries.content import opened, read_document, seen_by_provider
from providers.queries import provider_of


def present_content(filing: Filing) -> document.Document:
    """The content of `filing` now: its latest snapshot (one query), or the rows of a draft, which has none."""
    snapshot = FilingSnapshot.objects.filter(filing=filing, version=filing.version).first()
    return opened(snapshot) if snapshot else read_document(filing)


def shown_to(user: User, content: document.Document, filing: Filing) -> document.Document:
    """`content` of `filing`, which `user` may see, cut to what they may see of it."""
    if user.role != Role.PROVIDER:
        return content
    provider = provider_of(user)
    return seen_by_provider(filing, content, provider.pk if provider else 0)


def sections_of(content: document.Document) -> frozenset[str]:
    """The keys of the sections that `content` shows in full."""
    found = {"filing", "entity"}
    for site in content.websites:
        found.add(f"website:{site.key}")
        shown = (access for access in site.accesses if not isinstance(access, document.NamedAccess))
        found |= {f"access:{access.key}" for access in shown}
    return frozenset(found)
