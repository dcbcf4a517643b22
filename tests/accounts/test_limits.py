"""Counting, and whom to count."""

import pytest
import time_machine
from django.test import RequestFactory

from accounts import limits
from accounts.models import Attempt
from accounts.network import client_network
from icpportal.core.errors import Limited

LIMIT = limits.Limit("test", "LOGIN_TRIES_PER_ACCOUNT", 600)


@pytest.mark.parametrize(
    ("proxies", "remote", "forwarded", "expected"),
    [
        (0, "192.0.2.7", "", "192.0.2.7"),
        (0, "192.0.2.7", "1.2.3.4", "192.0.2.7"),
        (1, "10.0.0.1", "1.2.3.4, 192.0.2.7", "192.0.2.7"),
        (1, "10.0.0.1", "1.2.3.5,192.0.2.7", "192.0.2.7"),
        (2, "10.0.0.1", "1.2.3.4, 192.0.2.7, 10.0.0.2", "192.0.2.7"),
        (2, "10.0.0.1", "192.0.2.7", "10.0.0.1"),
        (1, "10.0.0.1", "", "10.0.0.1"),
        (1, "10.0.0.1", "rubbish", "unknown"),
        (0, "2001:db8:1:2:3:4:5:6", "", "2001:db8:1:2::/64"),
        (0, "2001:db8:1:2:ffff::1", "", "2001:db8:1:2::/64"),
        (0, "::ffff:192.0.2.7", "", "192.0.2.7"),
        (0, "", "", "unknown"),
    ],
)
def test_client_network(settings, proxies, remote, forwarded, expected):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=remote)
    if forwarded:
        request.META["HTTP_X_FORWARDED_FOR"] = forwarded
    assert client_network(request) == expected


@pytest.mark.django_db
def test_spend_refuses_what_is_one_too_many_until_the_window_ends(settings):
    settings.LOGIN_TRIES_PER_ACCOUNT = 2
    with time_machine.travel("2026-11-24 10:03:20+08:00", tick=False) as clock:
        limits.spend(LIMIT, "a")
        limits.spend(LIMIT, "a")
        limits.spend(LIMIT, "b")
        with pytest.raises(Limited) as refused:
            limits.spend(LIMIT, "a")
        assert (refused.value.retry_after, refused.value.sentence) == (400, "操作过于频繁，请 7 分钟后再试。")
        clock.shift(400)
        limits.spend(LIMIT, "a")


@pytest.mark.django_db
def test_give_back_undoes_one_and_never_goes_below_zero(settings):
    settings.LOGIN_TRIES_PER_ACCOUNT = 1
    with time_machine.travel("2026-11-24 10:00:00+08:00", tick=False):
        for _ in range(3):
            limits.spend(LIMIT, "a")
            limits.give_back(LIMIT, "a")
        limits.give_back(LIMIT, "a")
        assert Attempt.objects.get().count == 0


@pytest.mark.django_db
def test_counter_holds_no_address_in_clear(settings):
    limits.spend(LIMIT, "192.0.2.7")
    assert "192.0.2.7" not in repr(list(Attempt.objects.values()))


@pytest.mark.parametrize(
    ("seconds", "text"), [(1, "1 秒"), (119, "119 秒"), (120, "2 分钟"), (121, "3 分钟")]
)
def test_in_words(seconds, text):
    assert limits.in_words(seconds) == text
