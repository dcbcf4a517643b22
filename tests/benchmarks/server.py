"""gunicorn as in production, over the benchmark's database."""

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from django.db import connection

from tests.benchmarks.load import Target, ask
from tests.database import database_url
from tests.servers import until_it_answers

ROOT = Path(__file__).parents[2]


class Server:
    """Runs while the block lasts: `with Server(port, workers) as server`."""

    def __init__(self, port: int, workers: int = 2) -> None:
        self.port, self.workers = port, workers
        self.url = f"http://127.0.0.1:{port}"
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Server":
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
            "DATABASE_URL": database_url(),
            "PYTHONPATH": str(ROOT),
            "PORT": str(self.port),
            "WEB_CONCURRENCY": str(self.workers),
        }
        command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"]
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment)
        until_it_answers(self.process, self._answers)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self.process is not None
        self.process.terminate()
        self.process.wait(30)
        connection.close()

    def _answers(self) -> bool:
        with suppress(OSError):
            return ask(Target(f"{self.url}/floor/constant/"))[0] == 200
        return False

    def at(self, path: str, cookie: str = "") -> Target:
        return Target(self.url + path, cookie)

    def at_all(self, paths: list[str]) -> Target:
        first, *more = (self.url + path for path in paths)
        return Target(first, more=tuple(more))

    def workers_now(self) -> list[int]:
        assert self.process is not None
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(child) for child in children.split()]

    def resident(self) -> int:
        """Bytes that the worker processes hold in memory."""
        return sum(resident(worker) for worker in self.workers_now())

    def processor(self) -> float:
        """Seconds of the processor that the worker processes have had, those that were replaced included."""
        assert self.process is not None
        return sum(_processor(worker)[0] for worker in self.workers_now()) + _processor(self.process.pid)[1]


def resident(process: int, name: str = "VmRSS") -> int:
    """Bytes that `process` holds in memory, or with ``VmHWM`` the most that it held."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    raise RuntimeError("the process is gone")


def _processor(process: int) -> tuple[float, float]:
    """Seconds of its own, and of its children that have ended."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    own, ended = (int(fields[place]) + int(fields[place + 1]) for place in (11, 13))
    ticks = os.sysconf("SC_CLK_TCK")
    return own / ticks, ended / ticks
