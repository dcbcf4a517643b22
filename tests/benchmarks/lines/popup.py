"""The window 选择网站接入服务提供者 over ten thousand providers, against the signed-in frame; and in the database."""

import statistics
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


def prepare(providers: int = PROVIDERS) -> None:
    world.owner("bench-1")
    directory.fill(providers)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE providers_provider")


def measure(bench: Bench) -> list[Result]:
    cookie = world.cookie(world.owner("bench-1"))
    frame = bench.server.at("/floor/frame/", cookie)
    return [
        *(in_database(word, bench.times(200)) for word in WORDS),
        bench.beside_floor(
            "provider popup, opened", bench.server.at("/providers/search/", cookie), frame, 0.75
        ),
        *(
            bench.beside_floor(
                f"provider popup, {word}",
                bench.server.at(f"/providers/search/?q={quote(word)}", cookie),
                frame,
                0.75,
            )
            for word in WORDS
        ),
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
