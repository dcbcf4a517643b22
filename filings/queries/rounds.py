"""The rounds of a filing between the authority and its providers: what could have been said the first time."""

from collections.abc import Sequence

from filings import document
from filings.difference import changed_paths
from filings.models import Filing, FilingEvent
from filings.queries.comparing import content_at
from filings.workflow import Action

WHOLE_FILING = ""


def untold_before(filing: Filing, content: document.Document, paths: Sequence[str]) -> tuple[str, ...]:
    """Those of `paths` that stand as they stood when the filing was first returned, and that no return has named.

    A second return for them needs a word of explanation, or 退回 could be used to start the clock anew. Empty before
    the first return. Two queries.

    :param paths: of reasons: ``section.field``, ``section``, or empty for the whole filing
    """
    returns = list(filing.events.filter(action=Action.RETURN))
    first = content_at(filing, returns[0].from_version) if returns else None
    if first is None:
        return ()
    changed, named = changed_paths(first, content), _named(returns)
    return tuple(
        path
        for path in dict.fromkeys(paths)
        if not any(_covers(told, path) for told in named) and not any(_covers(path, at) for at in changed)
    )


def _named(returns: Sequence[FilingEvent]) -> set[str]:
    return {reason["path"] for event in returns for reason in event.reasons}


def _covers(path: str, other: str) -> bool:
    """Whether `other` is `path` or a field in the section `path`; everything is in the whole filing."""
    return path in {WHOLE_FILING, other} or other.startswith(f"{path}.")
