"""What migrations do that Django's operations cannot say."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.migrations import RunPython

Statements = Callable[[str], Sequence[str]]


def statements_by_vendor(install: Statements, remove: Statements) -> RunPython:
    """The SQL that `install` gives for ``postgresql`` or ``sqlite``; on the way back that of `remove`."""
    return RunPython(_run(install), _run(remove))


def _run(statements: Statements) -> Callable[[Any, Any], None]:
    def run(_apps: Any, schema_editor: Any) -> None:
        for statement in statements(schema_editor.connection.vendor):
            schema_editor.execute(statement, params=None)

    return run
