"""Finding names that hold certain words among millions: which index, how many pairs, how far to look first.

PostgreSQL's planner knows how often each pair of characters comes, but not how often they come together, so it errs
by factors of thousands. Three sentences take its place. A rare pair leads straight to its rows. Words of common pairs
only are common: the newest rows are read through, and mostly there are enough. If there are not, they are rare
together, and the index gives the few rows that hold them all.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from filings.lookup_text import pairs_of
from filings.pairs_index import INDEX_NAME

NEWEST = 40_000
# So many rows are fetched by the index in a few milliseconds, and among NEWEST there is a page of what is commoner.
FEW = 3_000
_MOST_PAIRS = 3
_SECONDS_KNOWN = 600
_FREQUENCIES = (
    "SELECT most_common_elems::text::text[], most_common_elem_freqs,"
    " (SELECT reltuples FROM pg_class WHERE oid = to_regclass('filings_registereddomain'))"
    " FROM pg_stats WHERE schemaname = current_schema() AND tablename = %s"
)


class _Statistics:
    """How often pairs come in names: a copy of what the database's own statistics say, read now and then."""

    def __init__(self) -> None:
        self._shares: dict[str, float] = {}
        self._rows = 0.0
        self._read_at = float(-_SECONDS_KNOWN)

    def share(self, pair: str) -> float:
        """The share of names that hold `pair`; 0 for one that is not among the common ones."""
        if time.monotonic() - self._read_at >= _SECONDS_KNOWN:
            self._read()
        return self._shares.get(pair, 0.0)

    def expected(self, words: Iterable[str]) -> float:
        """How many rows hold all of `words`, as if words came by chance; within a word the rarest pair tells."""
        rows = self._rows
        for word in words:
            rows *= min(map(self.share, pairs_of(word)), default=1.0)
        return rows

    def _read(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_FREQUENCIES, [INDEX_NAME])
            row = cursor.fetchone()
        # Behind the shares PostgreSQL adds the least, the greatest and that of empty arrays.
        self._shares = dict(zip(row[0] or [], row[1] or [], strict=False)) if row else {}
        self._rows = row[2] if row else 0.0
        self._read_at = time.monotonic()


statistics = _Statistics()


@dataclass(frozen=True)
class Wanted:
    """Names that hold every one of `words` but not `without` (if any), in rows below `below`.

    :param whole: the word is a whole name with its edges; few rows have it, however common its parts are
    """

    words: tuple[str, ...]
    below: int
    without: str = ""
    whole: bool = False


@dataclass(frozen=True)
class Condition:
    """What stands behind WHERE, with its values, and the order, newest first."""

    sql: str
    values: tuple[object, ...]
    order: str = "id DESC"


def conditions_of(wanted: Wanted) -> list[Condition]:
    """One or two ways to look, to be tried in turn until one gives enough; the last gives all there are."""
    sql, values = _held(wanted)
    if connection.vendor != "postgresql":
        return [Condition(sql, values)]
    pairs = {pair for word in wanted.words for pair in pairs_of(word)}
    rarest = sorted(sorted(pairs), key=statistics.share)[:_MOST_PAIRS]
    # `id + 0`: no index gives this order, so the planner cannot take the way through all rows.
    by_index = Condition(f"filings_pairs(names) @> %s AND {sql}", (rarest, *values), "id + 0 DESC")
    if wanted.whole or statistics.expected(wanted.words) < FEW:
        return [by_index]
    newest = "id >= least(%s, (SELECT max(id) FROM filings_registereddomain)) - %s"
    return [Condition(f"{newest} AND {sql}", (wanted.below, NEWEST, *values)), by_index]


def _held(wanted: Wanted) -> tuple[str, tuple[object, ...]]:
    parts, values = ["leads AND id < %s"], [wanted.below, *(_pattern(word) for word in wanted.words)]
    parts += [r"names LIKE %s ESCAPE '\'"] * len(wanted.words)
    if wanted.without:
        parts.append(r"names NOT LIKE %s ESCAPE '\'")
        values.append(_pattern(wanted.without))
    return " AND ".join(parts), tuple(values)


def _pattern(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{plain}%"
