"""Who is asked when a public read comes: on a real primary and a real replica, well, behind, failing and dead."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from accounts.models import User
from icpportal.core import replicas
from icpportal.core.replicas import PrimaryRouter, read_public, replica_databases
from tests.replica import Postgres, primary_and_replica
from tests.servers import until

PRIMARY = {"ENGINE": "icpportal.core.postgresql", "HOST": "main", "NAME": "portal", "CONN_MAX_AGE": 600}
FIRST = ("postgres://reader:secret@copy1:5432/portal", "copy1")
SECOND = ("postgres://reader:secret@copy2:5432/portal?sslmode=require&connect_timeout=5", "copy2")


def test_replicas_are_as_the_primary_but_for_their_place() -> None:
    first, second = replica_databases(PRIMARY, f"{FIRST[0]}, {SECOND[0]}\n").values()
    assert (first["ENGINE"], first["CONN_MAX_AGE"]) == ("icpportal.core.postgresql", 600)
    assert (first["HOST"], first["NAME"], first["USER"]) == ("copy1", "portal", "reader")
    assert first["OPTIONS"] == {"connect_timeout": 2, "tcp_user_timeout": 2000}
    assert first["TEST"] == {"MIRROR": "default"}
    assert second["HOST"] == "copy2"
    assert second["OPTIONS"] == {"connect_timeout": 5, "tcp_user_timeout": 2000, "sslmode": "require"}


@pytest.mark.parametrize("urls", ["", " \n", ","])
def test_none_is_the_default(urls: str) -> None:
    assert replica_databases(PRIMARY, urls) == {}


@pytest.mark.parametrize(
    ("engine", "urls"),
    [
        ("django.db.backends.sqlite3", FIRST[0]),
        ("icpportal.core.postgresql", f"{FIRST[0]},sqlite:///copy.sqlite3"),
        ("icpportal.core.postgresql", "mysql://reader:secret@copy1/portal"),
        ("icpportal.core.postgresql", "reader:secret@copy1"),
    ],
)
def test_anything_but_postgresql_is_refused(engine: str, urls: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="只能与 PostgreSQL 一起使用") as refusal:
        replica_databases(PRIMARY | {"ENGINE": engine}, urls)
    assert "secret" not in str(refusal.value)


def test_router_answers_the_primary_whoever_asks() -> None:
    router = PrimaryRouter()
    assert (router.db_for_read(User), router.db_for_write(User)) == ("default", "default")
    assert (router.allow_migrate("default", "filings"), router.allow_migrate("replica1", "filings")) == (
        True,
        False,
    )


@pytest.fixture(scope="module")
def servers() -> Iterator[tuple[Postgres, Postgres]]:
    with primary_and_replica() as pair:
        yield pair


@pytest.fixture
def known(
    servers: tuple[Postgres, Postgres], django_db_blocker: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., None]]:
    """Makes servers known as replica1, replica2 … of the real primary, as if the process began with them."""
    names = ["default"]
    tests_own, primary = connections["default"], connections["default"].copy()
    primary.settings_dict |= place_of(servers[0])

    def know(*found: Postgres) -> None:
        for number, server in enumerate(found, 1):
            names.append(f"replica{number}")
            monkeypatch.setitem(connections.settings, names[-1], primary.settings_dict | place_of(server))
        replicas._replicas.cache_clear()

    connections["default"] = primary
    with django_db_blocker.unblock():
        yield know
        for name in dict.fromkeys(names):
            connections[name].close()
            del connections[name]
    connections["default"] = tests_own
    replicas._replicas.cache_clear()


def place_of(server: Postgres) -> dict[str, Any]:
    return {
        "HOST": str(server.folder),
        "PORT": 54329,
        "NAME": "postgres",
        "USER": "postgres",
        "PASSWORD": "",
    }


def value(link: BaseDatabaseWrapper, sql: str) -> Any:
    with link.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def is_replica(link: BaseDatabaseWrapper) -> bool:
    return bool(value(link, "SELECT pg_is_in_recovery()"))


@pytest.mark.postgres
class TestWell:
    def test_replica_is_asked_but_not_within_a_transaction(self, servers: Any, known: Any) -> None:
        assert read_public(is_replica) is False
        known(servers[1])
        assert read_public(is_replica) is True
        with transaction.atomic():
            assert read_public(is_replica) is False
        assert read_public(is_replica) is True

    def test_idle_replica_that_has_everything_is_not_behind(
        self, servers: Any, known: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(replicas, "MOST_SECONDS_BEHIND", 0)
        caught_up(*servers)
        known(servers[1])
        assert read_public(is_replica) is True

    def test_statement_out_of_time_is_not_tried_again(self, servers: Any, known: Any) -> None:
        known(servers[1])
        asked = []

        def slow(link: BaseDatabaseWrapper) -> Any:
            asked.append(link.alias)
            return value(link, "SET LOCAL statement_timeout = 20; SELECT pg_sleep(5)")

        with pytest.raises(OperationalError):
            read_public(slow)
        assert asked == ["replica1"]
        assert read_public(is_replica) is True

    def test_what_only_the_replica_refuses_is_answered_by_the_primary(self, servers: Any, known: Any) -> None:
        known(servers[1])
        fails_there = "SELECT 1 / CASE WHEN pg_is_in_recovery() THEN 0 ELSE 1 END"
        assert read_public(lambda link: value(link, fails_there)) == 1
        assert read_public(is_replica) is True


def caught_up(primary: Postgres, replica: Postgres) -> None:
    until(
        lambda: replica.ask("SELECT pg_last_wal_replay_lsn()") == primary.ask("SELECT pg_current_wal_lsn()")
    )


@pytest.mark.postgres
class TestNotWell:
    def test_replica_too_far_behind_is_left_alone(
        self, servers: Any, known: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        primary, replica = servers
        monkeypatch.setattr(replicas, "MOST_SECONDS_BEHIND", 0)
        replica.run("SELECT pg_wal_replay_pause()")
        try:
            primary.run("CREATE TABLE late(); DROP TABLE late")
            until(lambda: replica.ask("SELECT pg_last_wal_receive_lsn() > pg_last_wal_replay_lsn()"))
            known(replica)
            assert read_public(is_replica) is False
        finally:
            replica.run("SELECT pg_wal_replay_resume()")

    def test_replica_that_is_behind_answers_once_the_primary_is_gone(
        self, servers: Any, known: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _, replica = servers
        nowhere = Postgres(replica.folder / "nowhere", "")
        monkeypatch.setattr(replicas, "_IS_CURRENT", "SELECT false FROM (SELECT %s) AS seconds")
        known(nowhere, replica)
        assert read_public(lambda link: link.alias) == "default"
        connections["default"].close()
        connections["default"].settings_dict["HOST"] = str(nowhere.folder)
        assert read_public(is_replica) is True
        with pytest.raises(OperationalError), transaction.atomic():
            read_public(is_replica)

    def test_nobody_answers_when_all_are_gone(self, servers: Any, known: Any) -> None:
        nowhere = Postgres(servers[1].folder / "nowhere", "")
        known(nowhere)
        connections["default"].settings_dict["HOST"] = str(nowhere.folder)
        with pytest.raises(OperationalError):
            read_public(is_replica)

    def test_server_that_is_no_replica_is_left_alone(self, servers: Any, known: Any) -> None:
        known(servers[0])
        asked = read_public(lambda link: link.alias)
        assert asked == "default"

    def test_conflict_with_recovery_is_answered_by_the_primary(
        self, servers: Any, known: Any, caplog: pytest.LogCaptureFixture
    ) -> None:
        primary, replica = servers
        primary.run("CREATE TABLE IF NOT EXISTS counted AS SELECT 1 AS one")
        replica.run("ALTER SYSTEM SET max_standby_streaming_delay = 0")
        replica.run("SELECT pg_reload_conf()")
        caught_up(primary, replica)
        known(replica)

        def slow_count(link: BaseDatabaseWrapper) -> Any:
            if link.alias == "default":
                return "the primary"
            return value(link, "SELECT count(*) FROM counted, pg_sleep(10)")

        cleaner = threading.Timer(
            0.5, lambda: [primary.run("DELETE FROM counted"), primary.run("VACUUM counted")]
        )
        cleaner.start()
        assert read_public(slow_count) == "the primary"
        cleaner.join()
        assert "due to conflict with recovery" in caplog.text
        assert read_public(is_replica) is False

    def test_dead_replica_is_tried_now_and_then_and_the_next_one_answers(
        self, servers: Any, known: Any, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _, replica = servers
        monkeypatch.setattr(replicas, "_FIRST_PAUSE", 0.2)
        monkeypatch.setattr("os.getpid", lambda: 1000)
        nowhere = Postgres(replica.folder / "nowhere", "")
        known(nowhere, replica)
        for _ in range(10):
            assert read_public(lambda link: link.alias) == "replica2"
        time.sleep(0.3)
        assert read_public(lambda link: link.alias) == "replica2"
        assert caplog.text.count("replica1 is left alone") == 1

    def test_host_that_never_answers_costs_two_seconds_once(
        self, servers: Any, known: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        known(servers[1])
        with socket.create_server(("127.0.0.1", 0)) as silent:
            place = {"HOST": "127.0.0.1", "PORT": silent.getsockname()[1]}
            options = {"OPTIONS": replica_databases(PRIMARY, FIRST[0])["replica1"]["OPTIONS"]}
            monkeypatch.setitem(
                connections.settings, "replica1", connections["default"].settings_dict | place | options
            )
            begun = time.monotonic()
            assert [read_public(is_replica) for _ in range(5)] == [False] * 5
        assert 1.5 < time.monotonic() - begun < 4

    def test_processes_begin_with_different_replicas(
        self, servers: Any, known: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        begun_with = []
        for process in (1000, 1001, 1002):
            monkeypatch.setattr("os.getpid", lambda process=process: process)
            known(servers[1], servers[1])
            begun_with.append(read_public(lambda link: link.alias))
        assert begun_with == ["replica1", "replica2", "replica1"]

    def test_replica_that_dies_between_two_reads_is_asked_again_when_it_is_back(
        self, servers: Any, known: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        _, replica = servers
        monkeypatch.setattr(replicas, "_FIRST_PAUSE", 0.2)
        known(replica)
        assert read_public(is_replica) is True
        replica.die()
        try:
            assert [read_public(is_replica) for _ in range(3)] == [False, False, False]
        finally:
            replica.rise()
        until(lambda: read_public(is_replica))
