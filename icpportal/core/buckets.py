"""Token buckets: a cheap limit for what everybody may ask, without a database.

Two stores behind one `take`: the memory of one process, and Redis for all processes (icpportal.core.shared_buckets).
In memory it is approximate on purpose: each process counts for itself, so several let through as many times more, and
a restart forgets. What must hold exactly (codes, logins) is counted in the database by accounts.limits.
"""

import logging
import math
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Protocol

from icpportal.core.redis_address import fault_of

MOST_KEYS = 50_000

logger = logging.getLogger(__name__)


class Takes(Protocol):
    """What holds buckets. Each holds as many tokens as it refills, evenly, in a minute."""

    def take(self, wanted: Mapping[str, int]) -> int:
        """Take one token for each key (key → tokens a minute), or none at all where one has none.

        Returns 0, or the seconds until there is one for each.
        """


def buckets_at(address: str) -> Takes:
    """Those in the Redis at `address`, or of this process: without an address, and with one that is none."""
    if not address:
        return Buckets()
    fault = fault_of(address)
    if fault:
        logger.error(fault)
        return Buckets()
    # The client is loaded where there is a Redis to ask, and nowhere else.
    from icpportal.core.shared_buckets import SharedBuckets

    return SharedBuckets(address)


class Buckets:
    """In the memory of this process; the longest unused are forgotten."""

    def __init__(self, most_keys: int = MOST_KEYS, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._most_keys = most_keys
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, wanted: Mapping[str, int]) -> int:
        now = self._clock()
        with self._lock:
            levels = {key: self._level(key, per_minute, now) for key, per_minute in wanted.items()}
            wait = max(_wait(levels[key], per_minute) for key, per_minute in wanted.items())
            for key, level in levels.items():
                self._levels[key] = (level if wait else level - 1, now)
            while len(self._levels) > self._most_keys:
                self._levels.popitem(last=False)
        return wait

    def clear(self) -> None:
        with self._lock:
            self._levels.clear()

    def _level(self, key: str, per_minute: int, now: float) -> float:
        """How many tokens there are now. The key is taken out, to be put back as the newest."""
        level, seen = self._levels.pop(key, (float(per_minute), now))
        return min(float(per_minute), level + (now - seen) * per_minute / 60)


def _wait(level: float, per_minute: int) -> int:
    return 0 if level >= 1 else math.ceil((1 - level) * 60 / per_minute)
