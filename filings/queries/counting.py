"""Counting as far as anybody reads: a number that is told exactly up to `MOST`, and as "or more" beyond.

To count a million rows takes as long as to read them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet, Value

MOST = 2_000


@dataclass(frozen=True)
class Count:
    """`number` of rows; with `or_more` there are more than that."""

    number: int
    or_more: bool = False

    def __str__(self) -> str:
        return f"{self.number} 以上" if self.or_more else str(self.number)

    @property
    def words(self) -> str:
        """For a list of filings: 3 件, 2000 件以上."""
        return f"{self.number} 件{'以上' if self.or_more else ''}"

    def __add__(self, other: "Count") -> "Count":
        both = self.number + other.number
        return Count(min(both, MOST), self.or_more or other.or_more or both > MOST)


def counts_of(parts: Sequence[QuerySet[Any]]) -> list[Count]:
    """How many rows each of `parts` has. One query, which reads `MOST` rows of each and one more."""
    counted = [_statement(rows) for rows in parts]
    columns = [sql for sql, _ in counted]
    values = [value for _, each in counted for value in each]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(columns)}", values)
        numbers = cursor.fetchone()
    return [Count(min(number, MOST), number > MOST) for number in numbers]


def _statement(rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    # No column, so that no index has to hold a particular one.
    query = rows.order_by().values(one=Value(1))[: MOST + 1].query
    try:
        sql, values = query.get_compiler(using=rows.db).as_sql()
    except EmptyResultSet:
        return "0", ()
    return f"(SELECT COUNT(*) FROM ({sql}) AS part)", tuple(values)  # noqa: S608 - the compiler's, with its values
