"""The ministry's review queue among a million filings: against a thousand, and against a plain `ModelAdmin`.

The small database has more that waits, so that every list fills a page on both sides.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from urllib.parse import quote

from accounts.models import User
from filings.models import Filing
from filings.queries.pair_statistics import of_entities
from tests.benchmarks import world
from tests.benchmarks.bench import Bench
from tests.benchmarks.databases import database, make_database
from tests.benchmarks.growth import grown
from tests.benchmarks.load import Target
from tests.benchmarks.many_filings import load
from tests.benchmarks.report import Result
from tests.benchmarks.server import Server
from tests.benchmarks.timing import in_database, medians
from tests.factories import make_user

TITLE = "review queue"
# Database → filings.
SIZES = {"queue_small": 1_000, "queue_large": 1_000_000}
LIST, FLOOR = "/admin/filings/filing/", "/floor/admin/filings/filing/"
MOST_MILLISECONDS = 60
PARTS = ("", "?queue=mine", "?queue=free", "?queue=soon", "?queue=overdue", "?queue=returned", "?queue=ended")
FILTERS = (
    "?queue=all",
    "?kind__exact=first",
    "?queue=ended&kind__exact=first",
    "?queue=ended&province=110000",
)
# Of two characters and of four; common ones, and rare.
TWO, FOUR = ("科技", "桥云"), ("网络科技", "云桥科技")
# What is compared with a plain ModelAdmin: name, our address, the floor's, how many times faster, in the database.
AGAINST = (
    ("first page", "", "", 3.5, 10),
    ("page 5000", "?queue=all&p=5000", "?p=5000", 8, None),
    *(
        (f"search for {word}", f"?q={quote(word)}", f"?q={quote(word)}", 8, None)
        for word in ("科技", "云桥科技")
    ),
)


@dataclass(frozen=True)
class Side:
    """One database with its server, and what finds one filing in it by receipt, number and domain."""

    name: str
    server: Server
    cookie: str
    exact: tuple[str, ...]

    def at(self, path: str) -> Target:
        return self.server.at(path, self.cookie)


def prepare(sizes: dict[str, int] | None = None) -> None:
    for name, size in (sizes or SIZES).items():
        make_database(name)
        with database(name):
            load(size, ministry().pk)


def ministry() -> User:
    return User.objects.filter(username="miit").first() or make_user("miit", "ministry")


def measure(bench: Bench) -> list[Result]:
    with sides(bench.server.port + 2) as (small, large):
        return [
            *_growth(bench, small, large),
            *_names(bench, large),
            *[row for against in AGAINST for row in _against_stock(bench, large, *against)],
        ]


@contextmanager
def sides(port: int) -> Iterator[list[Side]]:
    found = []
    with ExitStack() as servers:
        for place, name in enumerate(SIZES):
            with database(name):
                server = servers.enter_context(Server(port + place))
                found.append(Side(name, server, world.cookie(ministry()), exact_searches()))
        yield found


def exact_searches() -> tuple[str, ...]:
    """The addresses that find one approved filing by its receipt, its number and its domain."""
    filing = Filing.objects.filter(state="approved", kind="first").order_by("pk")[5]
    texts = (str(filing.receipt_number), filing.filing_number, f"many-{filing.pk}.example")
    return tuple(f"?q={quote(text)}" for text in texts)


def _growth(bench: Bench, small: Side, large: Side) -> list[Result]:
    groups = {"parts": zip(PARTS, PARTS, strict=True), "filters": zip(FILTERS, FILTERS, strict=True)}
    groups["exact search"] = zip(small.exact, large.exact, strict=True)
    return [
        grown(
            bench,
            f"review queue at 1 M against 1 k: {name}",
            [(small.at(LIST + few), large.at(LIST + many)) for few, many in pairs],
        )
        for name, pairs in groups.items()
    ]


def _names(bench: Bench, large: Side) -> list[Result]:
    return [_name(bench, large, "two characters", TWO), _name(bench, large, "four", FOUR)]


def _name(bench: Bench, large: Side, what: str, words: tuple[str, ...]) -> Result:
    paths = {word: f"{LIST}?q={quote(word)}" for word in words}
    inside = _inside(large, list(paths.values()), bench.times(20))
    pages = medians([large.at(path) for path in paths.values()], bench.times(20))
    worst = max(inside)
    return Result(
        f"name search in the queue at 1 M, {what}",
        figure=f"{worst:.0f} ms in the database, page {max(pages):.0f} ms",
        target=f"<= {MOST_MILLISECONDS} ms",
        met=worst <= MOST_MILLISECONDS,
        detail={"milliseconds": dict(zip(words, zip(inside, pages, strict=True), strict=True))},
    )


def _against_stock(
    bench: Bench, large: Side, name: str, ours: str, stock: str, least: float, least_inside: float | None
) -> list[Result]:
    page, floor = medians([large.at(LIST + ours), large.at(FLOOR + stock)], bench.times(15))
    inside = _inside(large, [LIST + ours, FLOOR + stock], bench.times(15))
    rows = [_faster(f"review queue against ModelAdmin, {name}", page, floor, least)]
    if least_inside:
        rows.append(
            _faster(f"review queue against ModelAdmin, {name}, in the database", *inside, least_inside)
        )
    return [*rows[:-1], _with_detail(rows[-1], inside)]


def _faster(name: str, page: float, floor: float, least: float) -> Result:
    ratio = floor / page
    return Result(name, f"{page:.1f} ms", f">= {least} x", ratio >= least, f"{floor:.0f} ms", ratio)


def _with_detail(row: Result, inside: list[float]) -> Result:
    row.detail["milliseconds in the database, and of the floor"] = inside
    return row


def _inside(side: Side, paths: list[str], times: int) -> list[float]:
    with database(side.name):
        of_entities.forget()
        client = world.client(ministry())
        return in_database(client, paths, times)
