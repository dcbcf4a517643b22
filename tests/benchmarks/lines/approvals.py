"""Approvals by eight processes at once through the real action: in one province, in all, and two hundred together."""

import json
import math
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import IO

from django.db import connection

from accounts.models import User
from filings.certificates.keys import make_keys
from filings.models import NumberSeries, RegisteredEntity
from icpportal.core import clock
from icpportal.core.regions import PREFIXES
from tests.benchmarks import crowd
from tests.benchmarks.approver import Try
from tests.benchmarks.bench import Bench
from tests.benchmarks.report import Result
from tests.benchmarks.server import ROOT
from tests.database import database_url
from tests.factories import make_user

TITLE = "approvals"
ONE, ALL = ("110000",), tuple(PREFIXES)
CROWDS = {"one": ONE, "all": ALL, "rush": ONE, "rushes": ALL}
PROCESSES = 8
MANY, TOGETHER = 1_600, 200
LEAST_ONE, LEAST_ALL, LATEST = 50, 100, 2.0
# Between the word that all are ready and their beginning.
_BREATH = 0.5
# So many each process does before, and undoes.
_WARM = 5


@dataclass(frozen=True)
class Run:
    """`times` are (begun, committed) in seconds after the start; `is_gapless`: the numbers follow each other."""

    times: list[tuple[float, float]]
    faults: list[str]
    is_gapless: bool

    @property
    def is_good(self) -> bool:
        return not self.faults and self.is_gapless

    @property
    def rate(self) -> float:
        return len(self.times) / max(end for _, end in self.times)

    @property
    def latest(self) -> float:
        """Seconds from the start, at which all of them arrived, until 99 % were committed."""
        ends = sorted(end for _, end in self.times)
        return ends[math.ceil(len(ends) * 0.99) - 1]


def prepare(many: int = MANY, together: int = TOGETHER) -> None:
    make_keys()
    for province in ALL:
        _reviewer(province)
    for name, provinces in CROWDS.items():
        crowd.gather(f"crowd-{name}", together if name.startswith("rush") else many, provinces)


def _reviewer(province: str) -> str:
    name = f"bench-reviewer-{province}"
    if not User.objects.filter(username=name).exists():
        make_user(
            name, "reviewer", province=province, mobile=f"135{province}00", email=f"{name}@example.test"
        )
    return name


def measure(bench: Bench) -> list[Result]:
    many, together = bench.times(MANY), bench.times(TOGETHER)
    return [
        _rate("approvals, one province", run("one", many), LEAST_ONE),
        _rate("approvals, 31 provinces", run("all", many), LEAST_ALL),
        _rush(f"{together} approvals at once, one province", run("rush", together)),
        _rush(f"{together} approvals at once, 31 provinces", run("rushes", together)),
    ]


def run(name: str, count: int) -> Run:
    """Approves the `count` oldest of that crowd by processes that begin at once; whichever is free takes the next."""
    filings, before = crowd.waiting(f"crowd-{name}")[:count], series()
    tries = [(_reviewer(filing.province), str(filing.uid), filing.version) for filing in filings]
    connection.close()
    turns, end = os.pipe()
    os.write(end, b"".join(place.to_bytes(2, "big") for place in range(count)))
    os.close(end)
    running = [
        _process(tries, list(range(place, count, PROCESSES)[:_WARM]), turns) for place in range(PROCESSES)
    ]
    os.close(turns)
    for process in running:
        assert _pipe(process.stdout).readline() == "ready\n"
    at = time.time() + _BREATH
    for process in running:
        _tell(process, str(at))
    told = [json.loads(_pipe(process.stdout).read()) for process in running]
    for process in running:
        process.communicate()
    times = [(begun, done) for each in told for begun, done in each["times"]]
    given, held = given_since(before)
    return Run(times, [fault for each in told for fault in each["faults"]], given == held)


def _process(tries: list[Try], warm: list[int], turns: int) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.benchmarks.approver"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        pass_fds=[turns],
        text=True,
    )
    job = {"database": database_url(), "tries": tries, "warm": warm, "turns": turns}
    _tell(process, json.dumps(job))
    return process


def _tell(process: subprocess.Popen[str], line: str) -> None:
    pipe = _pipe(process.stdin)
    pipe.write(line + "\n")
    pipe.flush()


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


def series() -> dict[str, int]:
    """The last number given in each province this year."""
    found = NumberSeries.objects.filter(year=clock.today().year)
    return dict(found.values_list("province", "last"))


def given_since(before: dict[str, int]) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """(province, serial) of all numbers that the series gave since, and of those that entities have."""
    given = [
        (province, serial)
        for province, last in series().items()
        for serial in range(before.get(province, 0) + 1, last + 1)
    ]
    entities = RegisteredEntity.objects.order_by("-pk").values_list("province", "number")[: len(given)]
    # 京ICP备2026000001号
    return sorted(given), sorted((province, int(number[-7:-1])) for province, number in entities)


def _rate(name: str, made: Run, least: int) -> Result:
    return Result(
        name,
        figure=f"{made.rate:.0f}/s",
        target=f">= {least}/s",
        met=made.is_good and made.rate >= least,
        detail=_detail(made),
    )


def _rush(name: str, made: Run) -> Result:
    return Result(
        name,
        figure=f"p99 {made.latest:.2f} s",
        target=f"< {LATEST:.0f} s",
        met=made.is_good and made.latest < LATEST,
        detail=_detail(made),
    )


def _detail(made: Run) -> dict[str, object]:
    each = sorted(end - begun for begun, end in made.times)
    return {
        "approvals": len(each),
        "milliseconds, middle and 99 %": [1000 * each[len(each) // 2], 1000 * each[int(len(each) * 0.99)]],
        "faults": made.faults,
        "numbers gapless": made.is_gapless,
    }
