"""A process of its own with the portal in it: for each line that it reads, it asks for /account/ and says the status.

Run by `start`; its argument is the Cookie header.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def start(cookie: str) -> subprocess.Popen[str]:
    from tests.database import database_url

    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": database_url(),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, __file__, cookie]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True)


def main(cookie: str) -> None:
    import django

    django.setup()
    from django.test import Client

    client = Client(headers={"cookie": cookie})
    for _ in sys.stdin:
        print(client.get("/account/").status_code, flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1])
