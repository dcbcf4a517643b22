"""Enters the invented register, and nothing where anything real is. The rows go past the models: COPY on PostgreSQL."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db import connection, transaction

from filings.generated.rows import COLUMNS, Register, Row
from filings.models import Filing, NumberSeries, RegisteredDomain, RegisteredEntity
from filings.pairs_index import CREATE_INDEX, DROP_INDEX, MORE_STATISTICS
from icpportal.core.errors import Refused

_TABLE = RegisteredDomain._meta.db_table
_AT_ONCE = 2_000
# COPY's text format: what would end a value or a row is written with a backslash, the backslash itself first.
_ESCAPES = (("\\", "\\\\"), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r"))
# Stands between values until they are escaped together, which takes a third of escaping each; in no value.
_BETWEEN = "\x00"


def load_register(sites: int, seed: int, *, replace: bool = False) -> int:
    """Enters `sites` invented websites; all or nothing. Returns the number of rows.

    The number series go on behind the numbers that were given.

    :raises Refused: something real is here, or an invented register without `replace`
    """
    with transaction.atomic():
        _refuse_what_is_real(replace)
        RegisteredDomain.objects.filter(is_generated=True).delete()
        NumberSeries.objects.all().delete()
        register = Register(sites, seed)
        rows = _copy(register.rows()) if connection.vendor == "postgresql" else _insert(register.rows())
        NumberSeries.objects.bulk_create(
            NumberSeries(province=province, year=year, last=last)
            for (province, year), last in sorted(register.series.items())
        )
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {_TABLE}")
    return rows


def _refuse_what_is_real(replace: bool) -> None:
    taken_over = RegisteredDomain.objects.filter(is_generated=False)
    if Filing.objects.exists() or RegisteredEntity.objects.exists() or taken_over.exists():
        raise Refused("real", "这个数据库里有真实的备案，不能载入生成的数据。请换用新的数据库。")
    if not replace and RegisteredDomain.objects.exists():
        raise Refused("generated", "已有生成的数据；要重新生成，请加上 --replace。")


def _insert(rows: Iterator[Row]) -> int:
    marks = ", ".join(["%s"] * len(COLUMNS))
    sql = f"INSERT INTO {_TABLE} ({', '.join(COLUMNS)}) VALUES ({marks})"  # noqa: S608 - our own names
    count = 0
    with connection.cursor() as cursor:
        while batch := list(islice(rows, _AT_ONCE)):
            cursor.executemany(sql, batch)
            count += len(batch)
    return count


def _copy(rows: Iterator[Row]) -> int:
    """By COPY into a table without indexes, which are made afterwards; nobody else can read it meanwhile."""
    source = _Lines(rows)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL maintenance_work_mem = '512MB'")
        # An index cannot be made over rows whose foreign keys are still to be looked at.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _drop_indexes()
        cursor.copy_expert(f"COPY {_TABLE} ({', '.join(COLUMNS)}) FROM STDIN", source, 1 << 20)
        _make_indexes()
    return source.count


def _drop_indexes() -> None:
    with connection.schema_editor() as editor:
        for index in RegisteredDomain._meta.indexes:
            editor.remove_index(RegisteredDomain, index)
        for constraint in _unique_constraints():
            editor.remove_constraint(RegisteredDomain, constraint)
        editor.execute(DROP_INDEX, params=None)


def _make_indexes() -> None:
    with connection.schema_editor() as editor:
        for constraint in _unique_constraints():
            editor.add_constraint(RegisteredDomain, constraint)
        for index in RegisteredDomain._meta.indexes:
            editor.add_index(RegisteredDomain, index)
        for statement in (CREATE_INDEX, MORE_STATISTICS):
            editor.execute(statement, params=None)


def _unique_constraints() -> list[Any]:
    return [each for each in RegisteredDomain._meta.constraints if hasattr(each, "nulls_distinct")]


class _Lines:
    """The rows as the file that COPY reads."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self._rest = ""
        self.count = 0

    def read(self, size: int) -> str:
        """About `size` characters, empty at the end."""
        parts, length = [self._rest], len(self._rest)
        while length < size:
            batch = list(islice(self._rows, 200))
            if not batch:
                break
            self.count += len(batch)
            parts.append("".join(map(_line, batch)))
            length += len(parts[-1])
        whole = "".join(parts)
        # psycopg2 copies what it is given into a buffer of `size` bytes, and Chinese takes three each.
        taken = size // 4
        self._rest = whole[taken:]
        return whole[:taken]


def _line(row: Row) -> str:
    line = _BETWEEN.join(map(str, row))
    for plain, escaped in _ESCAPES:
        line = line.replace(plain, escaped)
    return line.replace(_BETWEEN, "\t") + "\n"
