"""The window 选择网站接入服务提供者 over ten thousand providers, against the signed-in frame; and in the database."""

import statistics
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from django.db import connection

from providers.search import search_providers
from tests.benchmarks import directory, world
from tests.benchmarks.bench import Bench
from tests.benchmarks.report import Result
from tests.benchmarks.timing import samples_in_database

TITLE = "provider popup"
PROVIDERS = 10_000
# One provider in fifteen, one in six, and a dozen of them.
WORDS = ("云桥", "科技", "云桥清源")
MOST = 10.0
# Parts of the frame's rate. The whole page is the frame and its list, so it cannot come near the frame alone.
LEAST, LEAST_WHOLE = 0.75, 0.60


def prepare(providers: int = PROVIDERS) -> None:
    world.owner("bench-1")
    directory.fill(providers)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE providers_provider")


def measure(bench: Bench) -> list[Result]:
    """As script asks for it, without what stands around a window; and the whole page, which others see."""
    cookie = world.cookie(world.owner("bench-1"))
    frame = bench.server.at("/floor/frame/", cookie)

    def beside(name: str, query: str) -> Iterator[Result]:
        page = bench.server.at(f"/providers/search/{query}", cookie)
        window = replace(page, in_window=True)
        yield bench.beside_floor(f"provider popup, {name}", window, frame, LEAST)
        yield bench.beside_floor(f"provider popup, {name}: without script", page, frame, LEAST_WHOLE)

    return [
        *(in_database(word, bench.times(200)) for word in WORDS),
        *beside("opened", ""),
        *(row for word in WORDS for row in beside(word, f"?q={quote(word)}")),
    ]


def in_database(word: str, times: int) -> Result:
    """The first page's statements: the middle of so many."""
    taken = samples_in_database(lambda: search_providers((word,), 1), times)
    middle = statistics.median(taken)
    return Result(
        f"provider popup, {word}: in the database",
        figure=f"{middle:.1f} ms",
        target=f"<= {MOST:.0f} ms",
        met=middle <= MOST,
        detail={"milliseconds": taken},
    )
