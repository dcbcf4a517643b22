"""One whole filing, read-only, cut to what its reader may see: for the owner's page and the provider's alike."""

from typing import Any

from accounts.models import User
from accounts.roles import Role
from filings import document
from filings.models import Filing
from filings.queries.history import events_of, history_rows
from filings.queries.reading import reading_of
from filings.queries.shown import present_content, sections_of, shown_to
from providers.queries import provider_of


def whole_filing(person: User, filing: Filing, content: document.Document | None = None) -> dict[str, Any]:
    """What the read-only page of `filing` needs, cut to what `person` may see.

    :param content: what `person` may see of it, if it was read already
    """
    is_provider = person.role == Role.PROVIDER
    content = shown_to(person, present_content(filing), filing) if content is None else content
    events = events_of(filing)
    provider = provider_of(person) if is_provider else None
    rows = history_rows(
        filing,
        events,
        sections_of(content) if is_provider else None,
        provider.pk if provider else None,
    )
    return {
        "filing": filing,
        "reading": reading_of(content),
        "events": events,
        "rows": rows,
    }
