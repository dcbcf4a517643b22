"""Two characters anywhere in the names of five million websites: what the first page takes in the database."""

import statistics

from filings.queries.public_register import find
from filings.queries.understanding import understand_name
from tests.benchmarks.bench import Bench
from tests.benchmarks.databases import database
from tests.benchmarks.lines import lookups
from tests.benchmarks.registers import drawn, holding
from tests.benchmarks.report import Result
from tests.benchmarks.timing import samples_in_database

TITLE = "search in names"
WORDS = 400
# How many of five million names hold a word that is called so, and the milliseconds that it may take.
CLASSES = (
    ("rare: in up to 500 names", 0, 500, 5),
    ("in between: in up to 1 %", 501, 50_000, 50),
    ("common: in more than 1 %", 50_001, 5_000_000, 50),
)


def prepare() -> None:
    lookups.prepare()


def measure(bench: Bench) -> list[Result]:
    with database(lookups.LARGE):
        found = [(holding(word), _milliseconds(word), word) for word in _words(bench.times(WORDS))]
    return [
        _row(name, [each for each in found if least <= each[0] <= most], limit)
        for name, least, most, limit in CLASSES
    ]


def _words(count: int) -> list[str]:
    """Two neighbouring characters out of each of `count` names, from different places of the name."""
    names = [name for _, _, name in drawn(count)]
    starts = [place % (len(name) - 1) for place, name in enumerate(names)]
    return sorted({name[start : start + 2] for name, start in zip(names, starts, strict=True)})


def _milliseconds(word: str) -> float:
    """The middle of five."""
    question = understand_name(word)
    return statistics.median(samples_in_database(lambda: find(question), 5))


def _row(name: str, found: list[tuple[int, float, str]], limit: float) -> Result:
    times = sorted(milliseconds for _, milliseconds, _ in found)
    middle, late = statistics.median(times), times[int(len(times) * 0.95)]
    return Result(
        f"two characters, {name}",
        figure=f"{middle:.1f} ms, 95 % within {late:.1f} ms",
        target=f"<= {limit} ms",
        met=middle <= limit,
        detail={"words": [[word, names, milliseconds] for names, milliseconds, word in found]},
    )
