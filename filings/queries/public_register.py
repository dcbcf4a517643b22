"""The public query 公共查询 over the lookup rows: what the register says, and nothing of filings in progress.

Each lookup reads narrow rows with a cursor, without models. On PostgreSQL no statement runs longer than a moment:
its limit travels with it, in one message.
"""

import base64
import binascii
import datetime
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import InterfaceError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from filings import codes
from filings.lookup_text import EDGE
from filings.models import RegisteredDomain, RegisterStatus
from filings.queries.name_search import Wanted, conditions_of
from filings.queries.understanding import Asked, Question
from icpportal.core.errors import PortalError
from icpportal.core.replicas import is_out_of_time, read_public
from icpportal.core.streaming import rows_kept_on_the_server

PAGE_SIZE = 20
STATEMENT_MILLISECONDS = 1500
_LAST = 2**63 - 1
# To start helpers, or to compile, takes longer than any lookup.
_FOR_SEARCHES = "SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL jit = off; "
_FIELDS = (
    "id",
    "site_number",
    "entity_number",
    "organiser",
    "nature",
    "site_name",
    "home_url",
    "domains",
    "pre_approvals",
    "approved_at",
    "status",
)
_SELECT = f"SELECT {', '.join(_FIELDS)} FROM filings_registereddomain WHERE "  # noqa: S608 - our own names
_LIVE = f"{_SELECT}ascii = %s AND NOT status = 'cancelled' AND NOT domain = ''"
# Cancelled ones, and sites without a domain by their address, are in an index of their own.
_OTHERS = f"{_SELECT}ascii = %s AND (status = 'cancelled' OR domain = '') ORDER BY id DESC LIMIT %s"
_BY_SITE = f"{_SELECT}site_number = %s AND leads"
_BY_ENTITY = f"{_SELECT}entity_number = %s AND leads AND id < %s ORDER BY id DESC LIMIT %s"


class TooSlow(PortalError):
    """The search took too long and was stopped. HTTP 503."""


class PublicSite(NamedTuple):
    """One registered website as anybody may see it, in the order of the columns."""

    pk: int
    number: str
    entity_number: str
    organiser: str
    nature: int
    name: str
    home_url: str
    domain_text: str
    approval_text: str
    approved_at: datetime.datetime
    status: str

    @property
    def domains(self) -> list[str]:
        return self.domain_text.split()

    @property
    def nature_name(self) -> str:
        return codes.name_of(codes.NATURES, self.nature)

    @property
    def pre_approvals(self) -> list[int]:
        return [int(code) for code in self.approval_text.split(",") if code]

    @property
    def pre_approval_names(self) -> list[str]:
        return [codes.name_of(codes.PRE_APPROVALS, code) for code in self.pre_approvals]

    @property
    def approved_on(self) -> datetime.date:
        return timezone.localdate(self.approved_at)

    @property
    def status_name(self) -> str:
        return str(RegisterStatus(self.status).label)


@dataclass(frozen=True)
class Cursor:
    """Where the next page begins: below row `pk`; `inside` once the names that are the same are through."""

    pk: int = _LAST
    inside: bool = False

    @property
    def is_later(self) -> bool:
        """Whether it leads to another page than the first."""
        return self != Cursor()

    def text(self) -> str:
        return base64.urlsafe_b64encode(struct.pack(">?q", self.inside, self.pk)).decode().rstrip("=")


@dataclass(frozen=True)
class Found:
    """A page of sites; `next` is the cursor of the following page, empty if there is none."""

    sites: list[PublicSite]
    next: str = ""


def cursor_of(text: str) -> Cursor | None:
    """The cursor that `Cursor.text` wrote, or that of the first page for ""; None for anything else."""
    if not text:
        return Cursor()
    if len(text) > 16 or not text.isascii():
        return None
    try:
        inside, pk = struct.unpack(">?q", base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, struct.error, ValueError):
        return None
    return Cursor(pk, inside)


def find(question: Question, cursor: Cursor | None = None) -> Found:
    """What the register holds for `question`, newest first: a page, and whether there is more.

    :raises TooSlow: the database would have needed too long
    """
    start = cursor or Cursor()
    if question.kind == Asked.NAME:
        return _by_name(question, start)
    if question.kind == Asked.ENTITY:
        rows = _rows(_BY_ENTITY, [question.value, start.pk, PAGE_SIZE + 1])
        return _page(rows, inside=False)
    if question.kind in {Asked.DOMAIN, Asked.ADDRESS}:
        live = _rows(_LIVE, [question.value]) if question.kind == Asked.DOMAIN else []
        return Found(live or _rows(_OTHERS, [question.value, PAGE_SIZE]))
    if question.kind == Asked.SITE:
        return Found(_rows(_BY_SITE, [question.value]))
    return Found([])


