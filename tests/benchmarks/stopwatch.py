"""What the database takes of something that the portal does."""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection


class _Stopwatch:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.seconds += time.perf_counter() - begun


def seconds_in_database(act: Callable[[], object]) -> float:
    """Seconds from the sending of each statement of `act` to its answer, added up."""
    watch = _Stopwatch()
    with connection.execute_wrapper(watch):
        act()
    return watch.seconds
