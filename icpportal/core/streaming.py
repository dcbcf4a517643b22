"""Reading more rows than fit into memory."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction


@contextmanager
def rows_kept_on_the_server(alias: str) -> Iterator[None]:
    """Within it, `iterator()` over the database `alias` fetches batch by batch, and all rows are of one moment.

    On PostgreSQL a transaction, without which a pooler may ask another connection for the next batch. SQLite needs
    none: it reads row by row anyway, and a transaction would keep all writers waiting.
    """
    if connections[alias].vendor != "postgresql":
        yield
        return
    with transaction.atomic(using=alias):
        yield
