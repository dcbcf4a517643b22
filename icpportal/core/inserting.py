"""New rows written in one plain statement, where Django's `bulk_create` spends more on building it than PostgreSQL on
carrying it out: half a millisecond for a single row."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models

Row = TypeVar("Row", bound=models.Model)


def insert(rows: Iterable[Row]) -> list[Row]:
    """Writes `rows`, all of one model and none of them saved before, and gives them their keys. No signals are sent.

    In the caller's transaction, on the default database. None at all writes nothing.
    """
    rows = list(rows)
    for row, (key,) in zip(rows, _written(rows, "RETURNING id"), strict=True):
        row.pk = key
        row._state.adding, row._state.db = False, connection.alias
    return rows


def insert_missing(rows: Iterable[models.Model]) -> None:
    """As `insert`, but what would break a constraint of uniqueness is left out, and no row gets its key."""
    _written(list(rows), "ON CONFLICT DO NOTHING")


def _written(rows: Sequence[models.Model], end: str) -> list[Any]:
    """What the database tells of them."""
    if not rows:
        return []
    fields, beginning, marks = _parts(type(rows[0]))
    values = [
        field.get_db_prep_save(field.pre_save(row, add=True), connection) for row in rows for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"{beginning} VALUES {', '.join([marks] * len(rows))} {end}", values)
        return list(cursor.fetchall()) if cursor.description else []


@cache
def _parts(model: type[models.Model]) -> tuple[list[Any], str, str]:
    """The columns that are given, the statement as far as VALUES, and the marks of one row."""
    fields = [field for field in model._meta.concrete_fields if not field.primary_key and not field.generated]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    return fields, f'INSERT INTO "{model._meta.db_table}" ({columns})', f"({marks})"
