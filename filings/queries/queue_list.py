"""Pages of the review queue, at the same cost among a million filings as among a thousand.

The keys of a page are read off an index, in its order; its rows are fetched by their keys, with all that a line shows.
Nothing is counted further than `counting.MOST`.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from filings.models import Filing
from filings.queries.counting import MOST, Count, counts_of
from filings.queries.finding import is_common, looked_at_one_by_one, matching
from filings.queries.queue import (
    COUNTED,
    Queue,
    Stretch,
    in_list_order,
    in_queue,
    stretches,
    with_site_count,
)
from icpportal.core.workdays import WorkCalendar

# How far a list is turned over: with 50 a page half a million filings, and of what a search finds a thousand.
DEEPEST, DEEPEST_FOUND = 10_000, 20
# So many filings are looked at one by one for a common word before the index is asked.
LOOKED_AT = 15_000


@dataclass(frozen=True)
class Page:
    """`keys` of page `number` of a list of `count` filings, in order. `last`: the last page known to be there."""

    number: int
    keys: list[int]
    count: Count
    last: int

    @property
    def is_cut(self) -> bool:
        """Whether there is more behind the last page that is shown."""
        return self.count.or_more and self.number == self.last


@dataclass(frozen=True)
class QueueList:
    """What `person` sees of `filings` in `queue` at `now`, or finds there by `text` (of `search_text`; "" for all)."""

    filings: QuerySet[Filing]
    queue: Queue
    person: User
    calendar: WorkCalendar
    now: datetime.datetime
    text: str = ""

    def counts(self) -> dict[Queue, Count]:
        """How many stand in each part that is worked off, and in this one, by one query; nothing while somebody
        searches."""
        if self.text:
            return {}
        here = [] if self.queue in COUNTED else [part.rows for part in self.stretches()]
        counts = counts_of([*(self.part(queue) for queue in COUNTED), *here])
        found = dict(zip(COUNTED, counts, strict=False))
        if here:
            found[self.queue] = sum(counts[len(COUNTED) :], Count(0))
        return found

    def page(self, asked: int, size: int, counts: dict[Queue, Count]) -> Page:
        """Page `asked`; where there is none, the last one, or the first if nobody has counted how many there are.

        :param counts: of `counts`
        """
        return self._found_page(asked, size) if self.text else self._listed_page(asked, size, counts)

    def _listed_page(self, asked: int, size: int, counts: dict[Queue, Count]) -> Page:
        count = counts[self.queue]
        last = DEEPEST if count.or_more else max(1, -(-count.number // size))
        number = max(asked, 1) if asked <= last else 1 if count.or_more else last
        keys = self._listed(number, size)
        if not keys and number > 1:
            number, keys = 1, self._listed(1, size)
        if count.or_more:
            here, has_next = (number - 1) * size + len(keys[:size]), len(keys) > size
            count = Count(max(here, count.number), or_more=True) if has_next else Count(here)
            last = min(max(number + 1, MOST // size + 1), DEEPEST) if has_next else number
        return Page(number, keys[:size], count, last)

    def _found_page(self, asked: int, size: int) -> Page:
        """Nobody counts what is found: `count` tells how much is known by this page."""
        number = asked if 1 <= asked <= DEEPEST_FOUND else 1
        keys = found(self, number * size + 1)
        if len(keys) <= (number - 1) * size:
            number = 1
        known = Count(min(len(keys), number * size), or_more=len(keys) > number * size)
        here = keys[(number - 1) * size : number * size]
        return Page(number, here, known, min(number + known.or_more, DEEPEST_FOUND))

    def part(self, queue: Queue) -> QuerySet[Filing]:
        return self.filings.filter(in_queue(queue, self.person, self.calendar, self.now))

    def stretches(self) -> list[Stretch]:
        return stretches(self.filings, self.queue, self.person, self.calendar, self.now)

    def _listed(self, number: int, size: int) -> list[int]:
        """The keys of a page and one more."""
        return keys_of([part.ordered() for part in self.stretches()], (number - 1) * size, size + 1)


def keys_of(parts: Sequence[QuerySet[Filing]], start: int, count: int) -> list[int]:
    """`count` keys from place `start` on of `parts`, each in its order, one behind the other."""
    keys: list[int] = []
    for part in parts:
        if start and part is not parts[-1]:
            # Counted no further than to the place that is looked for.
            length = part.order_by()[:start].count()
            if length < start:
                start -= length
                continue
        keys += part.values_list("pk", flat=True)[start : start + count - len(keys)]
        if len(keys) == count:
            break
        start = 0
    return keys


def found(listing: QueueList, count: int) -> list[int]:
    """The keys of the first `count` that `listing` finds."""
    if is_common(listing.text):
        keys = found_one_by_one(listing, count, LOOKED_AT)
        if keys is not None:
            return keys
    rows = in_list_order(listing.part(listing.queue).filter(matching(listing.text)))
    return list(rows.values_list("pk", flat=True)[:count])


def found_one_by_one(listing: QueueList, count: int, most: int) -> list[int] | None:
    """As `found`, by looking at the filings of the list in their order, about `most` of each stretch; None if there
    are more of them and not enough was found."""
    keys: list[int] = []
    for part in listing.stretches():
        rows, is_all = part.beginning(most)
        rows = looked_at_one_by_one(rows, listing.text)
        keys += rows.values_list("pk", flat=True)[: count - len(keys)]
        if len(keys) == count:
            return keys
        if not is_all:
            return None
    return keys


def lines(filings: QuerySet[Filing], keys: Sequence[int]) -> list[Filing]:
    """Those of `filings` that have these keys, in their order, with all that a line of the list shows. One query."""
    rows = with_site_count(filings.filter(pk__in=keys).order_by()).select_related("entity", "claimed_by")
    shown = ("uid", "kind", "state", "province", "receipt_number", "submitted_at", "arrived_at", "claimed_at")
    by_key = {row.pk: row for row in rows.only(*shown, "claimed_by__username", "entity__name")}
    return [by_key[key] for key in keys if key in by_key]