def find_either(question: Question, cursor: Cursor | None = None) -> tuple[Question, Found]:
    """As `find`, or what else the question may mean where nothing is found; and which of both was answered.

    :raises TooSlow: as `find`
    """
    found = find(question, cursor)
    if found.sites or question.otherwise is None:
        return question, found
    instead = find(question.otherwise, cursor)
    return (question.otherwise, instead) if instead.sites else (question, found)


def site_of(number: str) -> PublicSite | None:
    """The website of this number, in its normal form.

    :raises TooSlow: as `find`
    """
    return next(iter(_rows(_BY_SITE, [number])), None)


def all_sites(connection: BaseDatabaseWrapper) -> Iterator[PublicSite]:
    """Every website, in the order of approval, a thousand rows at a time in the memory."""
    sites = RegisteredDomain.objects.using(connection.alias).filter(leads=True)
    rows = sites.order_by("pk").values_list(*_FIELDS)
    with rows_kept_on_the_server(connection.alias):
        for row in rows.iterator(chunk_size=1000):
            yield PublicSite(*row)


def _by_name(question: Question, start: Cursor) -> Found:
    """Sites with the whole name first, then those that hold every word."""
    whole = EDGE + "".join(question.words) + EDGE
    rows: list[PublicSite] = []
    if not start.inside:
        rows = _holding(Wanted((whole,), start.pk, whole=True), PAGE_SIZE + 1)
        if len(rows) > PAGE_SIZE:
            return _page(rows, inside=False)
    below = start.pk if start.inside else _LAST
    more = _holding(Wanted(tuple(question.words), below, without=whole), PAGE_SIZE + 1 - len(rows))
    return _page(rows + more, inside=True, whole=len(rows))


def _holding(wanted: Wanted, count: int) -> list[PublicSite]:
    """The newest `count` rows whose names are as wanted."""
    rows: list[PublicSite] = []
    for condition in conditions_of(wanted):
        sql = f"{_SELECT}{condition.sql} ORDER BY {condition.order} LIMIT %s"
        rows = _rows(sql, [*condition.values, count], _FOR_SEARCHES)
        if len(rows) == count:
            break
    return rows


def _page(rows: list[PublicSite], *, inside: bool, whole: int = 0) -> Found:
    """`rows` may hold one more than a page: then there is a next one. The first `whole` are of the phase before."""
    page = rows[:PAGE_SIZE]
    if len(rows) <= PAGE_SIZE:
        return Found(page)
    if inside and whole == len(page):
        return Found(page, Cursor(_LAST, True).text())
    return Found(page, Cursor(page[-1].pk, inside).text())


def _rows(sql: str, values: list[Any], settings: str = "") -> list[PublicSite]:
    """:param settings: what is set for this statement, on PostgreSQL"""
    if connection.vendor != "postgresql":
        return [PublicSite(*_as_in_python(row)) for row in _fetched(sql, values)]
    # One message of several statements is one transaction of its own, so what is set ends with it.
    sql = f"SET LOCAL statement_timeout = {STATEMENT_MILLISECONDS}; {settings}{sql}"
    try:
        return [PublicSite(*row) for row in _fetched(sql, values)]
    except OperationalError as error:
        if not is_out_of_time(error):
            raise
        raise TooSlow(
            "too_slow", "查询用时太长，已经停止。请多输入几个字，或改用域名、备案号查询。"
        ) from error


def _fetched(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    return read_public(lambda connection: _fetched_from(connection, sql, values))


def _fetched_from(connection: BaseDatabaseWrapper, sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    """The rows. A kept connection is not asked first whether it is still alive: the query itself tells."""
    is_kept = connection.connection is not None and not connection.in_atomic_block
    if is_kept:
        connection.health_check_done = True  # type: ignore[attr-defined]
    try:
        return _fetched_once(connection, sql, values)
    except (OperationalError, InterfaceError):
        if not is_kept or connection.is_usable():
            raise
    connection.close()
    return _fetched_once(connection, sql, values)


def _fetched_once(connection: BaseDatabaseWrapper, sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _as_in_python(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """SQLite keeps a time as text, in UTC without saying so."""
    when = datetime.datetime.fromisoformat(str(row[9]))
    return (*row[:9], when if when.tzinfo else when.replace(tzinfo=datetime.UTC), row[10])
