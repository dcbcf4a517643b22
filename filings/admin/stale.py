"""What happened to a filing between the version that a reviewer had before them and the present one."""

from typing import Any

from filings.models import Filing
from filings.queries.comparing import changes_between, content_at
from filings.queries.history import events_of, history_rows


def since_seen(filing: Filing, seen: int | None) -> dict[str, Any]:
    """For the page that refuses a stale decision: the changes, None if the version seen is not known, and the steps."""
    before, after = content_at(filing, seen), content_at(filing, filing.version)
    if before is None or after is None:
        return {"is_stale": True, "changes": None}
    later = [event for event in events_of(filing) if event.to_version > (seen or 0)]
    return {
        "is_stale": True,
        "changes": changes_between(before, after),
        "later": history_rows(filing, later, seen=None),
    }
