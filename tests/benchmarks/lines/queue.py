"""The ministry's review queue among a million filings: against a thousand, and against a plain `ModelAdmin`.

The small database has more that waits, so that every list fills a page on both sides.
"""

from urllib.parse import quote

from accounts.models import User
from filings.models import Filing
from filings.queries.pair_statistics import of_entities
from tests.benchmarks import world
from tests.benchmarks.bench import Bench
from tests.benchmarks.databases import database
from tests.benchmarks.growth import Side, grown, make_sides, sides
from tests.benchmarks.many_filings import load
from tests.benchmarks.report import Result
from tests.benchmarks.timing import in_database, medians
from tests.factories import make_user

TITLE = "review queue"
# Database → filings.
SIZES = {"queue_small": 1_000, "queue_large": 1_000_000}
LIST, FLOOR = "/admin/filings/filing/", "/floor/admin/filings/filing/"
MOST_MILLISECONDS = 60
PARTS = (
    LIST,
    *(f"{LIST}?queue={part}" for part in ("mine", "free", "soon", "overdue", "returned", "ended")),
)
FILTERS = (
    f"{LIST}?queue=all",
    f"{LIST}?kind__exact=first",
    f"{LIST}?queue=ended&kind__exact=first",
    f"{LIST}?queue=ended&province=110000",
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


def prepare() -> None:
    make_sides(SIZES, lambda size: load(size, ministry().pk))


def ministry() -> User:
    return User.objects.filter(username="miit").first() or make_user("miit", "ministry")


def measure(bench: Bench) -> list[Result]:
    with sides(bench, SIZES, ministry, exact_searches) as (small, large):
        paths = {
            "parts": PARTS,
            "filters": FILTERS,
            "exact search": zip(small.exact, large.exact, strict=True),
        }
        return [
            *grown(bench, "review queue at 1 M against 1 k", small, large, paths),
            *_names(bench, large),
            *[row for against in AGAINST for row in _against_stock(bench, large, *against)],
        ]


def exact_searches() -> tuple[str, ...]:
    """The addresses that find one approved filing by its receipt, its number and its domain."""
    filing = Filing.objects.filter(state="approved", kind="first").order_by("pk")[5]
    texts = (str(filing.receipt_number), filing.filing_number, f"many-{filing.pk}.example")
    return tuple(f"{LIST}?q={quote(text)}" for text in texts)


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
