"""Lists that are read off indexes: stretches one behind the other, each in the order of one index, and their pages.

The keys of a page are read first, in order and without their rows, and counted no further than `counting.MOST`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from filings.models import Filing
from filings.queries.counting import MOST, Count

# How far a list is turned over, and what a search finds.
DEEPEST, DEEPEST_FOUND = 10_000, 20


@dataclass(frozen=True)
class Stretch:
    """Rows in the order of one column: what one index gives from its beginning on. `key`: of the filing."""

    rows: QuerySet[Any]
    column: str = "arrived_at"
    latest_first: bool = False
    key: str = "pk"

    def ordered(self) -> QuerySet[Any]:
        sign = "-" if self.latest_first else ""
        return self.rows.order_by(f"{sign}{self.column}", f"{sign}{self.key}")

    def beginning(self, length: int) -> tuple[QuerySet[Any], bool]:
        """About the first `length` in their order, and whether these are all."""
        last = self.ordered().values_list(self.column, flat=True)[length : length + 1].first()
        if last is None:
            return self.ordered(), True
        bound = f"{self.column}__{'gte' if self.latest_first else 'lte'}"
        return self.ordered().filter(**{bound: last}), False


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

    # As Django's pages are asked, by the templates of both.
    @property
    def has_other_pages(self) -> bool:
        return self.last > 1

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    @property
    def has_next(self) -> bool:
        return self.number < self.last

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1

    @property
    def known_pages(self) -> int | None:
        """How many there are, if that is known."""
        return None if self.count.or_more else self.last


def listed_page(parts: Sequence[Stretch], count: Count, asked: int, size: int) -> Page:
    """Page `asked`; where there is none, the last one, or the first if nobody has counted how many there are.

    :param count: of all in `parts`
    """
    last = DEEPEST if count.or_more else _pages(count.number, size)
    number = max(asked, 1) if asked <= last else 1 if count.or_more else last
    keys = _and_one_more(parts, number, size)
    if not keys and number > 1:
        number, keys = 1, _and_one_more(parts, 1, size)
    if count.or_more:
        here, has_next = (number - 1) * size + len(keys[:size]), len(keys) > size
        count = Count(max(here, count.number), or_more=True) if has_next else Count(here)
        last = min(max(number + 1, MOST // size + 1), DEEPEST) if has_next else number
    return Page(number, keys[:size], count, last)


def needed(asked: int, size: int) -> int:
    """How many keys of what a search finds make page `asked`, and tell whether there is another one."""
    return (asked if 1 <= asked <= DEEPEST_FOUND else 1) * size + 1


def found_page(keys: Sequence[int], asked: int, size: int) -> Page:
    """Of what a search finds, which nobody counts: `count` tells how much is known by this page.

    :param keys: the first `needed`, or all if there are fewer
    """
    number = asked if 1 <= asked <= DEEPEST_FOUND else 1
    if len(keys) <= (number - 1) * size:
        number = 1
    known = Count(min(len(keys), number * size), or_more=len(keys) > number * size)
    here = list(keys[(number - 1) * size : number * size])
    return Page(number, here, known, min(number + known.or_more, DEEPEST_FOUND))


def keys_page(keys: Sequence[int], asked: int, size: int) -> Page:
    """Page `asked` of a list that is known whole; where there is none, the last one."""
    last = _pages(len(keys), size)
    number = min(max(asked, 1), last)
    return Page(number, list(keys[(number - 1) * size : number * size]), Count(len(keys)), last)


def _pages(count: int, size: int) -> int:
    return max(1, -(-count // size))


def _and_one_more(parts: Sequence[Stretch], number: int, size: int) -> list[int]:
    return keys_of(parts, (number - 1) * size, size + 1)


def keys_of(parts: Sequence[Stretch], start: int, count: int) -> list[int]:
    """`count` keys from place `start` on of `parts`, each in its order, one behind the other."""
    keys: list[int] = []
    for part in parts:
        if start and part is not parts[-1]:
            # Counted no further than to the place that is looked for, and in order, so that the index is read for it.
            length = part.ordered().values(part.key)[:start].count()
            if length < start:
                start -= length
                continue
        keys += part.ordered().values_list(part.key, flat=True)[start : start + count - len(keys)]
        if len(keys) == count:
            break
        start = 0
    return keys


def in_order(rows: Iterable[Filing], keys: Sequence[int]) -> list[Filing]:
    """`rows` in the order of `keys`; a key without a row is left out."""
    by_key = {row.pk: row for row in rows}
    return [by_key[key] for key in keys if key in by_key]


def one_by_one(
    parts: Sequence[Stretch], narrowed: Callable[[QuerySet[Any]], QuerySet[Any]], count: int, most: int
) -> list[int] | None:
    """The first `count` keys among what `narrowed` leaves, by looking at the rows of the list in their order, about
    `most` of each stretch; None if there are more of them and not enough was found."""
    keys: list[int] = []
    for part in parts:
        rows, is_all = part.beginning(most)
        keys += narrowed(rows).values_list(part.key, flat=True)[: count - len(keys)]
        if len(keys) == count:
            return keys
        if not is_all:
            return None
    return keys
