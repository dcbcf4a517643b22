"""Token buckets: how many, how long to wait, what is forgotten."""

from icpportal.core.buckets import Buckets


def test_bucket_gives_what_it_holds_and_refills_evenly() -> None:
    now = 1000.0
    buckets = Buckets(clock=lambda: now)
    assert [buckets.take({"a": 3}) for _ in range(5)] == [0, 0, 0, 20, 20]
    now += 20.5
    assert [buckets.take({"a": 3}) for _ in range(2)] == [0, 20]
    now += 3600
    assert [buckets.take({"a": 3}) for _ in range(4)] == [0, 0, 0, 20]


def test_buckets_are_apart() -> None:
    buckets = Buckets()
    assert [buckets.take({"a": 1}) > 0 for _ in range(2)] == [False, True]
    assert buckets.take({"b": 1}) == 0


def test_longest_unused_is_forgotten() -> None:
    buckets = Buckets(most_keys=2)
    for key in ("a", "b", "a", "c"):
        buckets.take({key: 1})
    assert [buckets.take({"a": 1}) > 0, buckets.take({"b": 1}) > 0] == [True, False]
