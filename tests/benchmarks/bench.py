"""What a line is given: the running portal, and how thoroughly to measure."""

from dataclasses import dataclass, replace

from tests.benchmarks.load import Pair, Sample, Target, in_turn, run
from tests.benchmarks.report import Result
from tests.benchmarks.server import Server


@dataclass(frozen=True)
class Bench:
    """`share` of the usual number of repetitions: 1 for a run that counts, less for a look."""

    server: Server
    rounds: int = 7
    seconds: float = 3
    share: float = 1

    def in_turn(self, page: Target, floor: Target) -> Pair:
        return in_turn(self.measure, page, floor, self.rounds)

    def measure(self, target: Target) -> Sample:
        before = self.server.processor()
        sample = run(target, self.seconds)
        spent = 1000 * (self.server.processor() - before)
        return replace(sample, processor=spent / (sample.rate * self.seconds))

    def times(self, number: int) -> int:
        return max(2, int(number * self.share))

    def beside_floor(self, name: str, page: Target, floor: Target, least: float) -> Result:
        """A row for a page that must give at least that part of its floor's answers a second."""
        pair = self.in_turn(page, floor)
        return Result(
            name,
            figure=f"{pair.page:.0f}/s",
            floor=f"{pair.floor:.0f}/s",
            ratio=pair.ratio,
            target=f">= {least:.2f}",
            met=pair.ratio >= least,
            detail={
                "ratio of processor time": round(pair.work, 3),
                "rates": [[page.rate, floor.rate] for page, floor in pair.rounds],
                "processor ms": [[page.processor, floor.processor] for page, floor in pair.rounds],
            },
        )
