"""认领: who has taken a filing in review upon themselves. It lapses by itself, computed at each reading, by no job."""

import datetime
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from filings.models import Filing
from filings.workflow import State
from icpportal.core import clock
from icpportal.core.workdays import WorkCalendar, begun_before, days_left

CLAIM_DAYS = 3


@dataclass(frozen=True)
class ReviewClaim:
    """A living claim: `holder` took the filing, or last touched it, at `since`; it lapses after `left` working days."""

    holder: User
    since: datetime.datetime
    left: int


def live_claim(
    filing: Filing, calendar: WorkCalendar, now: datetime.datetime | None = None
) -> ReviewClaim | None:
    """Who holds `filing` now; None if nobody, if it lies untouched for 3 working days, or if it is not in review."""
    if filing.state != State.AUTHORITY_REVIEW or filing.claimed_by is None or filing.claimed_at is None:
        return None
    left = days_left(filing.claimed_at, CLAIM_DAYS, now or clock.now(), calendar)
    return ReviewClaim(filing.claimed_by, filing.claimed_at, left) if left >= 0 else None


def claim_cutoff(calendar: WorkCalendar, now: datetime.datetime) -> datetime.datetime:
    """A claim last touched before this moment has lapsed."""
    return begun_before(CLAIM_DAYS, -1, now, calendar)


def is_claimed(calendar: WorkCalendar, now: datetime.datetime) -> Q:
    """Those with a living claim, as a condition on a list of filings."""
    return Q(
        state=State.AUTHORITY_REVIEW,
        claimed_by__isnull=False,
        claimed_at__gte=claim_cutoff(calendar, now),
    )


def is_free(calendar: WorkCalendar, now: datetime.datetime) -> Q:
    """Those in review without one. Spelled out: in SQL, "not claimed" leaves out what was never claimed."""
    lapsed = Q(claimed_at__lt=claim_cutoff(calendar, now))
    return Q(state=State.AUTHORITY_REVIEW) & (Q(claimed_by__isnull=True) | lapsed)
