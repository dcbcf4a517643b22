"""A process of its own that does one action in several threads at once, for the races in test_concurrency.

Reads a JSON job on standard input: {database, action, tries: [[username, filing uid, argument], …], at: epoch seconds,
threads: how many (as many as tries), dies_before: the beginning of an SQL statement, undone: whether every second try
is rolled back}; every thread waits until `at`, then does its share of the tries. Prints one JSON list of outcomes:
"done", "undone" or the refusal's code. With `dies_before` the process kills itself as that statement is about to run;
with "the answer", once the action has returned.
"""

import json
import os
import signal
import sys
import threading
import time
import uuid
from typing import Any

import django


def main() -> None:
    job = json.load(sys.stdin)
    os.environ["DATABASE_URL"] = job["database"]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    outcomes: list[str] = []
    tries = job["tries"]
    count = job.get("threads", len(tries))
    shares = [tries[place::count] for place in range(count)]
    threads = [threading.Thread(target=race, args=(job, share, outcomes)) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(outcomes))  # noqa: T201


class Mortal:
    """Kills this process, as `kill -9` does, when it meets the statement it is to die before."""

    def __init__(self, dies_before: str) -> None:
        self.dies_before = dies_before

    def meet(self, statement: str) -> None:
        if self.dies_before and statement.startswith(self.dies_before):
            os.kill(os.getpid(), signal.SIGKILL)

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        self.meet(sql)
        return execute(sql, params, many, context)


def race(job: dict[str, Any], share: list[tuple[str, str, object]], outcomes: list[str]) -> None:
    from django.db import connection

    from accounts.models import User
    from icpportal.core.errors import PortalError

    actors = {name: User.objects.get(username=name) for name in {attempt[0] for attempt in share}}
    time.sleep(max(0.0, job["at"] - time.time()))
    for place, (username, uid, argument) in enumerate(share):
        try:
            outcomes.append(attempt(job, actors[username], uid, argument, job.get("undone") and place % 2))
        except PortalError as refusal:
            outcomes.append(refusal.code)
        except Exception as fault:  # anything else is what the test is looking for
            outcomes.append(f"{type(fault).__name__}: {fault}")
    connection.close()


def attempt(job: dict[str, Any], actor: Any, uid: str, argument: object, is_undone: bool) -> str:
    from django.db import connection, transaction

    from filings import actions

    dies_before = job.get("dies_before", "")
    act = getattr(actions, job["action"])
    with connection.execute_wrapper(Mortal(dies_before)):
        if is_undone:
            with transaction.atomic():
                act(actor, uuid.UUID(uid), argument)
                transaction.set_rollback(True)
            return "undone"
        act(actor, uuid.UUID(uid), argument)
    Mortal(dies_before).meet("the answer")
    return "done"


if __name__ == "__main__":
    main()
