"""Databases beside the benchmark's own, on the same server, so that one table of another size can be measured too."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection


@contextmanager
def database(name: str) -> Iterator[None]:
    """While the block lasts the portal works on database `name`: in this process, and in servers started in it."""
    before = connection.settings_dict["NAME"]
    _move_to(name)
    try:
        yield
    finally:
        _move_to(before)


def make_database(name: str) -> None:
    """Makes it unless it is there, and brings its tables up to date."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE DATABASE {name}")
    with database(name):
        call_command("migrate", verbosity=0)


def _move_to(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    ContentType.objects.clear_cache()
