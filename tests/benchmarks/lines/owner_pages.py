"""What each of an owner's pages asks of the database, and weighs on the line."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.benchmarks import world
from tests.benchmarks.bench import Bench
from tests.benchmarks.load import ask
from tests.benchmarks.report import Result

TITLE = "owner's pages"
MOST_QUERIES = 12
FIRST_VISIT, SECOND_VISIT = 60_000, 25_000
# About what the headers of an answer weigh; the browser test weighs them exactly.
HEADERS = 700


def prepare() -> None:
    world.draft("bench-1")


def paths() -> list[str]:
    filing = world.draft("bench-1")
    steps = ("entity", "websites", "website/add", "summary", "discard")
    return [
        "/filing/",
        "/browse/",
        "/progress/",
        "/account/",
        *(f"/filing/{filing.uid}/{step}/" for step in steps),
    ]


def measure(bench: Bench) -> list[Result]:
    queries = _queries()
    cookie = world.cookie(world.owner("bench-1"))
    pages = {path: ask(bench.server.at(path, cookie), gzip=True)[1] for path in paths()}
    second = {path: len(body) + HEADERS for path, body in pages.items()}
    first = {path: weight + _static(bench, path, cookie) for path, weight in second.items()}
    return [
        _row("owner's pages: queries", queries, MOST_QUERIES, ""),
        _row("owner's pages: first visit", first, FIRST_VISIT, " bytes"),
        _row("owner's pages: second visit", second, SECOND_VISIT, " bytes"),
    ]


def _row(name: str, found: dict[str, int], most: int, unit: str) -> Result:
    worst = max(found.values())
    return Result(name, f"at most {worst}{unit}", f"<= {most}{unit}", worst <= most, detail=dict(found))


def _queries() -> dict[str, int]:
    client, found = world.client(world.owner("bench-1")), {}
    for path in paths():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code in {200, 303}, path
        found[path] = len(captured)
    return found


def _static(bench: Bench, path: str, cookie: str) -> int:
    """The bytes of all that the page loads besides itself."""
    html = ask(bench.server.at(path, cookie))[1].decode()
    files = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', html))
    return sum(len(ask(bench.server.at(file), gzip=True)[1]) + HEADERS for file in files)
