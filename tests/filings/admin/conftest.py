"""The day on which the queue and its statistics are looked at."""

from collections.abc import Iterator

import pytest

from icpportal.core import clock
from tests.filings.many import at


@pytest.fixture
def november() -> Iterator[None]:
    """It is 24 November 2026, ten o'clock."""
    with clock.at(at(11, 24)):
        yield
