"""The access log: who opened a filing that is not their own. The one thing that a GET may write about filings."""

from accounts.models import User
from filings.models import Filing, FilingView


def record_view(viewer: User, filing: Filing, what: str = "open") -> None:
    """One row for a viewer who is not the owner; nothing for the owner.

    :param what: open, export, claim or release
    """
    if viewer.pk != filing.owner_id:
        FilingView.objects.create(filing=filing, viewer_id=viewer.pk, viewer_role=viewer.role, what=what)
