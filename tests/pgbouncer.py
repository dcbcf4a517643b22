"""Debian's PgBouncer in transaction mode before the test database: two connections to the server for everybody."""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import psycopg2
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from tests.servers import until_it_answers

POOL_SIZE = 2
PORT = 6432
_SETTINGS = """
[databases]
* = {server}
[pgbouncer]
listen_addr =
listen_port = {port}
unix_socket_dir = {folder}
auth_type = any
pool_mode = transaction
default_pool_size = {size}
max_client_conn = 200
logfile = {folder}/pgbouncer.log
"""


class PgBouncer:
    """Runs while the block lasts. `url` is that of the test database, through it."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="icpportal-pool.", dir="/tmp"))
        database = connection.settings_dict
        user = quote(database["USER"], safe="")
        self.url = f"postgres://{user}@:{PORT}/{self.folder}/{database['NAME']}"

    def __enter__(self) -> "PgBouncer":
        settings = self.folder / "pgbouncer.ini"
        settings.write_text(_SETTINGS.format(server=_server(), port=PORT, folder=self.folder, size=POOL_SIZE))
        # It refuses to run as root.
        user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        for path in (self.folder, settings):
            shutil.chown(path, user)
        program = shutil.which("pgbouncer") or "/usr/sbin/pgbouncer"
        self.process = subprocess.Popen(
            [program, "-q", str(settings)], user=user, group=pwd.getpwnam(user).pw_gid, cwd=self.folder
        )
        until_it_answers(self.process, self._answers, self.folder / "pgbouncer.log")
        return self

    def __exit__(self, *error: object) -> None:
        self.process.terminate()
        self.process.wait(20)
        shutil.rmtree(self.folder)

    def _answers(self) -> bool:
        with suppress(psycopg2.OperationalError):
            self.connect().close()
            return True
        return False

    def portal(self) -> BaseDatabaseWrapper:
        """A client as the portal is one."""
        client = connection.copy()
        client.settings_dict = client.settings_dict | {"HOST": str(self.folder), "PORT": PORT}
        return client

    def connect(self) -> "psycopg2.extensions.connection":
        """A client of its own, in autocommit."""
        database = connection.settings_dict
        client = psycopg2.connect(
            host=str(self.folder),
            port=PORT,
            user=database["USER"],
            dbname=database["NAME"],
            connect_timeout=5,
        )
        client.autocommit = True
        return client


def _server() -> str:
    """Where the test database's server is, as PgBouncer's settings say it."""
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    found = {name: str(connection.settings_dict[key]) for name, key in names.items()}
    return " ".join(
        f"{name}='{value.replace(chr(39), chr(39) * 2)}'" for name, value in found.items() if value
    )
