"""The portal in gunicorn, as `make run` serves it, over the database of the running tests."""

import os
import subprocess
import sys
import urllib.request
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from tests.database import database_url
from tests.servers import free_port, until_it_answers

ROOT = Path(__file__).resolve().parent.parent.parent
CAPTCHA_ANSWER = "AB12"


def environment(port: int, static_root: Path) -> dict[str, str]:
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.browser.settings",
        "PYTHONPATH": str(ROOT),
        "PORT": str(port),
        "DATABASE_URL": database_url(),
        "SECRET_KEY": settings.SECRET_KEY,
        "DATA_KEY": settings.DATA_KEY,
        "BROWSER_STATIC_ROOT": str(static_root),
        "DEMO": "1",
        "CAPTCHA_ANSWER": CAPTCHA_ANSWER,
    }


class Server:
    """One gunicorn with one process. `url` is its address without a trailing slash.

    :param folder: where its log and static files go
    :param more: further variables of its environment
    """

    def __init__(self, folder: Path, **more: str) -> None:
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.log = folder / f"server-{port}.log"
        self.environment = environment(port, folder / "static") | more
        command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
        subprocess.run(command, cwd=ROOT, env=self.environment, check=True)
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "-c", "deploy/gunicorn.conf.py", "--workers", "1"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until_it_answers(self.process, self._answers, self.log)

    def _answers(self) -> bool:
        with suppress(OSError):
            return urllib.request.urlopen(self.url, timeout=10).status == 200
        return False

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
