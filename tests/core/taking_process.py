"""A process of its own that takes from shared buckets in several threads at once, for test_shared_buckets.

Reads a JSON job on standard input: {redis: address, wanted: {key: tokens a minute}, threads, tries: of each thread,
at: epoch seconds at which all begin}. Prints how many takes were allowed.
"""

import json
import os
import sys
import threading
import time


def main() -> None:
    job = json.load(sys.stdin)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    from icpportal.core.shared_buckets import SharedBuckets

    buckets = SharedBuckets(job["redis"])
    waits: list[int] = []

    def take() -> None:
        time.sleep(max(0.0, job["at"] - time.time()))
        waits.extend(buckets.take(job["wanted"]) for _ in range(job["tries"]))

    threads = [threading.Thread(target=take) for _ in range(job["threads"])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(waits.count(0))  # noqa: T201


if __name__ == "__main__":
    main()
