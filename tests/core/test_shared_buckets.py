"""Token buckets in a real Redis: one limit for all processes, nothing in the clear, and a Redis that is gone."""

import json
import logging
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from redis import Redis

from icpportal.core.buckets import Buckets, buckets_at
from icpportal.core.redis_address import fault_of
from icpportal.core.shared_buckets import SharedBuckets
from tests.redis_server import RedisServer

ROOT = Path(__file__).parents[2]


class Clock:
    """Stands until a test moves it."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def zeros(buckets: Any, wanted: dict[str, int], tries: int) -> int:
    """How many of so many takes are allowed."""
    return [buckets.take(wanted) for _ in range(tries)].count(0)


def test_bucket_gives_what_it_holds_and_says_when_there_is_more(redis: RedisServer) -> None:
    buckets = SharedBuckets(redis.address)
    waits = [buckets.take({"a": 3}) for _ in range(5)]
    assert waits[:3] == [0, 0, 0]
    assert set(waits[3:]) <= {19, 20}
    assert buckets.take({"b": 3}) == 0


def test_bucket_refills_by_the_clock_of_redis(redis: RedisServer) -> None:
    buckets = SharedBuckets(redis.address)
    assert zeros(buckets, {"a": 60}, 60) >= 60
    wait = buckets.take({"a": 60})
    time.sleep(1.1)
    assert wait <= 1
    assert buckets.take({"a": 60}) == 0


def test_refused_takes_nothing_of_the_other_key(redis: RedisServer) -> None:
    buckets = SharedBuckets(redis.address)
    assert zeros(buckets, {"address": 5, "network": 2}, 5) == 2
    assert zeros(buckets, {"address": 5}, 5) == 3


def test_refused_takes_nothing_of_the_other_key_in_one_process() -> None:
    buckets = Buckets()
    assert zeros(buckets, {"address": 5, "network": 2}, 5) == 2
    assert zeros(buckets, {"address": 5}, 5) == 3


@pytest.mark.parametrize("per_minute", [1, 7, 59, 60, 600, 601])
def test_both_stores_give_the_same_number_at_once(redis: RedisServer, per_minute: int) -> None:
    buckets = SharedBuckets(redis.address)
    begun = time.monotonic()
    given = zeros(buckets, {"a": per_minute}, per_minute + 3)
    refilled = (time.monotonic() - begun) * per_minute / 60
    assert per_minute <= given <= per_minute + refilled + 1
    assert zeros(Buckets(clock=Clock()), {"a": per_minute}, per_minute + 3) == per_minute


def test_keys_are_digests_that_are_gone_within_a_minute(redis: RedisServer) -> None:
    buckets = SharedBuckets(redis.address)
    zeros(buckets, {"address 192.0.2.7": 5, "network 192.0.2.0/24": 50}, 9)
    client = Redis.from_url(redis.address)
    keys = client.keys()
    assert len(keys) == 2
    assert all(key.startswith(b"icpportal:bucket:") and b"192" not in key for key in keys)
    # Five of five tokens taken: full again in a minute. Five of fifty: in six seconds.
    left = sorted(client.pttl(key) for key in keys)
    assert 3_000 < left[0] <= 6_000
    assert 50_000 < left[1] <= 60_000


def test_clock_that_was_put_back_locks_nobody_out(redis: RedisServer) -> None:
    buckets = SharedBuckets(redis.address)
    buckets.take({"a": 3})
    client = Redis.from_url(redis.address)
    (key,) = client.keys()
    client.set(key, "9000000000000000")
    assert buckets.take({"a": 3}) <= 20


def test_one_take_is_one_message(redis: RedisServer) -> None:
    buckets = SharedBuckets(redis.address)
    buckets.take({"a": 3, "b": 3})
    client = Redis.from_url(redis.address)
    client.config_resetstat()
    buckets.take({"a": 3, "b": 3})
    stats = client.info("commandstats")
    assert stats["cmdstat_evalsha"]["calls"] == 1
    sent = set(stats) - {"cmdstat_get", "cmdstat_set", "cmdstat_time", "cmdstat_config|resetstat"}
    assert sent == {"cmdstat_evalsha"}


def test_limit_holds_to_the_number_under_twenty_askers_in_four_processes(redis: RedisServer) -> None:
    job = {
        "redis": redis.address,
        "wanted": {"a": 7, "b": 70},
        "threads": 5,
        "tries": 4,
        "at": time.time() + 4,
    }
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.core.taking_process"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for process in running:
        assert process.stdin is not None
        process.stdin.write(json.dumps(job))
        process.stdin.close()
    allowed = [int(process.stdout.read()) for process in running if process.stdout]
    assert [process.wait(30) for process in running] == [0, 0, 0, 0]
    assert sum(allowed) == 7


def test_redis_that_is_gone_is_asked_again_after_some_seconds(
    redis: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    buckets = SharedBuckets(redis.address, clock)
    assert zeros(buckets, {"a": 3}, 2) == 2
    redis.stop()
    assert zeros(buckets, {"a": 3}, 5) == 3
    redis.start()
    assert zeros(buckets, {"a": 3}, 2) == 0
    clock.now += 5
    assert zeros(buckets, {"a": 3}, 5) == 3
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    assert "192" not in caplog.text


def test_redis_that_hangs_costs_one_timeout_in_some_seconds(
    redis: RedisServer, caplog: pytest.LogCaptureFixture
) -> None:
    clock = Clock()
    buckets = SharedBuckets(redis.address, clock)
    buckets.take({"a": 3})
    redis.hang()
    begun = time.monotonic()
    assert zeros(buckets, {"a": 3}, 50) == 3
    assert 0.2 <= time.monotonic() - begun < 1
    clock.now += 59
    begun = time.monotonic()
    buckets.take({"a": 3})
    assert 0.2 <= time.monotonic() - begun < 1
    assert len(caplog.records) == 1


def test_redis_that_refuses_is_one_that_does_not_answer(redis: RedisServer) -> None:
    buckets = SharedBuckets(redis.address)
    Redis.from_url(redis.address).config_set("requirepass", "secret")
    assert zeros(SharedBuckets(redis.address), {"a": 3}, 5) == 3
    with_password = SharedBuckets(redis.address.replace("//", "//:secret@"))
    assert zeros(with_password, {"a": 3}, 5) == 3
    assert zeros(buckets, {"a": 3}, 5) == 3


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("redis://127.0.0.1:6380/0", ""),
        ("rediss://:secret@redis.example/2", ""),
        ("redis://[::1]:6380", ""),
        ("memcache://127.0.0.1:11211", "只支持"),
        ("127.0.0.1:6379", "只支持"),
        ("unix:///run/redis.sock", "只支持"),
        ("redis://", "没有写主机"),
        ("redis:///0", "没有写主机"),
        ("redis://:secret@redis.example:port", "主机或端口无效"),
        ("redis://[::1", "主机或端口无效"),
        ("redis://redis.example/zero", "库号"),
    ],
)
def test_address_of_no_redis_is_said(address: str, fault: str, settings: Any) -> None:
    assert fault in fault_of(address)
    assert bool(fault_of(address)) == bool(fault)
    assert "secret" not in fault_of(address)
    settings.CACHE_URL = address
    found = [message.id for message in run_checks(tags=["caches"])]
    assert found == (["core.E001"] if fault else [])
    assert isinstance(buckets_at(address), Buckets if fault else SharedBuckets)


@pytest.mark.parametrize(("address", "loaded"), [("", "False"), ("redis://127.0.0.1:1/0", "True")])
def test_client_is_loaded_only_where_there_is_a_redis(address: str, loaded: str) -> None:
    code = "import sys, django; django.setup(); import icpportal.urls; print('redis' in sys.modules)"
    keys = {"SECRET_KEY": "s", "DATA_KEY": "d", "DJANGO_SETTINGS_MODULE": "icpportal.settings"}
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=keys | {"CACHE_URL": address},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.strip() == loaded
