"""Token buckets in the memory of one process: a cheap limit for what everybody may ask, without a database.

Approximate on purpose: each process counts for itself, so several let through as many times more, and a restart
forgets. What must hold exactly (codes, logins) is counted in the database by accounts.limits.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

MOST_KEYS = 50_000


class Buckets:
    """One bucket a key. Each holds `per_minute` tokens at most and refills evenly; the longest unused is forgotten."""

    def __init__(self, most_keys: int = MOST_KEYS, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._most_keys = most_keys
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, key: str, per_minute: int) -> int:
        """Take one token. Returns 0, or the seconds until there is one again."""
        now = self._clock()
        rate = per_minute / 60
        with self._lock:
            level, seen = self._levels.pop(key, (float(per_minute), now))
            level = min(float(per_minute), level + (now - seen) * rate)
            wait = 0 if level >= 1 else math.ceil((1 - level) / rate)
            self._levels[key] = (level if wait else level - 1, now)
            if len(self._levels) > self._most_keys:
                self._levels.popitem(last=False)
        return wait

    def clear(self) -> None:
        with self._lock:
            self._levels.clear()
