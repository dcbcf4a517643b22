"""A process of its own that approves one filing after another, as a web process does that has done so for a while.

Reads a line of JSON on standard input: {database, tries: [[username, filing uid, version], …], warm: places in it,
turns: a file descriptor}; does those of `warm` and undoes them, and prints a line: it is ready. The next line that it
reads is the moment, in epoch seconds, at which it begins to take places from `turns`, two bytes each, as all processes
do until none is left; it prints {"times": [[begun, committed], …], "faults": […]}, in seconds after that moment.
"""

import json
import os
import sys
import time
import uuid
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from accounts.models import User

Try = tuple[str, str, int]


def main() -> None:
    job = json.loads(sys.stdin.readline())
    os.environ["DATABASE_URL"] = job["database"]
    django.setup()
    tries = job["tries"]
    warm_up([tries[place] for place in job["warm"]])
    print("ready", flush=True)  # noqa: T201
    at = float(sys.stdin.readline())
    print(json.dumps(approved((tries[place] for place in turns(job["turns"])), at)))  # noqa: T201


def turns(descriptor: int) -> Iterator[int]:
    while taken := os.read(descriptor, 2):
        yield int.from_bytes(taken, "big")


def warm_up(tries: Iterable[Try]) -> None:
    from django.db import transaction

    for attempt in tries:
        with transaction.atomic():
            approve(attempt)
            transaction.set_rollback(True)


def approved(tries: Iterable[Try], at: float) -> dict[str, list[object]]:
    times: list[object] = []
    faults: list[object] = []
    time.sleep(max(0.0, at - time.time()))
    for attempt in tries:
        begun = time.time() - at
        try:
            approve(attempt)
        except Exception as fault:  # whatever it is, it fails the line
            faults.append(f"{type(fault).__name__}: {fault}")
        times.append([begun, time.time() - at])
    return {"times": times, "faults": faults}


def approve(attempt: Try) -> None:
    from filings import actions

    name, uid, version = attempt
    actions.approve(reviewer(name), uuid.UUID(uid), version)


@cache
def reviewer(name: str) -> "User":
    from accounts.models import User

    return User.objects.get(username=name)


if __name__ == "__main__":
    main()
