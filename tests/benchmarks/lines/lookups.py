"""公共查询 by domain and by number, pages and JSON, against a constant answer; and at five million against 5,000."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from tests.benchmarks.bench import Bench
from tests.benchmarks.databases import database
from tests.benchmarks.load import Target
from tests.benchmarks.registers import drawn, make_register, paths
from tests.benchmarks.report import Result
from tests.benchmarks.server import Server

TITLE = "public lookups"
LARGE, SMALL = "bench_register_large", "bench_register_small"
SITES = {LARGE: 5_000_000, SMALL: 5_000}
ASKED = 2_000
MOST = 1.15
# Name, address, whether by domain or by number, and the least part of the constant answer's rate.
LOOKUPS = (
    ("JSON lookup by domain", "/api/v1/sites?domain={}", 0, 0.42),
    ("JSON lookup by number", "/api/v1/sites/{}", 1, 0.42),
    ("lookup page by domain", "/query/?q={}", 0, 0.35),
    ("lookup page by number", "/query/{}/", 1, 0.35),
)


def prepare() -> None:
    for name, sites in SITES.items():
        make_register(name, sites)


def measure(bench: Bench) -> list[Result]:
    results = []
    with ExitStack() as stack:
        large = stack.enter_context(_served(LARGE, bench.server.port + 2))
        small = stack.enter_context(_served(SMALL, bench.server.port + 3))
        on_large = replace(bench, server=large)
        for name, form, column, least in LOOKUPS:
            at_large = _targets(large, LARGE, form, column)
            floor = large.at("/floor/limited/")
            results.append(on_large.beside_floor(f"{name} against a constant", at_large, floor, least))
            at_small = _targets(small, SMALL, form, column)
            results.append(_against_small(bench, name, at_large, at_small))
    return results


@contextmanager
def _served(name: str, port: int) -> Iterator[Server]:
    with database(name), Server(port) as server:
        yield server


def _targets(server: Server, name: str, form: str, column: int) -> Target:
    with database(name):
        return server.at_all(paths(form, [row[column] for row in drawn(ASKED)]))


def _against_small(bench: Bench, name: str, at_large: Target, at_small: Target) -> Result:
    """How much longer an answer takes among five million websites than among 5,000."""
    pair = bench.in_turn(at_large, at_small)
    longer = 1 / pair.ratio
    return Result(
        f"{name}, 5 M websites against 5 k",
        figure=f"{pair.page:.0f}/s",
        floor=f"{pair.floor:.0f}/s",
        ratio=longer,
        target=f"<= {MOST:.2f} x the time",
        met=longer <= MOST,
        detail={"rates": [[large.rate, small.rate] for large, small in pair.rounds]},
    )
