"""What every server of the tests' own needs: a free port, and waiting until it answers."""

import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def until(is_so: Callable[[], object], seconds: float = 30) -> None:
    """:raises AssertionError: it did not come about in time"""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "It did not come about in time."
        time.sleep(0.05)


def until_it_answers(
    process: "subprocess.Popen[Any]", answers: Callable[[], bool], log: Path | None = None
) -> None:
    """Ends `process` where it does not.

    :raises AssertionError: it ended itself, or said nothing for a minute; with what stands in its log
    """
    try:
        until(lambda: process.poll() is not None or answers(), 60)
        assert process.poll() is None
    except AssertionError:
        process.kill()
        process.wait()
        said = log.read_text() if log and log.exists() else "nothing in a log"
        raise AssertionError(f"{process.args[0]} did not start:\n{said}") from None
