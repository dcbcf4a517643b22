"""Token buckets in Redis, shared by all processes on all machines. Imported only where CACHE_URL is set.

One script takes from all keys in one round trip, whole or not at all, by Redis' own clock. A bucket is one number: the
microsecond at which it will be full again. It expires then, since a full bucket is what is not there, so Redis keeps
the keys of the last minute and nothing else. Keys are keyed digests: Redis never sees an address.
"""

import hashlib
import logging
import time
from collections.abc import Callable, Mapping

from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as NotConnected
from redis.exceptions import NoScriptError, RedisError
from redis.retry import Retry

from icpportal.core.buckets import Buckets
from icpportal.core.personal import personal_digest

TIMEOUT_SECONDS = 0.2
# A Redis that is gone costs each process one timeout in so many seconds, and a line in the log in so many.
RETRY_SECONDS = 5
SILENT_SECONDS = 60
# `least`: never fuller than full in a minute, should Redis' clock have been put back.
_TAKE = """
local clock = redis.call('TIME')
local now = clock[1] * 1000000 + clock[2]
local least = now + 60000000
local full, wait = {}, 0
for place, key in ipairs(KEYS) do
    local stored = math.min(tonumber(redis.call('GET', key) or now), least)
    full[place] = math.max(stored, now) + math.max(1, math.floor(60000000 / ARGV[place]))
    wait = math.max(wait, full[place] - least)
end
if wait > 0 then
    return math.ceil(wait / 1000000)
end
for place, key in ipairs(KEYS) do
    redis.call('SET', key, string.format('%.0f', full[place]), 'PX', math.ceil((full[place] - now) / 1000))
end
return 0
"""
# By which Redis knows a script that it has seen.
_TAKE_DIGEST = hashlib.sha1(_TAKE.encode(), usedforsecurity=False).hexdigest()

logger = logging.getLogger(__name__)


class SharedBuckets:
    """`icpportal.core.buckets.Takes` over the Redis at `address`; while it does not answer, each process for itself."""

    def __init__(self, address: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._client = Redis.from_url(
            address,
            socket_connect_timeout=TIMEOUT_SECONDS,
            socket_timeout=TIMEOUT_SECONDS,
            # Once more where a kept connection was closed meanwhile; a timeout is never waited for twice.
            retry=Retry(NoBackoff(), 1, (NotConnected,)),
        )
        self._own = Buckets()
        self._clock = clock
        self._asks_again_at = self._speaks_again_at = float("-inf")

    def take(self, wanted: Mapping[str, int]) -> int:
        if self._clock() < self._asks_again_at:
            return self._own.take(wanted)
        try:
            return self._ask(wanted)
        except RedisError as error:
            self._give_up(error)
        return self._own.take(wanted)

    def _ask(self, wanted: Mapping[str, int]) -> int:
        values: list[str | int] = [*map(_digest, wanted), *wanted.values()]
        try:
            return int(self._client.evalsha(_TAKE_DIGEST, len(wanted), *values))
        except NoScriptError:
            # A Redis that has just started does not know it yet; from now on it does.
            return int(self._client.eval(_TAKE, len(wanted), *values))

    def _give_up(self, error: RedisError) -> None:
        now = self._clock()
        self._asks_again_at = now + RETRY_SECONDS
        if now >= self._speaks_again_at:
            self._speaks_again_at = now + SILENT_SECONDS
            logger.warning("Redis does not answer, each process counts for itself: %s", type(error).__name__)


def _digest(key: str) -> str:
    return f"icpportal:bucket:{personal_digest('bucket', key)}"
