"""The backend that settings name as `icpportal.core.postgresql`."""

import select
from typing import Any

from django.db.backends.postgresql import base
from psycopg2.extensions import TRANSACTION_STATUS_INERROR


class DatabaseWrapper(base.DatabaseWrapper):
    """Before each request Django asks a kept connection for SELECT 1. A server that has gone has closed it, which the
    kernel knows without asking anybody; only what makes itself heard is asked.

    `iterator()` leaves its rows on the server inside a transaction only (icpportal.core.streaming). Outside one,
    Django's cursor WITH HOLD belongs to a connection that a pooler gives to somebody else before the next batch:
    there the rows come all at once.
    """

    def chunked_cursor(self) -> Any:
        return super().chunked_cursor() if self.in_atomic_block else self.cursor()

    def is_usable(self) -> bool:
        connection: Any = self.connection
        if connection is None or connection.closed or _is_in_error(connection):
            return bool(super().is_usable())
        return _is_silent(connection.fileno()) or bool(super().is_usable())


def _is_in_error(connection: Any) -> bool:
    """In a transaction that failed, which answers nothing more until it is rolled back."""
    return bool(connection.info.transaction_status == TRANSACTION_STATUS_INERROR)


def _is_silent(descriptor: int) -> bool:
    """Nothing has come, no end of the connection either."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return not poll.poll(0)
