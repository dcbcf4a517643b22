"""The frame around nothing for somebody who is signed in, against the same frame for a stranger."""

from tests.benchmarks import world
from tests.benchmarks.bench import Bench
from tests.benchmarks.report import Result

TITLE = "signed-in frame"


def prepare() -> None:
    world.owner("bench-1")


def measure(bench: Bench) -> list[Result]:
    signed_in = bench.server.at("/floor/frame/", world.cookie(world.owner("bench-1")))
    stranger = bench.server.at("/floor/frame/")
    return [bench.beside_floor("signed-in frame against the anonymous one", signed_in, stranger, 0.40)]
