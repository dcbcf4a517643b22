"""The access log: who opened a filing that is not their own. The one thing that a GET may write about filings."""

from collections.abc import Iterable

from accounts.models import User
from filings.models import Filing, FilingView


def record_view(viewer: User, filing: Filing, what: str = "open") -> None:
    """One row for a viewer who is not the owner; nothing for the owner.

    :param what: open, export, claim or release
    """
    record_views(viewer, [filing], what)


def record_views(viewer: User, filings: Iterable[Filing], what: str = "open") -> None:
    """As `record_view` for each of `filings`, in one statement."""
    rows = [
        FilingView(filing=filing, viewer_id=viewer.pk, viewer_role=viewer.role, what=what)
        for filing in filings
        if filing.owner_id != viewer.pk
    ]
    if rows:
        FilingView.objects.bulk_create(rows)
