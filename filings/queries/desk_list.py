"""The desk's list, at the same cost for a provider with a hundred thousand filings as for one with a thousand.

The keys of a page are read off the indexes of `DeskEntry`, see `stretches`; what a search finds is read whole as long
as it is no more than is counted.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.db.models import QuerySet

from filings.models import DeskEntry
from filings.queries.counting import MOST, Count, counts_of
from filings.queries.desk_search import is_common, looked_at_one_by_one, matching
from filings.queries.sight import desk_of, kept_since
from filings.queries.stretches import (
    Page,
    Stretch,
    found_page,
    keys_of,
    keys_page,
    listed_page,
    needed,
    one_by_one,
)
from filings.workflow import STATES, State
from providers.models import Provider

# So many entries of each stretch are looked at one by one for a common word before the indexes are asked.
LOOKED_AT = 1_000
_AT_ONCE = 2_000
Place = DeskEntry.Place


@dataclass(frozen=True)
class Queue:
    """One list of the desk: its word, and which entries are in it; all of those that are listed without a state."""

    word: str
    state: State | None = None
    place: DeskEntry.Place | None = None

    def holds(self, _key: int, state: str, place: int) -> bool:
        return self.state is None or (state == self.state and place == self.place)


ALL = "all"
QUEUES: dict[str, Queue] = {
    "to-check": Queue(STATES[State.PROVIDER_CHECK].queue, State.PROVIDER_CHECK, Place.WAITS),
    "returned": Queue(STATES[State.RETURNED].queue, State.RETURNED, Place.WAITS),
    # Of drafts a provider sees only those that its people opened.
    "changes": Queue("变更填写中", State.DRAFT, Place.UNDER_WAY),
    "review": Queue(STATES[State.AUTHORITY_REVIEW].queue, State.AUTHORITY_REVIEW, Place.UNDER_WAY),
    "approved": Queue(STATES[State.APPROVED].queue, State.APPROVED, Place.ENDED),
    ALL: Queue("全部"),
}
_LISTED = (Place.WAITS, Place.UNDER_WAY, Place.ENDED)


@dataclass(frozen=True)
class Shown:
    """A page of the list, and how many are in each queue: nothing if a search found more than anybody counts."""

    page: Page
    counts: dict[str, Count]


@dataclass(frozen=True)
class DeskList:
    """What the desk of `provider` lists in `queue`, or finds there by `text` (of `search_text`; "" for all).

    What waits for this provider comes first, then what is under way, then what has ended; within each the oldest first:
    by its last return or its submission, and of what has ended by its end.
    """

    provider: Provider
    queue: str = ALL
    text: str = ""

    def shown(self, asked: int, size: int) -> Shown:
        """Page `asked`; where there is none, the last one, or the first if nobody has counted how many there are."""
        if self.text:
            return self._found(asked, size)
        counts = self._counts()
        return Shown(listed_page(self.stretches(), counts[self.queue], asked, size), counts)

    def keys(self) -> Iterator[int]:
        """Of all, in order."""
        for part in self.stretches():
            rows = part.ordered()
            if self.text:
                rows = self._looked_at(rows) if is_common(self.text) else self._asked(rows)
            yield from rows.values_list("filing_id", flat=True).iterator(_AT_ONCE)

    def stretches(self) -> list[Stretch]:
        queue, entries = QUEUES[self.queue], desk_of(self.provider)
        if queue.state is None or queue.place is None:
            return [_stretch(entries, place) for place in _LISTED]
        return [_stretch(entries.filter(state=queue.state), queue.place)]

    def elsewhere(self, shown: Shown, size: int) -> Count:
        """How many the search finds in all queues, where it finds nothing in this one."""
        return shown.counts.get(ALL) or replace(self, queue=ALL).shown(1, size).page.count

    def _counts(self) -> dict[str, Count]:
        """One query."""
        lists = [replace(self, queue=name).stretches() for name in QUEUES]
        counts = iter(counts_of([part.rows for parts in lists for part in parts]))
        return {
            name: sum((next(counts) for _ in parts), Count(0))
            for name, parts in zip(QUEUES, lists, strict=True)
        }

    def _found(self, asked: int, size: int) -> Shown:
        is_long, count = self._is_long(), needed(asked, size)
        if is_long and is_common(self.text):
            keys = one_by_one(self.stretches(), self._looked_at, count, LOOKED_AT)
            if keys is not None:
                return Shown(found_page(keys, asked, size), {})
        found = self._whole(self._asked if is_long else self._looked_at)
        if len(found) > MOST:
            rows = [replace(part, rows=self._asked(part.rows)) for part in self.stretches()]
            return Shown(found_page(keys_of(rows, 0, count), asked, size), {})
        counts = {name: Count(sum(queue.holds(*row) for row in found)) for name, queue in QUEUES.items()}
        here = [row[0] for row in found if QUEUES[self.queue].holds(*row)]
        return Shown(keys_page(here, asked, size), counts)

    def _is_long(self) -> bool:
        """Whether all that is listed is more than is counted."""
        parts = replace(self, queue=ALL).stretches()
        return sum(counts_of([part.rows for part in parts]), Count(0)).or_more

    def _whole(
        self, narrowed: Callable[[QuerySet[DeskEntry]], QuerySet[DeskEntry]]
    ) -> list[tuple[int, str, int]]:
        """Key, state and place of all that the search finds in whichever queue, in order; of more than is counted, the
        first."""
        rows = narrowed(desk_of(self.provider).filter(place__in=_LISTED))
        rows = rows.order_by("place", "since", "filing_id")
        return list(rows.values_list("filing_id", "state", "place")[: MOST + 1])

    def _looked_at(self, entries: QuerySet[DeskEntry]) -> QuerySet[DeskEntry]:
        return looked_at_one_by_one(entries, self.text, self.provider)

    def _asked(self, entries: QuerySet[DeskEntry]) -> QuerySet[DeskEntry]:
        return entries.filter(matching(self.text, self.provider))


def _stretch(entries: QuerySet[DeskEntry], place: DeskEntry.Place) -> Stretch:
    rows = entries.filter(place=place)
    if place == Place.ENDED:
        # Sight says so already; said again, the index begins there.
        rows = rows.filter(since__gte=kept_since())
    return Stretch(rows, "since", key="filing_id")
