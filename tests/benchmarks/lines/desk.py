"""The desk of a provider with a hundred thousand filings: against one with a thousand.

Both have databases of their own, with all queues but the drafts' more than a page long.
"""

from urllib.parse import quote

from filings.models import Filing
from tests.benchmarks import crowd, desk_crowd
from tests.benchmarks.bench import Bench
from tests.benchmarks.growth import grown, make_sides, sides
from tests.benchmarks.lines.queue import FOUR, TWO
from tests.benchmarks.load import Target
from tests.benchmarks.report import Result
from tests.benchmarks.timing import medians

TITLE = "provider desk"
# Database → filings of the one provider that it has.
SIZES = {"desk_small": 1_000, "desk_large": 100_000}
DESK = "/desk/"
MOST_MILLISECONDS, MOST_OF_A_SEARCH = 60, 100
QUEUES = (
    DESK,
    *(f"{DESK}?queue={queue}" for queue in ("to-check", "returned", "changes", "review", "approved")),
)
LATE = f"{DESK}?page=4500"
NAMES = tuple(f"{DESK}?q={quote(word)}" for word in (*TWO, *FOUR))


def prepare() -> None:
    make_sides(SIZES, desk_crowd.fill)


def measure(bench: Bench) -> list[Result]:
    with sides(bench, SIZES, lambda: crowd.staff().person, exact_searches) as (small, large):
        paths = {"queues": QUEUES, "exact search": zip(small.exact, large.exact, strict=True)}
        return [
            *grown(bench, "provider desk at 100 k against 1 k", small, large, paths),
            _within(bench, "page 4500", [large.at(LATE)], MOST_MILLISECONDS),
            # Not beside the small one, where they find less than a page.
            _within(bench, "name search", [large.at(name) for name in NAMES], MOST_OF_A_SEARCH),
        ]


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


def exact_searches() -> tuple[str, ...]:
    """The addresses that find one approved filing by its receipt, its number, its domain and its owner."""
    filing = Filing.objects.filter(state="approved").order_by("pk")[5]
    domain = filing.websites.get().domains.get().domain
    texts = (str(filing.receipt_number), filing.filing_number, domain, filing.owner.username)
    return tuple(f"{DESK}?q={quote(text)}" for text in texts)
