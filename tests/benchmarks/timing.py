"""What takes too long to be counted by the second: addresses, and the statements of pages, asked by turns."""

import statistics
import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.db import connection
from django.test import Client

from tests.benchmarks.load import Target, ask


def medians(targets: Sequence[Target], times: int) -> list[float]:
    """Milliseconds that each of `targets` takes to answer.

    :raises RuntimeError: an answer was not 200
    """

    def answer(target: Target) -> float:
        begun = time.perf_counter()
        status, _ = ask(target)
        if status != 200:
            raise RuntimeError(f"{target.url} gave {status}")
        return time.perf_counter() - begun

    return by_turns([partial(answer, target) for target in targets], times)


def in_database(client: Client, paths: Sequence[str], times: int) -> list[float]:
    """Milliseconds that the statements of each page take."""

    def ask_once(path: str) -> None:
        assert client.get(path).status_code == 200, path

    return by_turns([partial(seconds_in_database, partial(ask_once, path)) for path in paths], times)


def by_turns(seconds: Sequence[Callable[[], float]], times: int) -> list[float]:
    """The middle of what each gives, in milliseconds, asked by turns, each round the other way about.

    One round before them only warms up.
    """
    places = range(len(seconds))
    taken: list[list[float]] = [[] for _ in places]
    for number in range(-1, times):
        for place in places if number % 2 else reversed(places):
            spent = seconds[place]()
            if number >= 0:
                taken[place].append(1000 * spent)
    return [statistics.median(each) for each in taken]


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
