"""A kept connection is looked at without a question, and a dead one is still found."""

import time
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test.utils import CaptureQueriesContext

from tests.servers import until

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture
def kept() -> Iterator[BaseDatabaseWrapper]:
    """A connection of its own."""
    other = connection.copy()
    other.connect()
    yield other
    other.close()


def test_living_connection_is_not_asked(kept: BaseDatabaseWrapper) -> None:
    with CaptureQueriesContext(kept) as asked:
        assert kept.is_usable()
    assert len(asked) == 0


def test_connection_that_the_server_ended_is_not_usable(kept: BaseDatabaseWrapper) -> None:
    with kept.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        process = cursor.fetchone()[0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [process])
    until(lambda: not kept.is_usable())


def test_closed_connection_is_not_usable(kept: BaseDatabaseWrapper) -> None:
    kept.connection.close()
    assert not kept.is_usable()


def test_notice_that_waits_does_not_make_it_unusable(kept: BaseDatabaseWrapper) -> None:
    with kept.cursor() as cursor:
        cursor.execute("LISTEN portal")
    with closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute("NOTIFY portal")
    time.sleep(0.1)
    assert kept.is_usable()


def test_rows_stay_on_the_server_in_a_transaction_only(kept: BaseDatabaseWrapper) -> None:
    with kept.chunked_cursor() as cursor:
        assert cursor.cursor.name is None
        cursor.execute("SELECT generate_series(1, 5)")
        assert cursor.fetchmany(2) == [(1,), (2,)]
    kept.in_atomic_block = True
    with kept.chunked_cursor() as cursor:
        assert cursor.cursor.name.startswith("_django_curs_")
    kept.in_atomic_block = False
