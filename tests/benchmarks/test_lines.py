"""That every line of the benchmark can still be set up and measured, at the smallest size; no figure is judged here."""

import copy
import re
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from filings.models import Filing
from tests.benchmarks import load, many_filings, timing, world
from tests.benchmarks.bench import Bench
from tests.benchmarks.lines import ORDER, chosen, owner_pages, queue, summary
from tests.benchmarks.report import Result, table
from tests.benchmarks.server import Server
from tests.filings import cast

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.benchmarks.floors")]


@pytest.fixture(autouse=True)
def _templates_of_the_floors(settings: Any) -> None:
    settings.TEMPLATES = copy.deepcopy(settings.TEMPLATES)
    settings.TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")


def bare(page: bytes) -> str:
    """The page without its form tokens and the white space between its tags."""
    text = re.sub(r' name="csrfmiddlewaretoken" value="[^"]+"', "", page.decode())
    return re.sub(r">\s+<", "><", text)


def test_hand_written_entity_page_is_the_page_that_it_is_a_floor_of() -> None:
    draft = world.draft("small")
    client = world.client(draft.owner)
    page = client.get(f"/filing/{draft.uid}/entity/")
    floor = client.get(f"/floor/entity/{draft.uid}/")
    assert (page.status_code, floor.status_code) == (200, 200)
    assert bare(page.content) == bare(floor.content)


def test_frame_is_open_and_knows_who_is_signed_in(client: Client) -> None:
    assert "退出" not in client.get("/floor/frame/").content.decode()
    assert "退出" in world.client(world.owner("small")).get("/floor/frame/").content.decode()
    assert client.get("/floor/constant/").status_code == 200


def test_every_line_has_its_three_names() -> None:
    for line in chosen([]):
        assert line.TITLE
        assert callable(line.prepare)
        assert callable(line.measure)
    assert [line.__name__.rpartition(".")[2] for line in chosen(["frame"])] == ["frame"]
    assert "entity" in ORDER


def test_summary_and_submit_ask_the_same_however_many_websites() -> None:
    bench = Bench(Server(0), share=0)
    summary.prepare((1, 2))
    assert [
        result.detail["queries"][0] - result.detail["queries"][1] for result in summary.measure(bench, (1, 2))
    ] == [
        0,
        0,
    ]
    assert world.draft("bench-2").state == "draft"


def test_world_is_made_once() -> None:
    assert world.draft("small", 2).pk == world.draft("small", 2).pk
    assert world.draft("small").websites.count() == 2


def test_owner_pages_answer() -> None:
    owner_pages.prepare()
    client = world.client(world.owner("bench-1"))
    assert {client.get(path).status_code for path in owner_pages.paths()} <= {200, 303}


def test_table_shows_ratio_and_verdict() -> None:
    shown = table([Result("完成", "5/s", ">= 0.70", False, floor="9/s", ratio=0.556)])
    assert shown.splitlines()[2] == "完成         5/s     9/s    0.56   >= 0.70  NO"


def test_pair_is_judged_by_its_medians() -> None:
    rates = [(10.0, 20.0), (30.0, 50.0), (20.0, 40.0)]
    rounds = tuple((load.Sample(page, 1, 1, 3), load.Sample(floor, 1, 1, 2)) for page, floor in rates)
    assert load.Pair(rounds).ratio == 0.5
    assert load.Pair(rounds).work == pytest.approx(0.6667, abs=0.001)


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
    spent = timing.in_database(world.client(queue.ministry()), queue.LIST, 2)
    assert 0 < spent < 1000 * (time.perf_counter() - begun)


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


@pytest.mark.skipif(connection.vendor != "postgresql", reason="its rows are made by PostgreSQL")
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
        assert 'name="_selected_action"' in client.get(queue.LIST + path).content.decode(), path


def _indexes() -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE tablename LIKE 'filings%' ORDER BY 1")
        return list(cursor.fetchall())
