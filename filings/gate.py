"""The one way a view gets a filing from an id in a URL: found and allowed in one call.

Not yours reads as not there.
"""

import uuid

from django.http import Http404

from accounts.models import User
from filings.models import Filing
from filings.queries import visible_to


def filing_for(user: User, uid: uuid.UUID) -> Filing:
    """The filing `uid`, if `user` may see it.

    :raises Http404: there is none, or it is not theirs; the two cannot be told apart
    """
    filing = visible_to(user).filter(uid=uid).first()
    if filing is None:
        raise Http404
    return filing
