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
from filings.queries.counting import Count, counts_of
from filings.queries.finding import is_common, looked_at_one_by_one, matching
from filings.queries.queue import (
    COUNTED,
    Queue,
    in_list_order,
    in_queue,
    stretches,
    with_site_count,
)
from filings.queries.stretches import Page, Stretch, found_page, in_order, listed_page, needed, one_by_one
from icpportal.core.workdays import WorkCalendar

# So many filings are looked at one by one for a common word before the index is asked.
LOOKED_AT = 15_000


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
        if self.text:
            return found_page(found(self, needed(asked, size)), asked, size)
        return listed_page(self.stretches(), counts[self.queue], asked, size)

    def part(self, queue: Queue) -> QuerySet[Filing]:
        return self.filings.filter(in_queue(queue, self.person, self.calendar, self.now))

    def stretches(self) -> list[Stretch]:
        return stretches(self.filings, self.queue, self.person, self.calendar, self.now)


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
    return one_by_one(listing.stretches(), lambda rows: looked_at_one_by_one(rows, listing.text), count, most)


def lines(filings: QuerySet[Filing], keys: Sequence[int]) -> list[Filing]:
    """Those of `filings` that have these keys, in their order, with all that a line of the list shows. One query."""
    rows = with_site_count(filings.filter(pk__in=keys).order_by()).select_related("entity", "claimed_by")
    shown = ("uid", "kind", "state", "province", "receipt_number", "submitted_at", "arrived_at", "claimed_at")
    return in_order(rows.only(*shown, "claimed_by__username", "entity__name"), keys)
