"""Deletes what has had its time. Safe to run at any moment, by any number of workers."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import Attempt, OneTimeCode, PictureChallenge, User

REGISTRATION_LIFE = timedelta(hours=24)
# Codes are counted over a day, so their rows stay a day longer than any limit looks back.
CODE_ROW_LIFE = timedelta(days=2)


def purge_accounts() -> dict[str, int]:
    """Delete unfinished registrations of over 24 hours, and expired codes, pictures, counters and sessions.

    Returns how many rows of each; ``registrations`` counts the users with what hung on them.
    """
    now = timezone.now()
    unfinished = User.objects.filter(is_registering=True, date_joined__lt=now - REGISTRATION_LIFE)
    life = timedelta(seconds=settings.CODE_LIFE_SECONDS) + CODE_ROW_LIFE
    return {
        "registrations": unfinished.delete()[0],
        "codes": OneTimeCode.objects.filter(sent_at__lt=now - life).delete()[0],
        "pictures": PictureChallenge.objects.filter(expires_at__lt=now).delete()[0],
        "counters": Attempt.objects.purge(),
        "sessions": Session.objects.filter(expire_date__lt=now).delete()[0],
    }
