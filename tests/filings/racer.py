"""A process of its own that does one action in several threads at once, for the races in test_concurrency.

Reads a JSON job on standard input: {database, action, tries: [[username, filing uid, argument], …], at: epoch seconds};
every thread waits until `at`. Prints one JSON list of outcomes: "done" or the refusal's code.
"""

import json
import os
import sys
import threading
import time
import uuid

import django


def main() -> None:
    job = json.load(sys.stdin)
    os.environ["DATABASE_URL"] = job["database"]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    outcomes: list[str] = []
    threads = [
        threading.Thread(target=race, args=(job["action"], attempt, job["at"], outcomes))
        for attempt in job["tries"]
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(outcomes))  # noqa: T201


def race(name: str, attempt: tuple[str, str, object], at: float, outcomes: list[str]) -> None:
    from django.db import connection

    from accounts.models import User
    from filings import actions
    from icpportal.core.errors import PortalError

    username, uid, argument = attempt
    actor = User.objects.get(username=username)
    time.sleep(max(0.0, at - time.time()))
    try:
        getattr(actions, name)(actor, uuid.UUID(uid), argument)
        outcomes.append("done")
    except PortalError as refusal:
        outcomes.append(refusal.code)
    except Exception as fault:  # anything else is what the test is looking for
        outcomes.append(f"{type(fault).__name__}: {fault}")
    finally:
        connection.close()


if __name__ == "__main__":
    main()
