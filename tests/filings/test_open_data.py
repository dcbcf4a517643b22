"""The open-data dump: public facts only, whole files, the same for the same register."""

import csv
import fcntl
import gzip
import hashlib
import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from filings.models import RegisteredDomain
from tests.filings import cast, registered

pytestmark = pytest.mark.django_db


def dumped(directory: Path) -> tuple[list[list[str]], list[dict[str, Any]]]:
    call_command("open_data", to=directory, verbosity=0)
    with gzip.open(directory / "sites.csv.gz", "rt", encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))
    with gzip.open(directory / "sites.jsonl.gz", "rt") as file:
        lines = [json.loads(line) for line in file]
    return table, lines


def test_dump_holds_what_the_public_query_shows(tmp_path: Path) -> None:
    registered.planted(1, pre_approvals="1")
    registered.planted(2, status="cancelled")
    table, lines = dumped(tmp_path)
    assert table[1] == [
        "京ICP备05000001号-1", "京ICP备05000001号", "示例企业1有限公司", "企业", "示例网站1", "www.demo-1.test",
        "demo-1.test", "新闻", "2005-04-02", "在案",
    ]  # fmt: skip
    assert [row[-1] for row in table] == ["状态", "在案", "已注销"]
    assert lines[0]["pre_approvals"] == [{"code": 1, "name": "新闻"}]
    assert [line["status"]["code"] for line in lines] == ["active", "cancelled"]


def test_dump_holds_nothing_of_people_and_of_filings_in_progress(tmp_path: Path) -> None:
    registered.approved_individual(cast.owner(), name="示例日记本", remarks="秘密备注")
    cast.arrived(
        cast.owner("other", 2),
        entity={"name": "在途示例有限公司"},
        name="在途网站",
        domains=("in-progress.test",),
        home_url="in-progress.test",
    )
    dumped(tmp_path)
    whole = b"".join(
        gzip.decompress((tmp_path / name).read_bytes()) for name in ("sites.csv.gz", "sites.jsonl.gz")
    )
    assert "张**" in whole.decode()
    for secret in ("张示例", "110101197001010008", "13000000000", "秘密", "在途", "in-progress", "海淀"):
        assert secret not in whole.decode()


def test_site_with_several_domains_is_one_line(tmp_path: Path) -> None:
    registered.approved(cast.owner(), domains=("beian-demo.test", "demo-two.test"))
    _, lines = dumped(tmp_path)
    assert [line["domains"] for line in lines] == [["beian-demo.test", "demo-two.test"]]


def test_formula_is_guarded(tmp_path: Path) -> None:
    registered.planted(1, site_name="=1+1网站")
    assert dumped(tmp_path)[0][1][4] == "'=1+1网站"


def test_sums_are_right_and_the_same_register_gives_the_same_files(tmp_path: Path) -> None:
    registered.planted(1)
    dumped(tmp_path)
    sums = (tmp_path / "SHA256SUMS").read_text()
    named = [line.split("  ") for line in sums.splitlines()]
    assert [name for _, name in named] == ["sites.csv.gz", "sites.jsonl.gz"]
    for digest, name in named:
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest
    dumped(tmp_path)
    assert (tmp_path / "SHA256SUMS").read_text() == sums
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "SHA256SUMS",
        "sites.csv.gz",
        "sites.jsonl.gz",
    ]


def test_second_dump_at_once_is_refused_and_changes_nothing(tmp_path: Path) -> None:
    registered.planted(1)
    dumped(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    registered.planted(2)
    other = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    with pytest.raises(CommandError, match="另一个导出正在写这个目录"):
        call_command("open_data", to=tmp_path, verbosity=0)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    os.close(other)
    assert len(dumped(tmp_path)[1]) == 2


def test_dump_of_nothing_and_to_nowhere(tmp_path: Path) -> None:
    assert RegisteredDomain.objects.count() == 0
    assert dumped(tmp_path) == ([["网站备案号", "主体备案号", "主办单位名称", "主办单位性质", "网站名称", "首页网址", "网站域名", "前置或专项审批", "审核通过日期", "状态"]], [])  # fmt: skip  # noqa: E501
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="没有写成"):
        call_command("open_data", to=tmp_path / "file", verbosity=0)
