"""The review in numbers: received, decided, working days, reasons, what is overdue. A handful of queries, however many
filings there are: the database counts, and what it gives back are days and numbers, never filings.

A decision is 审核通过, 不予备案 or 退回修改 of a filing in review. Its working days run from the arrival before it, the
next day being the first, to its own day, both in Asia/Shanghai: each round is counted by itself, as art. 12 counts it.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from django.db.models import Case, Count, F, OuterRef, Q, Subquery, When
from django.db.models.functions import TruncDate, TruncMonth

from filings.models import Filing, FilingEvent
from filings.models.queue_indexes import ARRIVED
from filings.queries.queue import is_overdue
from filings.queries.reasons import reason_counts
from filings.workflow import Action, State
from icpportal.core.workdays import SHANGHAI, WorkCalendar, local_day, working_days_between

MONTHS = 12
_DECISIONS = (Action.APPROVE, Action.REJECT, Action.RETURN)


@dataclass
class Tally:
    """Counts of one month, or one province; `days` maps working days to how many decisions took them."""

    received: int = 0
    decided: Counter[str] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)

    @property
    def decisions(self) -> int:
        return self.decided.total()

    @property
    def return_rate(self) -> float | None:
        """The part of the decisions that were 退回修改; None without decisions."""
        return self.decided[Action.RETURN] / self.decisions if self.decisions else None

    def within(self, percent: int) -> int | None:
        """The least number of working days within which `percent` of the decisions were made (nearest rank)."""
        total, passed = self.days.total(), 0
        for days in sorted(self.days):
            passed += self.days[days]
            if passed * 100 >= total * percent:
                return days
        return None


@dataclass
class Standing:
    """What waits for the authority now, and how much of it is overdue."""

    waiting: int = 0
    overdue: int = 0


@dataclass(frozen=True)
class Statistics:
    """`months` by their first days, the oldest first, all of them there; `provinces` and `now` by code; `reasons`: how
    many returns gave each code."""

    total: Tally
    months: dict[datetime.date, Tally]
    provinces: dict[str, Tally]
    now: dict[str, Standing]
    reasons: dict[str, int]


def statistics_of(province: str, calendar: WorkCalendar, now: datetime.datetime) -> Statistics:
    """The last 12 months, this one included, of `province`, or of all for "". Four queries."""
    months = {month: Tally() for month in last_months(local_day(now))}
    since = datetime.datetime.combine(min(months), datetime.time(), SHANGHAI)
    total, provinces = Tally(), defaultdict[str, Tally](Tally)
    scope = Q(province=province) if province else Q()
    for month, place, number in _received(scope, since):
        for tally in (total, months[month], provinces[place]):
            tally.received += number
    took = _counting(calendar)
    for day, place, action, arrived, number in _decided(province, since):
        for tally in (total, months[day.replace(day=1)], provinces[place]):
            tally.decided[action] += number
            tally.days[took(arrived, day)] += number
    return Statistics(
        total, months, dict(provinces), _standing(scope, calendar, now), reason_counts(province, since)
    )


def last_months(today: datetime.date) -> list[datetime.date]:
    """The first days of the last 12 months, this one included, the oldest first."""
    here = today.year * 12 + today.month - 1
    return [datetime.date(number // 12, number % 12 + 1, 1) for number in range(here - MONTHS + 1, here + 1)]


def _counting(calendar: WorkCalendar) -> Callable[[datetime.date, datetime.date], int]:
    @cache
    def took(arrived: datetime.date, decided: datetime.date) -> int:
        return working_days_between(arrived, decided, calendar)

    return took


def _received(scope: Q, since: datetime.datetime) -> list[tuple[datetime.date, str, int]]:
    """(month, province, how many arrived for the first time)."""
    rows = (
        Filing.objects.filter(scope, first_arrived_at__gte=since)
        .annotate(month=TruncMonth("first_arrived_at", tzinfo=SHANGHAI))
        .order_by()
        .values_list("month", "province")
        .annotate(number=Count("pk"))
    )
    return [(local_day(month), place, number) for month, place, number in rows]


def _decided(
    province: str, since: datetime.datetime
) -> list[tuple[datetime.date, str, str, datetime.date, int]]:
    """(day, province, action, day of arrival, how many).

    A filing knows its latest arrival, and nearly all decisions came after it; only for the others, whose filings have
    arrived again since, are the events asked.
    """
    arrivals = (
        FilingEvent.objects.filter(
            filing=OuterRef("filing"),
            to_version__lte=OuterRef("from_version"),
            to_state=State.AUTHORITY_REVIEW,
        )
        .exclude(from_state=State.AUTHORITY_REVIEW)
        .order_by("-to_version")
    )
    events = FilingEvent.objects.filter(
        action__in=_DECISIONS, from_state=State.AUTHORITY_REVIEW, created_at__gte=since
    )
    if province:
        events = events.filter(filing__province=province)
    rows = (
        events.annotate(
            came_at=Case(
                When(filing__arrived_at__lt=F("created_at"), then="filing__arrived_at"),
                default=Subquery(arrivals.values("created_at")[:1]),
            )
        )
        .annotate(day=TruncDate("created_at", tzinfo=SHANGHAI), came=TruncDate("came_at", tzinfo=SHANGHAI))
        .order_by()
        .values_list("day", "filing__province", "action", "came")
        .annotate(number=Count("pk"))
    )
    return list(rows)


def _standing(scope: Q, calendar: WorkCalendar, now: datetime.datetime) -> dict[str, Standing]:
    rows = (
        Filing.objects.filter(ARRIVED, scope, state=State.AUTHORITY_REVIEW)
        .order_by()
        .values_list("province")
        .annotate(waiting=Count("pk"), overdue=Count("pk", filter=is_overdue(calendar, now)))
    )
    return {place: Standing(waiting, overdue) for place, waiting, overdue in rows}
