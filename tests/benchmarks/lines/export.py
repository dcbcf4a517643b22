"""The provider desk's CSV of 100,000 filings: what the process that sends it holds in memory, and when it begins.

A process holds its libraries before it has done anything; both figures are of a fresh one that has answered the desk's
page once, so that the growth can be told from them.
"""

import http.client
import time
from dataclasses import dataclass
from pathlib import Path

from filings.queries import visible_to
from icpportal.core.regions import PREFIXES
from tests.benchmarks import crowd, world
from tests.benchmarks.bench import Bench
from tests.benchmarks.load import ask
from tests.benchmarks.report import Result
from tests.benchmarks.server import Server, resident

TITLE = "CSV export"
ROWS = 100_000
MOST, SOONEST = 100e6, 1.0
_PATH = "/desk/export/"


@dataclass(frozen=True)
class Export:
    """Seconds to the first byte, to the first row and to the last; bytes before and at the most."""

    first: float
    row: float
    last: float
    rows: int
    before: int
    peak: int


def prepare(rows: int = ROWS) -> None:
    crowd.gather("crowd-export", rows, tuple(PREFIXES))


def measure(bench: Bench) -> list[Result]:
    with Server(bench.server.port + 1, workers=1) as server:
        export = _export(server, world.cookie(crowd.staff().person))
    staff = crowd.staff()
    # A process whose time is up is ended in the middle of its answer.
    whole = export.rows == visible_to(staff.person).count()
    name, detail = f"CSV export of {export.rows} rows", vars(export)
    return [
        Result(
            f"{name}: resident",
            figure=f"{export.peak / 1e6:.1f} MB",
            floor=f"{export.before / 1e6:.1f} MB",
            ratio=export.peak / export.before,
            target=f"< {MOST / 1e6:.0f} MB",
            met=whole and export.peak < MOST,
            detail=detail,
        ),
        Result(
            f"{name}: first byte",
            figure=f"{export.first:.2f} s, all in {export.last:.1f} s",
            target=f"< {SOONEST:.0f} s",
            met=whole and export.first < SOONEST,
            detail=detail,
        ),
    ]


def _export(server: Server, cookie: str) -> Export:
    ask(server.at("/desk/", cookie))
    (worker,) = server.workers_now()
    before = resident(worker)
    # From here on the kernel notes the highest value anew.
    Path(f"/proc/{worker}/clear_refs").write_text("5")
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=300)
    begun = time.perf_counter()
    connection.request("GET", _PATH, headers={"Cookie": cookie})
    answer = connection.getresponse()
    assert answer.status == 200, answer.status
    answer.read(1)
    first = time.perf_counter() - begun
    answer.readline(), answer.readline()
    row, lines = time.perf_counter() - begun, 1
    while answer.readline():
        lines += 1
    last = time.perf_counter() - begun
    connection.close()
    return Export(first, row, last, lines, before, resident(worker, "VmHWM"))
