"""The desk of a provider with a hundred thousand filings: against one with a thousand.

Both have databases of their own, with all queues but the drafts' more than a page long.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from urllib.parse import quote

from filings.models import Filing
from tests.benchmarks import crowd, desk_crowd, world
from tests.benchmarks.bench import Bench
from tests.benchmarks.databases import database, make_database
from tests.benchmarks.growth import grown
from tests.benchmarks.lines.queue import FOUR, TWO
from tests.benchmarks.load import Target
from tests.benchmarks.report import Result
from tests.benchmarks.server import Server
from tests.benchmarks.timing import medians

TITLE = "provider desk"
# Database → filings of the one provider that it has.
SIZES = {"desk_small": 1_000, "desk_large": 100_000}
DESK = "/desk/"
MOST_MILLISECONDS, MOST_OF_A_SEARCH = 60, 100
QUEUES = ("", "?queue=to-check", "?queue=returned", "?queue=changes", "?queue=review", "?queue=approved")
LATE = "?page=4500"
NAMES = tuple(f"?q={quote(word)}" for word in (*TWO, *FOUR))


@dataclass(frozen=True)
class Side:
    """One database with its server, and what finds one filing in it: receipt, number, domain, owner."""

    server: Server
    cookie: str
    exact: tuple[str, ...]

    def at(self, query: str) -> Target:
        return self.server.at(DESK + query, self.cookie)


def prepare(sizes: dict[str, int] | None = None) -> None:
    for name, size in (sizes or SIZES).items():
        make_database(name)
        with database(name):
            desk_crowd.fill(size)


def measure(bench: Bench) -> list[Result]:
    with _sides(bench.server.port + 2) as (small, large):
        groups = {
            "queues": zip(QUEUES, QUEUES, strict=True),
            "exact search": zip(small.exact, large.exact, strict=True),
        }
        rows = [
            grown(
                bench,
                f"provider desk at 100 k against 1 k: {name}",
                [(small.at(few), large.at(many)) for few, many in pairs],
            )
            for name, pairs in groups.items()
        ]
        rows.append(_within(bench, "page 4500", [large.at(LATE)], MOST_MILLISECONDS))
        # Not beside the small one, where they find less than a page.
        rows.append(_within(bench, "name search", [large.at(name) for name in NAMES], MOST_OF_A_SEARCH))
    return rows


def _within(bench: Bench, name: str, pages: list[Target], most: float) -> Result:
    taken = medians(pages, bench.times(60))
    detail = {page.url: each for page, each in zip(pages, taken, strict=True)}
    worst = max(taken)
    return Result(
        f"provider desk at 100 k: {name}",
        figure=f"{worst:.0f} ms",
        target=f"<= {most} ms",
        met=worst <= most,
        detail={"milliseconds": detail},
    )


@contextmanager
def _sides(port: int) -> Iterator[list[Side]]:
    found = []
    with ExitStack() as servers:
        for place, name in enumerate(SIZES):
            with database(name):
                server = servers.enter_context(Server(port + place))
                found.append(Side(server, world.cookie(crowd.staff().person), exact_searches()))
        yield found


def exact_searches() -> tuple[str, ...]:
    """What finds one approved filing by its receipt, its number, its domain and its owner."""
    filing = Filing.objects.filter(state="approved").order_by("pk")[5]
    domain = filing.websites.get().domains.get().domain
    texts = (str(filing.receipt_number), filing.filing_number, domain, filing.owner.username)
    return tuple(f"?q={quote(text)}" for text in texts)
