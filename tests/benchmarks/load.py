"""Asking one address again and again over several connections: with wrk where it is installed, else in Python."""

import http.client
import re
import shutil
import statistics
import subprocess
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

CONNECTIONS = 8
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Target:
    url: str
    cookie: str = ""


@dataclass(frozen=True)
class Sample:
    """Answers a second; milliseconds that half and 99 % of them took at most, and that each kept a processor busy."""

    rate: float
    middle: float
    late: float
    processor: float = 0


@dataclass(frozen=True)
class Pair:
    """A page and its floor, measured in turn; each round is (page, floor)."""

    rounds: tuple[tuple[Sample, Sample], ...]

    @property
    def page(self) -> float:
        return statistics.median(page.rate for page, _ in self.rounds)

    @property
    def floor(self) -> float:
        return statistics.median(floor.rate for _, floor in self.rounds)

    @property
    def ratio(self) -> float:
        return self.page / self.floor

    @property
    def work(self) -> float:
        """The ratio of the processor's time in the portal's processes, which other programs disturb less."""
        page = statistics.median(page.processor for page, _ in self.rounds)
        return statistics.median(floor.processor for _, floor in self.rounds) / page


def in_turn(measure: Callable[[Target], Sample], page: Target, floor: Target, rounds: int) -> Pair:
    """Page and floor by turns, each round the other way about, so that a busy moment falls on both."""
    for target in (page, floor):
        run(target, 1)
    found = []
    for number in range(rounds):
        if number % 2:
            second, first = measure(floor), measure(page)
        else:
            first, second = measure(page), measure(floor)
        found.append((first, second))
    return Pair(tuple(found))


def run(target: Target, seconds: float, connections: int = CONNECTIONS) -> Sample:
    """:raises RuntimeError: an answer was not 2xx"""
    return (_by_wrk if shutil.which("wrk") else _by_python)(target, seconds, connections)


def _by_wrk(target: Target, seconds: float, connections: int) -> Sample:
    command = [
        "wrk",
        "-t1",
        f"-c{connections}",
        f"-d{max(1, round(seconds))}s",
        "--latency",
        "--timeout",
        "30",
    ]
    if target.cookie:
        command += ["-H", f"Cookie: {target.cookie}"]
    output = subprocess.run([*command, target.url], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        raise RuntimeError(f"{target.url} did not answer well:\n{output}")
    rate = float(_found(r"Requests/sec:\s+([\d.]+)", output)[0])
    return Sample(rate, _milliseconds("50%", output), _milliseconds("99%", output))


def _found(pattern: str, text: str) -> tuple[str, ...]:
    match = re.search(pattern, text)
    if match is None:
        raise RuntimeError(f"wrk did not say {pattern}:\n{text}")
    return match.groups()


def _milliseconds(share: str, output: str) -> float:
    number, unit = _found(rf"{share}\s+([\d.]+)(us|ms|s)", output)
    return float(number) * _UNITS[unit]


def _by_python(target: Target, seconds: float, connections: int) -> Sample:
    times: list[float] = []
    begun = time.perf_counter()
    threads = [
        threading.Thread(target=_ask_until, args=(target, begun + seconds, times)) for _ in range(connections)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if any(taken < 0 for taken in times) or len(times) < 2:
        raise RuntimeError(f"{target.url} did not answer well")
    ordered = sorted(1000 * taken for taken in times)
    rate = len(times) / (time.perf_counter() - begun)
    return Sample(rate, statistics.median(ordered), ordered[int(len(ordered) * 0.99)])


def _ask_until(target: Target, end: float, times: list[float]) -> None:
    """Adds the seconds that each answer took; a negative one for an answer that was not 2xx."""
    while (begun := time.perf_counter()) < end:
        status, _ = ask(target)
        taken = time.perf_counter() - begun
        times.append(taken if status // 100 == 2 else -1)


def ask(target: Target, gzip: bool = False) -> tuple[int, bytes]:
    """Status, and the body as it comes over the line."""
    parts = urlsplit(target.url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    headers = {"Cookie": target.cookie} if target.cookie else {}
    if gzip:
        headers["Accept-Encoding"] = "gzip"
    try:
        connection.request(
            "GET", f"{parts.path}?{parts.query}" if parts.query else parts.path, headers=headers
        )
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
