"""The portal behind Debian's PgBouncer in transaction mode, with more clients than connections to the server."""

import gzip
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from filings.models import Certificate, FilingEvent, NumberSeries
from tests.filings import cast
from tests.filings.test_concurrency import race
from tests.pgbouncer import POOL_SIZE, PgBouncer

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def bouncer() -> Iterator[PgBouncer]:
    with PgBouncer() as running:
        yield running


def manage(bouncer: PgBouncer, *words: str) -> "subprocess.Popen[str]":
    """A command of manage.py that reaches the database through the pooler."""
    keys = {"SECRET_KEY": settings.SECRET_KEY, "DATA_KEY": settings.DATA_KEY}
    environment = (
        os.environ | keys | {"DATABASE_URL": bouncer.url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    )
    pipe = subprocess.PIPE
    command = [sys.executable, "manage.py", *words]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=pipe, stderr=subprocess.STDOUT, text=True
    )


def lived(bouncer: PgBouncer, processes: int, lives: int) -> list[str]:
    """What came of so many lives, in so many processes at once."""
    numbers = range(1, lives + 1)
    running = []
    for place in range(processes):
        job = {"database": bouncer.url, "lives": list(numbers[place::processes])}
        command = [sys.executable, "-m", "tests.flows.living_process"]
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)
        assert process.stdin is not None
        process.stdin.write(json.dumps(job))
        process.stdin.close()
        running.append(process)
    outcomes: list[str] = []
    for process in running:
        assert process.stdout is not None
        outcomes += json.loads(process.stdout.read())
        assert process.wait(60) == 0
    return outcomes


def left_behind(bouncer: PgBouncer) -> set[str]:
    """What sessions on the server still hold: settings that PgBouncer does not hand from client to client, and more."""
    clients = [bouncer.connect() for _ in range(POOL_SIZE)]
    found: set[str] = set()
    for client in clients:
        # Each in a transaction that stays open, so on a connection of its own.
        cursor = client.cursor()
        cursor.execute("BEGIN")
        cursor.execute(
            "SELECT name FROM pg_settings WHERE source = 'session' AND name <> ALL (%s)"
            " UNION ALL SELECT name FROM pg_cursors UNION ALL SELECT name FROM pg_prepared_statements"
            " UNION ALL SELECT pg_listening_channels()"
            " UNION ALL SELECT 'lock' FROM pg_locks WHERE locktype = 'advisory'",
            [["TimeZone", "DateStyle", "client_encoding", "standard_conforming_strings", "application_name"]],
        )
        found.update(name for (name,) in cursor.fetchall())
    for client in clients:
        client.close()
    return found


def test_whole_lives_at_once_in_three_processes(bouncer: PgBouncer) -> None:
    cast.provider_with_staff()
    cast.reviewer()
    assert lived(bouncer, processes=3, lives=9) == ["done"] * 9
    assert NumberSeries.objects.get().last == 9
    assert Certificate.objects.count() == 9
    assert FilingEvent.objects.filter(to_state="approved").count() == 9
    assert left_behind(bouncer) == set()


@pytest.mark.usefixtures("_crowd")
def test_time_zone_of_another_client_is_not_ours(bouncer: PgBouncer) -> None:
    """Django sets its session's once; PgBouncer sets it anew for whoever gets the connection."""
    with closing(bouncer.connect()) as foreigner, closing(bouncer.portal()) as portal:
        with foreigner.cursor() as cursor:
            cursor.execute("SET TIME ZONE 'America/New_York'")
        for _ in range(100):
            assert (
                shown(foreigner, "SELECT '2026-11-24T16:00Z'::timestamptz::text") == "2026-11-24 11:00:00-05"
            )
            assert shown(portal, "SELECT '2026-11-24T16:00Z'::timestamptz::text") == "2026-11-24 16:00:00+00"


def shown(client: Any, sql: str) -> str:
    with client.cursor() as cursor:
        cursor.execute(sql)
        return str(cursor.fetchone()[0])


def test_fifty_times_done_at_once_gives_one_submission(bouncer: PgBouncer) -> None:
    draft = cast.draft(cast.owner())
    outcomes = race("submit", [["owner", str(draft.uid), draft.version]] * 50, database=bouncer.url)
    assert outcomes == {"done": 1, "transition": 49}


def said(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    text = process.stdout.read()
    assert process.wait(120) == 0, text
    return text


def crowd(bouncer: PgBouncer, is_over: threading.Event) -> None:
    """A client that asks all the time, so that connections to the server go from hand to hand."""
    client = bouncer.connect()
    with client.cursor() as cursor:
        while not is_over.is_set():
            cursor.execute("SELECT pg_sleep(0.001)")
    client.close()


@pytest.fixture
def _crowd(bouncer: PgBouncer) -> Iterator[None]:
    is_over = threading.Event()
    threads = [threading.Thread(target=crowd, args=(bouncer, is_over)) for _ in range(POOL_SIZE)]
    for thread in threads:
        thread.start()
    yield
    is_over.set()
    for thread in threads:
        thread.join()


@pytest.mark.usefixtures("_crowd")
def test_commands_work_and_two_dumps_at_once_are_whole(bouncer: PgBouncer, tmp_path: Path) -> None:
    assert "3000 个网站" in said(manage(bouncer, "generate_register", "--sites", "3000"))
    dumps = [manage(bouncer, "open_data", "--to", str(tmp_path / name)) for name in ("a", "b")]
    for dump in dumps:
        assert "3000 个网站" in said(dump)
    one, other = ((tmp_path / name / "sites.jsonl.gz").read_bytes() for name in ("a", "b"))
    assert one == other
    assert len(gzip.decompress(one).splitlines()) == 3000
    for words in (["renew_certificates"], ["migrate", "--check"], ["send_messages", "--once"]):
        said(manage(bouncer, *words))
