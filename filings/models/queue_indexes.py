"""The indexes that the review queue is read off, one for each order and filter that it offers.

They hold what has arrived only, and all that the keys of a page are chosen by, so that no row is read to find a page.
See docs/decisions/0020-review-queue-at-scale.md.
"""

from django.db import models
from django.db.models import Q

from filings.workflow import ENDED_STATES, State

# What the authority has had before it, once at least. A query that says so, in these words, may use these indexes.
ARRIVED = Q(first_arrived_at__isnull=False)
_WORKED_OFF = ARRIVED & Q(state__in=[State.AUTHORITY_REVIEW.value, State.RETURNED.value])
_ENDED = ARRIVED & Q(state__in=sorted(state.value for state in ENDED_STATES))
# By which the parts of the queue are told apart, beside state and arrival.
_TOLD_BY = ["kind", "claimed_by", "claimed_at"]


def queue_indexes() -> list[models.Index]:
    """Six: what is worked off by arrival, of a province and of all; what has ended by its end, and of one kind."""
    return [
        _worked_off("filing_queue_of_province", "province", "state", "arrived_at", "id"),
        _worked_off("filing_queue_of_all", "state", "arrived_at", "id"),
        _ended("filing_ended_of_province", "province", "ended_at", "id"),
        _ended("filing_ended_of_all", "ended_at", "id"),
        _ended("filing_ended_province_kind", "province", "kind", "ended_at", "id"),
        _ended("filing_ended_kind", "kind", "ended_at", "id"),
    ]


def _worked_off(name: str, *fields: str) -> models.Index:
    return models.Index(fields=fields, name=name, condition=_WORKED_OFF, include=_TOLD_BY)


def _ended(name: str, *fields: str) -> models.Index:
    return models.Index(fields=fields, name=name, condition=_ENDED)
