"""How often something may be done: counters in the database, so that all processes share them.

A limit slows down and never locks out: its window is minutes, and a person on a device that has signed in before
is counted apart from strangers who try the same account (accounts.known_device).
"""

import time
from dataclasses import dataclass

from django.conf import settings

from accounts.models import Attempt
from icpportal.core.errors import Limited
from icpportal.core.personal import personal_digest


@dataclass(frozen=True)
class Limit:
    """`setting` names the number allowed in each window of `seconds`."""

    name: str
    setting: str
    seconds: int

    @property
    def times(self) -> int:
        return int(getattr(settings, self.setting))


LOGIN_BY_ACCOUNT = Limit("login-account", "LOGIN_TRIES_PER_ACCOUNT", 15 * 60)
LOGIN_BY_NETWORK = Limit("login-network", "LOGIN_TRIES_PER_ADDRESS", 15 * 60)
PASSWORD_BY_ACCOUNT = Limit("password-account", "LOGIN_TRIES_PER_ACCOUNT", 15 * 60)
TOKEN_BY_ACCOUNT = Limit("token-account", "CODE_TRIES", 5 * 60)
RESET_BY_NETWORK = Limit("reset-network", "REGISTRATIONS_PER_ADDRESS", 3600)
REGISTER_BY_NETWORK = Limit("register-network", "REGISTRATIONS_PER_ADDRESS", 3600)
COLLEAGUES_BY_ACCOUNT = Limit("colleagues-account", "REGISTRATIONS_PER_ADDRESS", 3600)
CODES_BY_NETWORK = Limit("codes-network", "CODES_PER_ADDRESS", 3600)
PICTURE_BY_NETWORK = Limit("picture-network", "PICTURES_PER_ADDRESS", 60)
VERIFY_BY_NETWORK = Limit("verify-network", "VERIFICATIONS_PER_ADDRESS", 60)
PAPER_BY_ACCOUNT = Limit("paper-account", "VERIFICATIONS_PER_ADDRESS", 60)


def spend(limit: Limit, subject: str) -> None:
    """Count one.

    :raises Limited: it was one too many; `retry_after` is when the window ends
    """
    now = int(time.time())
    ends_at = _window_end(limit, now)
    if Attempt.objects.count_one(limit.name, _digest(limit, subject), ends_at) > limit.times:
        wait = ends_at - now
        raise Limited("too_often", f"操作过于频繁，请 {in_words(wait)}后再试。", wait)


def give_back(limit: Limit, subject: str) -> None:
    """Undo one `spend`: what was counted turned out right."""
    Attempt.objects.take_back(limit.name, _digest(limit, subject), _window_end(limit, int(time.time())))


def in_words(seconds: int) -> str:
    """``45 秒`` or, from two minutes on, ``3 分钟`` (rounded up)."""
    return f"{seconds} 秒" if seconds < 120 else f"{-(-seconds // 60)} 分钟"


def _window_end(limit: Limit, now: int) -> int:
    return (now // limit.seconds + 1) * limit.seconds


def _digest(limit: Limit, subject: str) -> str:
    return personal_digest(f"limit:{limit.name}", subject)
