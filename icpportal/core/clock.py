"""What time it is. Everything that writes a time into a filing asks here, so that the demo can have a past."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_moment: ContextVar[datetime.datetime | None] = ContextVar("moment", default=None)


def now() -> datetime.datetime:
    """The present time; inside `at`, that moment."""
    return _moment.get() or timezone.now()


def today() -> datetime.date:
    """The day of `now`, in the portal's time zone."""
    return timezone.localdate(now())


@contextmanager
def at(moment: datetime.datetime) -> Iterator[None]:
    """Makes `now` be `moment`, an aware time. For the demo's history only."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
