"""Addresses asked one after another, by turns, for answers that take too long to be counted by the second."""

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.test import Client

from tests.benchmarks.load import Target, ask


def medians(targets: Sequence[Target], times: int) -> list[float]:
    """Milliseconds that each of `targets` takes, asked by turns, each round the other way about.

    :raises RuntimeError: an answer was not 200
    """
    taken: list[list[float]] = [[] for _ in targets]
    for number in range(-1, times):
        places = range(len(targets))
        for place in places if number % 2 else reversed(places):
            begun = time.perf_counter()
            status, _ = ask(targets[place])
            if status != 200:
                raise RuntimeError(f"{targets[place].url} gave {status}")
            # The first round only warms up.
            if number >= 0:
                taken[place].append(1000 * (time.perf_counter() - begun))
    return [statistics.median(each) for each in taken]


def in_database(client: Client, path: str, times: int) -> float:
    """Milliseconds that the statements of a page take, the median of some."""

    def ask_once() -> None:
        assert client.get(path).status_code == 200, path

    return statistics.median(samples_in_database(ask_once, times))


def samples_in_database(act: Callable[[], object], times: int) -> list[float]:
    """Milliseconds that the statements of `act` take, each of so many times, after one that is not counted."""
    act()
    return [1000 * seconds_in_database(act) for _ in range(times)]


def seconds_in_database(act: Callable[[], object]) -> float:
    """Seconds from the sending of each statement of `act` to its answer, added up."""
    spent: list[float] = []
    with connection.execute_wrapper(_noting(spent)):
        act()
    return sum(spent)


def _noting(spent: list[float]) -> Callable[..., Any]:
    def run(execute: Callable[..., Any], *statement: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(*statement)
        finally:
            spent.append(time.perf_counter() - begun)

    return run
