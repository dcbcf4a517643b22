"""A process of its own that approves one filing after another, as a web process does that has done so for a while.

Reads a JSON job on standard input: {database, at: epoch seconds, tries: [[username, filing uid, version], …]}; does the
first once and undoes it, begins at `at` and prints {"times": [[begun, committed], …], "faults": […]}, in seconds after
`at`.
"""

import json
import os
import sys
import time
import uuid

import django


def main() -> None:
    job = json.load(sys.stdin)
    os.environ["DATABASE_URL"] = job["database"]
    django.setup()
    print(json.dumps(approved(job)))  # noqa: T201


def approved(job: dict[str, object]) -> dict[str, list[object]]:
    from django.db import transaction

    from accounts.models import User
    from filings import actions

    tries, at = job["tries"], job["at"]
    assert isinstance(tries, list)
    assert isinstance(at, float)
    reviewers = {name: User.objects.get(username=name) for name in {attempt[0] for attempt in tries}}
    times: list[object] = []
    faults: list[object] = []
    for name, uid, version in tries[:1]:
        with transaction.atomic():
            actions.approve(reviewers[name], uuid.UUID(uid), version)
            transaction.set_rollback(True)
    time.sleep(max(0.0, at - time.time()))
    for name, uid, version in tries:
        begun = time.time() - at
        try:
            actions.approve(reviewers[name], uuid.UUID(uid), version)
        except Exception as fault:  # whatever it is, it fails the line
            faults.append(f"{type(fault).__name__}: {fault}")
        times.append([begun, time.time() - at])
    return {"times": times, "faults": faults}


if __name__ == "__main__":
    main()
