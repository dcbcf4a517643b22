"""That the queue's lines measure what they say: the same list for the same person, on filings that are whole."""

import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import connection
from django.test import Client

from filings.models import Filing
from tests.benchmarks import load, many_filings, timing, world
from tests.benchmarks.lines import queue
from tests.filings import cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.benchmarks.floors")]


def test_stock_list_shows_the_same_filings_to_the_same_person() -> None:
    filing = cast.arrived(cast.owner())
    client = world.client(queue.ministry())
    page, floor = client.get(queue.LIST), client.get(queue.FLOOR)
    assert (page.status_code, floor.status_code) == (200, 200)
    for text in (str(filing.receipt_number), filing.entity.name):
        assert text in page.content.decode()
        assert text in floor.content.decode()
    assert Client().get(queue.FLOOR).status_code == 303


def test_time_in_the_database_is_a_part_of_the_whole() -> None:
    begun = time.perf_counter()
    asked = [queue.LIST, f"{queue.LIST}?queue=all"]
    spent = timing.in_database(world.client(queue.ministry()), asked, 2)
    assert min(spent) > 0
    assert sum(spent) < 1000 * (time.perf_counter() - begun)


def test_two_are_timed_by_turns_after_a_round_that_does_not_count() -> None:
    asked: list[str] = []
    seconds = {"page": [9.0, 0.001, 0.002, 0.006], "floor": [9.0, 0.010, 0.030, 0.020]}

    def act(name: str) -> float:
        asked.append(name)
        return seconds[name][asked.count(name) - 1]

    assert timing.by_turns([lambda: act("page"), lambda: act("floor")], 3) == [2, 20]
    assert asked == ["page", "floor", "floor", "page", "page", "floor", "floor", "page"]


def test_address_is_asked_with_its_query() -> None:
    with HTTPServer(("127.0.0.1", 0), _Echo) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        target = load.Target(f"http://127.0.0.1:{server.server_port}/list/?queue=all&p=2")
        assert load.ask(target) == (200, b"/list/?queue=all&p=2")
        assert len(timing.medians([target, target], 2)) == 2
        server.shutdown()


class _Echo(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.path.encode())

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_many_filings_are_whole_and_fill_every_list() -> None:
    indexes = _indexes()
    many_filings.load(800, queue.ministry().pk)
    assert _indexes() == indexes
    assert Filing.objects.count() == 800
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM filings_filing f LEFT JOIN accounts_user u ON u.id = f.owner_id"
            " LEFT JOIN filings_entity e ON e.filing_id = f.id WHERE u.id IS NULL OR e.id IS NULL"
        )
        assert cursor.fetchone() == (0,)
    client = world.client(queue.ministry())
    for path in queue.PARTS + queue.FILTERS + queue.exact_searches():
        assert 'name="_selected_action"' in client.get(path).content.decode(), path


def _indexes() -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename LIKE 'filings%' ORDER BY 1")
        return list(cursor.fetchall())
