"""Asking one address again and again over several connections: with wrk where it is installed, else in Python."""

import http.client
import itertools
import json
import re
import shutil
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

CONNECTIONS = 8


@dataclass(frozen=True)
class Target:
    """An address; with `more`, all of them in turn, so that not one answer is measured again and again.

    `in_window`: asked as a script does that shows the page in a window.
    """

    url: str
    cookie: str = ""
    more: tuple[str, ...] = ()
    in_window: bool = False

    @property
    def urls(self) -> tuple[str, ...]:
        return (self.url, *self.more)

    @property
    def headers(self) -> dict[str, str]:
        cookie = {"Cookie": self.cookie} if self.cookie else {}
        return cookie | ({"X-Window": "1"} if self.in_window else {})


@dataclass(frozen=True)
class Sample:
    """Answers a second, and the milliseconds that each kept a processor busy."""

    rate: float
    processor: float = 0


@dataclass(frozen=True)
class Pair:
    """A page and its floor, measured in turn; each round is (page, floor).

    The ratio is the middle one of the rounds': the two of a round stand beside each other in time, so that what slows
    the machine for a while slows both. It need not be that of `page` and `floor`, which are the middles of each side.
    """

    rounds: tuple[tuple[Sample, Sample], ...]

    @property
    def page(self) -> float:
        return statistics.median(page.rate for page, _ in self.rounds)

    @property
    def floor(self) -> float:
        return statistics.median(floor.rate for _, floor in self.rounds)

    @property
    def ratio(self) -> float:
        return statistics.median(page.rate / floor.rate for page, floor in self.rounds)

    @property
    def work(self) -> float:
        """The ratio of the processor's time in the portal's processes, which other programs disturb less."""
        return statistics.median(floor.processor / page.processor for page, floor in self.rounds)


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
    command = ["wrk", "-t1", f"-c{connections}", f"-d{max(1, round(seconds))}s", "--timeout", "30"]
    for name, value in target.headers.items():
        command += ["-H", f"{name}: {value}"]
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_lua(target))
        script.flush()
        command += ["-s", script.name, target.url]
        output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        raise RuntimeError(f"{target.url} did not answer well:\n{output}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", output)
    if found is None:
        raise RuntimeError(f"wrk did not say how many it asked a second:\n{output}")
    return Sample(float(found[1]))


def _lua(target: Target) -> str:
    """What tells wrk to ask for the addresses in turn, each put together before the first is sent."""
    paths = ",".join(json.dumps(_path(url)) for url in target.urls)
    return f"""local paths, asked, place = {{{paths}}}, {{}}, 0
function init(args) for i, path in ipairs(paths) do asked[i] = wrk.format("GET", path) end end
function request() place = place % #asked + 1 return asked[place] end
"""


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


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
    return Sample(len(times) / (time.perf_counter() - begun))


def _ask_until(target: Target, end: float, times: list[float]) -> None:
    """Adds the seconds that each answer took; a negative one for an answer that was not 2xx."""
    urls = itertools.cycle(target.urls)
    while (begun := time.perf_counter()) < end:
        status, _ = ask(replace(target, url=next(urls)))
        taken = time.perf_counter() - begun
        times.append(taken if status // 100 == 2 else -1)


def ask(target: Target, gzip: bool = False) -> tuple[int, bytes]:
    """Status, and the body as it comes over the line."""
    parts = urlsplit(target.url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=60)
    headers = target.headers
    if gzip:
        headers["Accept-Encoding"] = "gzip"
    try:
        connection.request("GET", _path(target.url), headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()
