"""Finding names that hold certain words among millions: which index, how many pairs, how far to look first.

PostgreSQL's planner knows how often each pair of characters comes, but not how often they come together, so it errs
by factors of thousands. Three sentences take its place. A rare pair leads straight to its rows. Words of common pairs
only are common: the newest rows are read through, and mostly there are enough. If there are not, they are rare
together, and the index gives the few rows that hold them all.
"""

from dataclasses import dataclass

from django.db import connection

from filings.lookup_text import pairs_of
from filings.queries.pair_statistics import of_lookup as statistics

NEWEST = 40_000
# So many rows are fetched by the index in a few milliseconds, and among NEWEST there is a page of what is commoner.
FEW = 3_000


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
    rarest = statistics.rarest(pairs)
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
