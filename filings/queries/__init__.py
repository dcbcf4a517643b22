"""Reading filings: who may see which, what one holds, what the rules need to know about it."""

from filings.queries.content import content_digest, provider_view, read_document, seen_by_provider
from filings.queries.sight import open_check, relations, visible_to

__all__ = [
    "content_digest",
    "open_check",
    "provider_view",
    "read_document",
    "relations",
    "seen_by_provider",
    "visible_to",
]
