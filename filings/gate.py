"""The one way a view gets a filing from an id in a URL: found and allowed in one call.

Not yours reads as not there.
"""

import uuid

from django.http import Http404

from accounts.models import User
from filings.models import Certificate, Filing, RegisteredEntity
from filings.queries import visible_to
from filings.queries.listing import registered_to


def filing_for(user: User, uid: uuid.UUID) -> Filing:
    """The filing `uid`, if `user` may see it.

    :raises Http404: there is none, or it is not theirs; the two cannot be told apart
    """
    filing = visible_to(user).filter(uid=uid).first()
    if filing is None:
        raise Http404
    return filing


def registered_for(owner: User, pk: int) -> RegisteredEntity:
    """The registered entity `pk`, cancelled or not, of `owner` and of nobody else.

    :raises Http404: there is none, or it is not theirs
    """
    entity = registered_to(owner, pk)
    if entity is None:
        raise Http404
    return entity


def certificate_for(owner: User, serial: str) -> Certificate:
    """The valid certificate `serial` of a website of `owner`'s.

    :raises Http404: there is none, it is not theirs, it was revoked, or it has no file yet; nobody can tell which
    """
    found = Certificate.objects.filter(serial=serial, website__entity__owner=owner, revoked_at__isnull=True)
    # A serial has letters and digits; PostgreSQL cannot compare a NUL.
    certificate = found.select_related("website").exclude(facts="").first() if serial.isalnum() else None
    if certificate is None:
        raise Http404
    return certificate
