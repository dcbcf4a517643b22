"""Step 1 of 信息录入, against the same page with hand-written inputs."""

from tests.benchmarks import world
from tests.benchmarks.bench import Bench
from tests.benchmarks.report import Result

TITLE = "entity step"


def prepare() -> None:
    world.draft("bench-1")


def measure(bench: Bench) -> list[Result]:
    filing = world.draft("bench-1")
    cookie = world.cookie(filing.owner)
    page = bench.server.at(f"/filing/{filing.uid}/entity/", cookie)
    floor = bench.server.at(f"/floor/entity/{filing.uid}/", cookie)
    return [bench.beside_floor("entity step against hand-written inputs", page, floor, 0.70)]
