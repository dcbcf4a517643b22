"""What of a filing's content one person is shown."""

from accounts.models import User
from accounts.roles import Role
from filings import document
from filings.models import Filing, FilingSnapshot
from filings.queries.content import opened, provider_view, read_document
from filings.workflow import Kind
from providers.queries import provider_of


def present_content(filing: Filing) -> document.Document:
    """The content of `filing` now: its latest snapshot (one query), or the rows of a draft, which has none."""
    snapshot = FilingSnapshot.objects.filter(filing=filing, version=filing.version).first()
    return opened(snapshot) if snapshot else read_document(filing)


def shown_to(user: User, content: document.Document, filing: Filing | None = None) -> document.Document:
    """`content` cut to what `user` may see of a filing that they may see.

    :param filing: where given, a provider sees the whole of its own 变更, websites that it leaves included
    """
    if user.role != Role.PROVIDER:
        return content
    provider = provider_of(user)
    if provider is None:
        return provider_view(content, 0)
    own_change = filing is not None and filing.kind == Kind.CHANGE and filing.opened_for_id == provider.pk
    return provider_view(content, provider.pk, own_change=own_change)


def sections_of(content: document.Document) -> frozenset[str]:
    """The keys of the sections that `content` shows in full: another provider's access is named but not shown."""
    found = {"filing", "entity"}
    for site in content.websites:
        found.add(f"website:{site.key}")
        found |= {f"access:{access.key}" for access in site.accesses if access.method or access.ranges}
    return frozenset(found)
