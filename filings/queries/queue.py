"""The review queue: which filings stand in which part of it, computed at each reading from arrivals and calendar."""

import datetime
from enum import StrEnum

from django.db.models import BigIntegerField, Case, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from accounts.models import User
from filings.models import Filing
from filings.models.queue_indexes import ARRIVED
from filings.queries.claiming import is_claimed, is_free
from filings.queries.sight import own_draft
from filings.queries.standing import AUTHORITY_DAYS
from filings.queries.stretches import Stretch
from filings.workflow import CANCEL_KINDS, ENDED_STATES, State
from icpportal.core.workdays import WorkCalendar, begun_before

SOON_DAYS = 5


class Queue(StrEnum):
    WAITING = "waiting"
    MINE = "mine"
    FREE = "free"
    SOON = "soon"
    OVERDUE = "overdue"
    RETURNED = "returned"
    ENDED = "ended"
    ALL = "all"


QUEUE_NAMES: dict[Queue, str] = {
    Queue.WAITING: "待审",
    Queue.MINE: "我认领的",
    Queue.FREE: "未认领",
    Queue.SOON: f"{SOON_DAYS} 个工作日内到期",
    Queue.OVERDUE: "已超期",
    Queue.RETURNED: "已退回",
    Queue.ENDED: "已办结",
    Queue.ALL: "全部",
}
# What a reviewer works off; the others only grow, and counting them costs.
COUNTED = (Queue.WAITING, Queue.MINE, Queue.FREE, Queue.SOON, Queue.OVERDUE, Queue.RETURNED)


def arrival_cutoff(calendar: WorkCalendar, now: datetime.datetime, days: int) -> datetime.datetime:
    """What arrived before this moment is due within `days` working days of today (0: today), or already overdue;
    with -1, overdue alone."""
    return begun_before(AUTHORITY_DAYS, days, now, calendar)


def is_overdue(calendar: WorkCalendar, now: datetime.datetime) -> Q:
    return Q(state=State.AUTHORITY_REVIEW, arrived_at__lt=arrival_cutoff(calendar, now, -1))


def in_queue(queue: Queue, person: User, calendar: WorkCalendar, now: datetime.datetime) -> Q:
    """The filings, among those that `person` sees, that stand in `queue`.

    `ARRIVED` goes without saying for all but 全部; said, it leads to the indexes of what has arrived.
    """
    return Q() if queue == Queue.ALL else ARRIVED & _part(queue, person, calendar, now)


def _part(queue: Queue, person: User, calendar: WorkCalendar, now: datetime.datetime) -> Q:
    waiting = Q(state=State.AUTHORITY_REVIEW)
    if queue == Queue.MINE:
        return is_claimed(calendar, now) & Q(claimed_by=person)
    if queue == Queue.FREE:
        return is_free(calendar, now)
    if queue == Queue.SOON:
        due = arrival_cutoff(calendar, now, SOON_DAYS)
        return waiting & Q(arrived_at__lt=due, arrived_at__gte=arrival_cutoff(calendar, now, -1))
    if queue == Queue.OVERDUE:
        return is_overdue(calendar, now)
    if queue == Queue.RETURNED:
        return Q(state=State.RETURNED)
    return Q(state__in=sorted(ENDED_STATES)) if queue == Queue.ENDED else waiting


def in_list_order(filings: QuerySet[Filing]) -> QuerySet[Filing]:
    """What waits for the authority, the oldest arrival first (overdue first, then by due date); then what it has sent
    back; then what has ended, the latest first. For a few filings: no index has this order whole (see `stretches`)."""
    ended = Q(state__in=sorted(ENDED_STATES))
    rank = Case(
        When(state=State.AUTHORITY_REVIEW, then=Value(0)), When(ended, then=Value(2)), default=Value(1)
    )
    arrival = Case(When(ended, then=None), default=F("arrived_at"))
    return filings.order_by(
        rank,
        arrival.asc(nulls_last=True),
        F("ended_at").desc(nulls_last=True),
        Case(When(ended, then=-F("pk")), default=F("pk"), output_field=BigIntegerField()),
    )


def stretches(
    filings: QuerySet[Filing], queue: Queue, person: User, calendar: WorkCalendar, now: datetime.datetime
) -> list[Stretch]:
    """Those of `filings`, seen by `person`, that stand in `queue`, in the order of `in_list_order`."""

    def part(queue: Queue) -> QuerySet[Filing]:
        return filings.filter(in_queue(queue, person, calendar, now))

    ended = Stretch(part(Queue.ENDED), "ended_at", latest_first=True)
    if queue == Queue.ENDED:
        return [ended]
    if queue == Queue.ALL:
        drafts = Stretch(filings.filter(own_draft(person)))
        return [Stretch(part(Queue.WAITING)), Stretch(part(Queue.RETURNED)), drafts, ended]
    return [Stretch(part(queue))]


# In plain SQL: to build it of expressions takes longer than to ask the database.
_SITE_COUNT = """
CASE WHEN filings_filing.kind NOT IN %s THEN
    (SELECT COUNT(*) FROM filings_website AS site WHERE site.filing_id = filings_filing.id)
WHEN filings_filing.target_website_id IS NOT NULL THEN 1
ELSE
    (SELECT COUNT(*) FROM filings_registeredwebsite AS site
    WHERE site.entity_id = filings_filing.registered_entity_id
    AND (site.cancelled_at IS NULL OR site.cancelled_at >= filings_filing.ended_at))
END
"""


def with_site_count(filings: QuerySet[Filing]) -> QuerySet[Filing]:
    """Each with `site_count`: the websites that it holds, or that it cancels."""
    kinds = ", ".join(f"'{kind.value}'" for kind in sorted(CANCEL_KINDS))
    count = RawSQL(_SITE_COUNT % f"({kinds})", (), output_field=IntegerField())  # noqa: S611 - our own words
    return filings.annotate(site_count=count)
