"""The open-data dump: the register's public facts as CSV and JSON lines, for whoever wants all of it.

What it holds is what the public query shows, and no more. Nothing is held in memory but a few rows, and a file appears
under its name only once it is whole. Two dumps at once would write the same files, so the second is refused.
"""

import fcntl
import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from django.db.backends.base.base import BaseDatabaseWrapper

from filings.queries.public_register import PublicSite, all_sites
from icpportal.core.csv_export import csv_lines
from icpportal.core.errors import Refused
from icpportal.core.replicas import read_public

HEADER = (
    "网站备案号",
    "主体备案号",
    "主办单位名称",
    "主办单位性质",
    "网站名称",
    "首页网址",
    "网站域名",
    "前置或专项审批",
    "审核通过日期",
    "状态",
)
CSV_NAME, LINES_NAME, SUMS_NAME = "sites.csv.gz", "sites.jsonl.gz", "SHA256SUMS"
_PART = ".part"


def site_facts(site: PublicSite) -> dict[str, object]:
    """A site's public facts, under the names that the JSON of /api/v1/ gives them."""
    approvals = zip(site.pre_approvals, site.pre_approval_names, strict=True)
    return {
        "number": site.number,
        "entity_number": site.entity_number,
        "organiser": site.organiser,
        "nature": {"code": site.nature, "name": site.nature_name},
        "name": site.name,
        "home_url": site.home_url,
        "domains": site.domains,
        "pre_approvals": [{"code": code, "name": name} for code, name in approvals],
        "approved_on": site.approved_on.isoformat(),
        "status": {"code": site.status, "name": site.status_name},
    }


def write_dump(directory: Path) -> int:
    """Writes the three files, in place of earlier ones. Returns the number of websites.

    A replica that fails in the middle leaves nothing: all of it is then read from the primary.

    :raises Refused: another dump is being written there
    """
    directory.mkdir(parents=True, exist_ok=True)
    with _alone_in(directory):
        count = read_public(lambda connection: _write_parts(directory, connection))
        _publish(directory, (CSV_NAME, LINES_NAME))
    return count


@contextmanager
def _alone_in(directory: Path) -> Iterator[None]:
    """Until it is left, or the process ends.

    :raises Refused: another dump is being written there
    """
    place = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(place)
        raise Refused("busy", "另一个导出正在写这个目录，请等它结束后再运行。") from None
    try:
        yield
    finally:
        os.close(place)


def _write_parts(directory: Path, connection: BaseDatabaseWrapper) -> int:
    """The two files under the names that they have until they are whole."""
    count = 0
    with ExitStack() as stack:
        table = stack.enter_context(_zipped(directory / CSV_NAME))
        lines = stack.enter_context(_zipped(directory / LINES_NAME))

        def cells() -> Iterator[tuple[object, ...]]:
            nonlocal count
            for site in all_sites(connection):
                count += 1
                lines.write(json.dumps(site_facts(site), ensure_ascii=False, separators=(",", ":")).encode())
                lines.write(b"\n")
                yield _cells(site)

        for line in csv_lines(HEADER, cells()):
            table.write(line.encode())
    return count


def _zipped(path: Path) -> "gzip.GzipFile":
    """Without a name and a time inside, so that the same register gives the same file."""
    target: IO[bytes] = path.with_name(path.name + _PART).open("wb")
    return _Zipped(target)


class _Zipped(gzip.GzipFile):
    """Closes the file beneath it too."""

    def __init__(self, target: IO[bytes]) -> None:
        super().__init__(filename="", mode="wb", fileobj=target, mtime=0, compresslevel=6)
        self._target = target

    def close(self) -> None:
        super().close()
        self._target.close()


def _publish(directory: Path, names: Iterable[str]) -> None:
    sums = "".join(f"{_digest(directory / (name + _PART))}  {name}\n" for name in names)
    (directory / (SUMS_NAME + _PART)).write_text(sums)
    for name in (*names, SUMS_NAME):
        (directory / (name + _PART)).replace(directory / name)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _cells(site: PublicSite) -> tuple[object, ...]:
    return (
        site.number,
        site.entity_number,
        site.organiser,
        site.nature_name,
        site.name,
        site.home_url,
        " ".join(site.domains),
        "、".join(site.pre_approval_names),
        site.approved_on.isoformat(),
        site.status_name,
    )
