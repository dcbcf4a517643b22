"""A real primary and its streaming replica: who is answered from where, with the replica behind and with it dead."""

import contextlib
import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.replica import ROOT, Browser, Postgres, environment, portal, primary_and_replica
from tests.servers import until

pytestmark = pytest.mark.postgres


@dataclass(frozen=True)
class Scene:
    primary: Postgres
    replica: Postgres
    port: int
    log: Path
    world: dict[str, Any]
    urls: dict[str, str]

    def browser(self, name: str = "") -> Browser:
        """Of a person signed in, or of anybody."""
        return Browser(self.port, self.world["sessions"][name] if name else "")

    def api(self, path: str, **query: str) -> Any:
        answer = self.browser().get(f"/api/v1/{path}", **query)
        assert answer.status == 200, answer.text
        return json.loads(answer.text)

    def found(self, domain: str) -> list[str]:
        """The states of the public query's sites."""
        return [site["status"]["name"] for site in self.api("sites", domain=domain)["sites"]]

    def state(self, serial: str) -> str:
        return str(self.api(f"certificates/{serial}")["status"]["name"])

    @contextlib.contextmanager
    def replica_behind(self) -> Iterator[None]:
        """What is written now does not show there until the block ends."""
        until(lambda: self.replica.ask("SELECT pg_last_wal_replay_lsn()") == self.written())
        self.replica.run("SELECT pg_wal_replay_pause()")
        until(lambda: self.replica.ask("SELECT pg_get_wal_replay_pause_state()") == "paused")
        try:
            yield
        finally:
            self.replica.run("SELECT pg_wal_replay_resume()")

    def written(self) -> Any:
        return self.primary.ask("SELECT pg_current_wal_lsn()")

    def dumped(self, folder: Path) -> set[str]:
        """The domains in the open-data dump."""
        command = [sys.executable, "manage.py", "open_data", "--to", str(folder)]
        subprocess.run(command, cwd=ROOT, env=environment(**self.urls), check=True, capture_output=True)
        lines = gzip.decompress((folder / "sites.jsonl.gz").read_bytes()).splitlines()
        return {domain for line in lines for domain in json.loads(line)["domains"]}


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("portal")
    with primary_and_replica() as (primary, replica):
        command = [sys.executable, "-m", "tests.flows.replica_world"]
        filled = subprocess.run(
            command, cwd=ROOT, env=environment(DATABASE_URL=primary.url), check=True, stdout=subprocess.PIPE
        )
        # On the replica the portal has a name that may read nothing but the lookup.
        primary.run("CREATE ROLE reader LOGIN; GRANT SELECT ON filings_registereddomain TO reader")
        url = replica.url.replace("postgres@", "reader@")
        urls = {"DATABASE_URL": primary.url, "DATABASE_REPLICA_URL": url}
        with portal(folder / "log", **urls) as port:
            yield Scene(primary, replica, port, folder / "log", json.loads(filled.stdout), urls)


def approve(browser: Browser, filing: int, page: str = "") -> tuple[int, str]:
    """The answer to the press of 审核通过, and the page on which it stood: a new one, or that of an earlier press."""
    address = f"/admin/filings/filing/{filing}/decide/approve/"
    page = page or browser.get(address).text
    return browser.post(address, page).status, page


def test_replica_behind_is_shown_to_the_public_and_decides_nothing(scene: Scene, tmp_path: Path) -> None:
    owner, reviewer = scene.browser("owner"), scene.browser("reviewer")
    first, serial = scene.world["first"], scene.world["serial"]
    until(lambda: scene.replica.ask("SELECT count(*) FROM pg_roles WHERE rolname = 'reader'"))
    with scene.replica_behind():
        assert (scene.found("demo-two.test"), scene.state(serial)) == (["在案"], "有效")

        status, page = approve(reviewer, first)
        assert status == 302
        assert approve(reviewer, first, page)[0] == 409
        assert "审核通过" in reviewer.get(f"/admin/filings/filing/{first}/change/").text
        assert approve(reviewer, scene.world["cancellation"])[0] == 302

        new = re.findall(r"证书序号</dt><dd>(\w{20})", owner.get("/certificates/").text)[0]
        assert "京ICP备" in owner.get("/browse/").text
        assert (scene.state(new), scene.state(serial)) == ("有效", "已注销")
        assert "已注销" in scene.browser().get(f"/verify/{serial}/").text
        # The public query is that of before.
        assert (scene.found("beian-demo.test"), scene.found("demo-two.test")) == ([], ["在案"])
        assert "没有找到" in scene.browser().get("/query/", q="beian-demo.test").text
        assert len(scene.api("sites", name="示例零二")["sites"]) == 1
        assert scene.dumped(tmp_path) == {"demo-two.test"}
    until(lambda: scene.found("beian-demo.test") == ["在案"])
    assert scene.found("demo-two.test") == ["已注销"]
    assert not scene.primary.has_seen_lookups()
    assert "left alone" not in scene.log.read_text()


def test_replica_that_dies_is_replaced_at_once_and_asked_again_later(scene: Scene, tmp_path: Path) -> None:
    anybody = scene.browser()
    expected = anybody.get("/query/", q="demo-two.test")
    assert scene.replica.has_seen_lookups()

    scene.replica.die()
    try:
        answers = [anybody.get("/query/", q="demo-two.test") for _ in range(20)]
        assert {(answer.status, answer.text) for answer in answers} == {(200, expected.text)}
        assert max(answer.seconds for answer in answers) < 1
        assert scene.primary.has_seen_lookups()
        assert scene.state(scene.world["serial"]) in {"有效", "已注销"}
        assert scene.browser("owner").get("/browse/").status == 200
        assert "demo-two.test" in scene.dumped(tmp_path)
    finally:
        scene.replica.rise()

    until(lambda: scene.found("demo-two.test") and scene.replica.has_seen_lookups())
