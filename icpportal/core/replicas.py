"""Read replicas: whoever does not ask for one, by `read_public`, reads and writes on the primary.

A replica may be seconds behind, so nothing that decides anything may ask. Which modules do stands in a test.
"""

import logging
import os
import re
import time
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, Error, InterfaceError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from environ import Env

T = TypeVar("T")

_NAME = "replica"
MOST_SECONDS_BEHIND = 60
_SECONDS_BETWEEN_LOOKS = 10.0
_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 60.0
_OUT_OF_TIME = "57014"
# libpq takes no less than two seconds; `tcp_user_timeout`, in milliseconds, ends a connection whose host is gone.
_OPTIONS = {"connect_timeout": 2, "tcp_user_timeout": 2000}
# Nothing new for a while is no delay as long as what has come is replayed and more would come. A server that is no
# replica (any more) takes part in nothing.
_IS_CURRENT = """
SET LOCAL statement_timeout = 1500;
SELECT pg_is_in_recovery() AND (
    EXISTS (SELECT FROM pg_stat_wal_receiver) AND pg_last_wal_receive_lsn() <= pg_last_wal_replay_lsn()
    OR coalesce(now() - pg_last_xact_replay_timestamp() <= make_interval(secs => %s), false)
)
"""

logger = logging.getLogger(__name__)


def replica_databases(primary: dict[str, Any], urls: str) -> dict[str, dict[str, Any]]:
    """What DATABASES says of the replicas at `urls`: as of the primary, but for where they are.

    :raises ImproperlyConfigured: they or the primary are not PostgreSQL
    """
    databases: dict[str, dict[str, Any]] = {}
    for url in filter(None, re.split(r"[,\s]+(?=\w+:)", urls.strip(", \n"))):
        place: dict[str, Any] = Env.db_url_config(url)
        if not all(str(each.get("ENGINE")).endswith("postgresql") for each in (primary, place)):
            raise ImproperlyConfigured(
                "DATABASE_REPLICA_URL 只能与 PostgreSQL 一起使用：DATABASE_URL 和它都应以 postgres:// 开头。"
            )
        options = {"OPTIONS": _OPTIONS | place.get("OPTIONS", {}), "ENGINE": primary["ENGINE"]}
        databases[f"{_NAME}{len(databases) + 1}"] = (
            primary | place | options | {"TEST": {"MIRROR": DEFAULT_DB_ALIAS}}
        )
    return databases


class PrimaryRouter:
    """The primary, for every model: a replica is only ever asked by its name."""

    def db_for_read(self, model: type[Model], **hints: object) -> str:
        return DEFAULT_DB_ALIAS

    def db_for_write(self, model: type[Model], **hints: object) -> str:
        return DEFAULT_DB_ALIAS

    def allow_migrate(self, db: str, app_label: str, **hints: object) -> bool:
        return db == DEFAULT_DB_ALIAS


def read_public(read: Callable[[BaseDatabaseWrapper], T]) -> T:
    """What `read` gives for a connection to a replica that is well, else for the one to the primary.

    `read` may be called more than once. Within a transaction it reads the primary: what is read there may decide
    something. A statement that ran out of its time is not tried again. Once the primary is gone, every replica
    counts as behind after a while; they are asked all the same, for an old answer is better than none.
    """
    replica = _well_replica()
    if replica is not None:
        try:
            return read(connections[replica.alias])
        except Error as error:
            if is_out_of_time(error):
                raise
            # Anything else is the replica's own: one that is behind may even lack a column.
            if isinstance(error, OperationalError | InterfaceError):
                replica.leave_alone(error)
    try:
        return read(connections[DEFAULT_DB_ALIAS])
    except (OperationalError, InterfaceError) as error:
        if connections[DEFAULT_DB_ALIAS].in_atomic_block or is_out_of_time(error):
            raise
        return _read_without_primary(read, error)


def _read_without_primary(read: Callable[[BaseDatabaseWrapper], T], why: Error) -> T:
    """:raises Error: `why`, if no replica answers either"""
    for replica in _replicas():
        try:
            return read(connections[replica.alias])
        except (OperationalError, InterfaceError):
            connections[replica.alias].close()
    raise why


def is_out_of_time(error: Exception) -> bool:
    """Whether the statement was stopped by the limit of time that it carried."""
    return getattr(error.__cause__, "pgcode", "") == _OUT_OF_TIME


class _Replica:
    """One replica as this process knows it. What it is holds until a moment; then it is looked at again."""

    def __init__(self, alias: str) -> None:
        self.alias = alias
        self._is_well = True
        self._until = 0.0
        self._pause = _FIRST_PAUSE

    def is_well(self) -> bool:
        if time.monotonic() >= self._until:
            self._look()
        return self._is_well

    def leave_alone(self, why: object) -> None:
        """For a pause, which grows while it stays away."""
        if self._is_well:
            logger.warning("%s is left alone, the primary answers in its place: %s", self.alias, why)
            self._pause = _FIRST_PAUSE
        self._is_well = False
        connections[self.alias].close()
        self._until = time.monotonic() + self._pause
        self._pause = min(2 * self._pause, _LONGEST_PAUSE)

    def _look(self) -> None:
        try:
            is_current = _is_current(connections[self.alias])
        except Error as error:
            self.leave_alone(error)
            return
        if not is_current:
            self.leave_alone(f"it is no replica, or more than {MOST_SECONDS_BEHIND} s behind")
            return
        if not self._is_well:
            logger.warning("%s is asked again", self.alias)
        self._is_well = True
        self._until = time.monotonic() + _SECONDS_BETWEEN_LOOKS


def _is_current(connection: BaseDatabaseWrapper) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_IS_CURRENT, [MOST_SECONDS_BEHIND])
        (is_current,) = cursor.fetchone()
    return bool(is_current)


def _well_replica() -> _Replica | None:
    """Always the same one while it is well, so that a process keeps one connection and does not go back in time."""
    replicas = _replicas()
    if not replicas or connections[DEFAULT_DB_ALIAS].in_atomic_block:
        return None
    return next((replica for replica in replicas if replica.is_well()), None)


@cache
def _replicas() -> tuple[_Replica, ...]:
    """All of them, from another one on in each process, as processes begin one after the other."""
    names = [alias for alias in settings.DATABASES if alias.startswith(_NAME)]
    first = os.getpid() % len(names) if names else 0
    return tuple(map(_Replica, names[first:] + names[:first]))
