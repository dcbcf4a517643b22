"""What every test gets: a database in a file, an empty one each time, and no way out to the network."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core import mail
from django.test import TransactionTestCase

from tests import append_only
from tests.redis_server import RedisServer

TESTS = Path(__file__).parent
LOOPBACK = ("127.", "::1", "localhost")

# Playwright runs an event loop in the test's own thread; Django then refuses the ORM without this.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

hypothesis.settings.register_profile("portal", deadline=None, print_blob=True)
hypothesis.settings.load_profile("portal")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what drives a browser; leave out what needs PostgreSQL when the run is on SQLite."""
    for item in items:
        if item.path.is_relative_to(TESTS / "browser"):
            item.add_marker(pytest.mark.browser)
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        left_out = [item for item in items if item.get_closest_marker("postgres")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """SQLite in a file, as in production, so that other threads and processes see the same rows."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "portal.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def _append_only_rows_can_be_emptied() -> Iterator[None]:
    """After a test that committed, Django empties the tables, which append-only triggers refuse."""
    original = TransactionTestCase._fixture_teardown

    def empty(test: TransactionTestCase) -> None:
        with append_only.lifted():
            original(test)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


@pytest.fixture(scope="session", autouse=True)
def _only_loopback() -> Iterator[None]:
    """A test that reaches for another machine fails with a sentence."""
    original = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX and not str(address[0]).startswith(LOOPBACK):  # type: ignore[index]
            raise AssertionError(f"A test tried to reach {address}; only this machine is allowed.")
        original(self, address)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield


@pytest.fixture(autouse=True)
def _empty_mailbox() -> None:
    mail.outbox = []


@pytest.fixture(autouse=True)
def _no_public_queries_yet() -> None:
    from filings.public_limits import buckets

    buckets.clear()


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis of the test's own."""
    server = RedisServer(tmp_path)
    server.start()
    yield server
    server.stop()
