"""A small database and a large one, each behind a server of its own: pages of the one beside the same of the other."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from accounts.models import User
from tests.benchmarks import world
from tests.benchmarks.bench import Bench
from tests.benchmarks.databases import database, make_database
from tests.benchmarks.load import Target
from tests.benchmarks.report import Result
from tests.benchmarks.server import Server
from tests.benchmarks.timing import medians

MOST_GROWTH = 1.3


@dataclass(frozen=True)
class Side:
    """One database with its server; `exact` are the addresses that find one filing in it, each by something else."""

    name: str
    server: Server
    cookie: str
    exact: tuple[str, ...]

    def at(self, path: str) -> Target:
        return self.server.at(path, self.cookie)


def make_sides(sizes: Mapping[str, int], fill: Callable[[int], object]) -> None:
    """The databases of these names, each filled with as many."""
    for name, size in sizes.items():
        make_database(name)
        with database(name):
            fill(size)


@contextmanager
def sides(
    bench: Bench, names: Iterable[str], person: Callable[[], User], exact: Callable[[], tuple[str, ...]]
) -> Iterator[list[Side]]:
    """Runs a server over each while the block lasts; it is asked as `person`, whom each database has."""
    found = []
    with ExitStack() as servers:
        for port, name in enumerate(names, bench.server.port + 2):
            with database(name):
                server = servers.enter_context(Server(port))
                found.append(Side(name, server, world.cookie(person()), exact()))
        yield found


def grown(
    bench: Bench, name: str, small: Side, large: Side, groups: Mapping[str, Iterable[str | tuple[str, str]]]
) -> list[Result]:
    """A row for each group, by the page of it that grows most.

    :param groups: addresses that both sides have, or pairs of one among few and one among many
    """
    return [_grown(bench, f"{name}: {group}", small, large, pages) for group, pages in groups.items()]


def _grown(
    bench: Bench, name: str, small: Side, large: Side, pages: Iterable[str | tuple[str, str]]
) -> Result:
    times, worst = {}, (0.0, 0.0, 0.0)
    for page in pages:
        few, many = (page, page) if isinstance(page, str) else page
        before, now = medians([small.at(few), large.at(many)], bench.times(60))
        times[many] = [before, now]
        worst = max(worst, (now / before, now, before))
    ratio, now, before = worst
    return Result(
        name,
        figure=f"{now:.0f} ms",
        floor=f"{before:.0f} ms",
        ratio=ratio,
        target=f"<= {MOST_GROWTH} x",
        met=ratio <= MOST_GROWTH,
        detail={"milliseconds among few and among many": times},
    )
