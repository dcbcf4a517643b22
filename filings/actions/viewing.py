"""The access log: who opened a filing that is not their own. The one thing that a GET may write about filings."""

from collections.abc import Iterable

from accounts.models import User
from filings.models import Filing, FilingView
from icpportal.core import clock


def record_view(viewer: User, filing: Filing, what: str = "open") -> None:
    """One row for a viewer who is not the owner; nothing for the owner.

    :param what: open, export, claim or release
    """
    record_views(viewer, [filing], what)


def record_views(viewer: User, filings: Iterable[Filing], what: str = "open") -> None:
    """As `record_view` for each of `filings`, in one statement and at one moment."""
    now = clock.now()
    rows = [
        FilingView(
            filing_id=filing.pk, viewer_id=viewer.pk, viewer_role=viewer.role, what=what, created_at=now
        )
        for filing in filings
        if filing.owner_id != viewer.pk
    ]
    if rows:
        FilingView.objects.bulk_create(rows)
