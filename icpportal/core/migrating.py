"""What migrations do that Django's operations cannot say."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.migrations import RunPython

Statements = Callable[[str], Sequence[str]]


def statements_by_vendor(install: Statements, remove: Statements) -> RunPython:
    """The SQL that `install` gives for ``postgresql`` or ``sqlite``; on the way back that of `remove`."""
    return RunPython(_run(install), _run(remove))


def drop_indexes(*indexes: tuple[str, str, str]) -> RunPython:
    """Drops `indexes`, each (table, column, name); makes them again on the way back.

    For a model's field that loses `db_index`, beside the state alone: Django would check each reference anew on
    PostgreSQL, and make the table anew on SQLite, which loses its triggers.
    """
    return statements_by_vendor(
        lambda _vendor: [f"DROP INDEX {name}" for _, _, name in indexes],
        lambda _vendor: [f"CREATE INDEX {name} ON {table} ({column})" for table, column, name in indexes],
    )


def _run(statements: Statements) -> Callable[[Any, Any], None]:
    def run(_apps: Any, schema_editor: Any) -> None:
        for statement in statements(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    return run
