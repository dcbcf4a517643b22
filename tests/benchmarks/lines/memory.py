"""What one worker holds in memory after 10,000 mixed requests, against what it held after 1,000."""

from tests.benchmarks import world
from tests.benchmarks.bench import Bench
from tests.benchmarks.lines import owner_pages
from tests.benchmarks.load import ask
from tests.benchmarks.report import Result
from tests.benchmarks.server import Server

TITLE = "memory of a worker"
FEW, MANY = 1_000, 10_000
MOST = 1.05


def prepare() -> None:
    owner_pages.prepare()


def measure(bench: Bench) -> list[Result]:
    few, many = bench.times(FEW), bench.times(MANY)
    with Server(bench.server.port + 1, workers=1) as server:
        _ask(server, few)
        before = server.resident()
        _ask(server, many - few)
        after = server.resident()
    ratio = after / before
    return [
        Result(
            f"memory of a worker after {many} requests against {few}",
            figure=f"{after / 1e6:.1f} MB",
            floor=f"{before / 1e6:.1f} MB",
            ratio=ratio,
            target=f"<= {MOST:.2f}",
            met=ratio <= MOST,
        )
    ]


def _ask(server: Server, number: int) -> None:
    cookie = world.cookie(world.owner("bench-1"))
    targets = [server.at(path, cookie) for path in owner_pages.paths()]
    targets += [server.at(path) for path in ("/", "/help/", "/privacy/", "/register/", "/no-such-page/")]
    for place in range(number):
        status, _ = ask(targets[place % len(targets)], gzip=place % 2 == 0)
        assert status < 500, status
