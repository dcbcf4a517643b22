"""Pages of a large list beside the same pages of a small one."""

from collections.abc import Iterable

from tests.benchmarks.bench import Bench
from tests.benchmarks.load import Target
from tests.benchmarks.report import Result
from tests.benchmarks.timing import medians

MOST_GROWTH = 1.3


def grown(bench: Bench, name: str, pairs: Iterable[tuple[Target, Target]]) -> Result:
    """By the pair that grows most.

    :param pairs: a page among few, and among many
    """
    times, worst = {}, (0.0, 0.0, 0.0)
    for few, many in pairs:
        before, now = medians([few, many], bench.times(60))
        times[many.url] = [before, now]
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
