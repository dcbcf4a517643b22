"""A PostgreSQL primary and its streaming replica, real ones in private directories, and the portal over both."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import psycopg2
from django.conf import settings

from tests.servers import free_port, until, until_it_answers

ROOT = Path(__file__).resolve().parent.parent
_LOOKUPS = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE query ~ 'FROM filings_registereddomain WHERE ascii' AND pid <> pg_backend_pid()"
)


@dataclass(frozen=True)
class Postgres:
    """One server, and its address as DATABASE_URL takes it."""

    folder: Path
    url: str

    def ask(self, sql: str) -> Any:
        """The first value of the first row."""
        with contextlib.closing(self.connect()) as link, link.cursor() as cursor:
            cursor.execute(sql)
            return cursor.fetchone()[0]

    def run(self, sql: str) -> None:
        with contextlib.closing(self.connect()) as link, link.cursor() as cursor:
            cursor.execute(sql)

    def connect(self) -> Any:
        port = re.findall(r":(\d+)/", self.url)[0]
        link = psycopg2.connect(host=str(self.folder), port=port, user="postgres", dbname="postgres")
        link.autocommit = True
        return link

    def has_seen_lookups(self) -> bool:
        """Whether a process that is connected now last asked it for a domain."""
        return self.ask(_LOOKUPS) > 0

    def die(self) -> None:
        """As in a power cut: no farewell to anybody."""
        process = int((self.folder / "data/postmaster.pid").read_text().splitlines()[0])
        os.kill(process, signal.SIGQUIT)
        until(lambda: not Path(f"/proc/{process}").exists())

    def rise(self) -> None:
        _postgres("keep", self.folder)


def _postgres(action: str, *folders: Path) -> str:
    command = ["deploy/postgres.sh", action, *map(str, folders)]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


@contextlib.contextmanager
def primary_and_replica() -> Iterator[tuple[Postgres, Postgres]]:
    folders = [Path(tempfile.mkdtemp(prefix=f"icpportal-{name}.", dir="/tmp")) for name in ("main", "copy")]
    try:
        primary = Postgres(folders[0], _postgres("start", folders[0]))
        yield primary, Postgres(folders[1], _postgres("replica", folders[1], folders[0]))
    finally:
        for folder in reversed(folders):
            _postgres("stop", folder)
            shutil.rmtree(folder, ignore_errors=True)


def environment(**databases: str) -> dict[str, str]:
    """Of a process of the portal with the tests' settings."""
    keys = {"SECRET_KEY": settings.SECRET_KEY, "DATA_KEY": settings.DATA_KEY}
    quiet = {"PUBLIC_QUERIES_PER_MINUTE": "10000", "WEB_CONCURRENCY": "1"}
    place = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": str(ROOT)}
    return os.environ | keys | quiet | place | databases


@contextlib.contextmanager
def portal(log_file: Path, **databases: str) -> Iterator[int]:
    """gunicorn with one process, and its port."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py"]
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment(PORT=str(port), **databases), stdout=log, stderr=log
        )
    try:
        until_it_answers(process, lambda: _answers(port), log_file)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError):
        return Browser(port).get("/verify/").status == 200
    return False


@dataclass(frozen=True)
class Answer:
    status: int
    text: str
    seconds: float


class Browser:
    """Whoever asks the portal over HTTP, signed in if a session is given."""

    def __init__(self, port: int, session: str = "") -> None:
        self.port = port
        self.cookies = SimpleCookie({settings.SESSION_COOKIE_NAME: session} if session else {})

    def get(self, path: str, **query: str) -> Answer:
        return self._ask("GET", f"{quote(path)}?{urlencode(query)}" if query else quote(path))

    def post(self, path: str, page: str, **typed: str) -> Answer:
        """The form on `page`, its token and version with it."""
        hidden = dict(re.findall(r'name="(csrfmiddlewaretoken|version)" value="([^"]+)"', page))
        return self._ask("POST", quote(path), urlencode(hidden | typed))

    def _ask(self, method: str, path: str, body: str = "") -> Answer:
        headers = {"Cookie": "; ".join(f"{each.key}={each.value}" for each in self.cookies.values())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        link = HTTPConnection("127.0.0.1", self.port, timeout=30)
        begun = time.monotonic()
        try:
            link.request(method, path, body, headers)
            answer = link.getresponse()
            text = answer.read().decode()
        finally:
            link.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(cookie)
        return Answer(answer.status, text, time.monotonic() - begun)
