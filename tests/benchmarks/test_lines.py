"""That every line of the benchmark can still be set up and measured, at the smallest size; no figure is judged here."""

import re

import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from filings import actions
from filings.models import Certificate, Claim, RegisteredDomain
from filings.queries import content_digest, read_document
from filings.queries.snapshots import SnapshotReader
from providers.search import search_providers
from tests.benchmarks import crowd, directory, load, world
from tests.benchmarks.bench import Bench
from tests.benchmarks.lines import ORDER, approvals, chosen, lookups, owner_pages, searches, summary
from tests.benchmarks.registers import drawn, holding, paths
from tests.benchmarks.report import Result, table
from tests.benchmarks.server import Server
from tests.benchmarks.timing import seconds_in_database

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.benchmarks.floors")]


def bare(page: bytes) -> str:
    """The page without its form tokens and the white space between its tags."""
    text = re.sub(r' name="csrfmiddlewaretoken" value="[^"]+"', "", page.decode())
    return re.sub(r">\s+<", "><", text)


def test_hand_written_entity_page_is_the_page_that_it_is_a_floor_of() -> None:
    draft = world.draft("small")
    client = world.client(draft.owner)
    page = client.get(f"/filing/{draft.uid}/entity/")
    floor = client.get(f"/floor/entity/{draft.uid}/")
    assert (page.status_code, floor.status_code) == (200, 200)
    assert bare(page.content) == bare(floor.content)


def test_frame_is_open_and_knows_who_is_signed_in(client: Client) -> None:
    assert "退出" not in client.get("/floor/frame/").content.decode()
    assert "退出" in world.client(world.owner("small")).get("/floor/frame/").content.decode()
    assert client.get("/floor/constant/").status_code == 200


def test_every_line_has_its_three_names() -> None:
    for line in chosen([]):
        assert line.TITLE
        assert callable(line.prepare)
        assert callable(line.measure)
    assert [line.__name__.rpartition(".")[2] for line in chosen(["frame"])] == ["frame"]
    assert "entity" in ORDER


def test_summary_and_submit_ask_the_same_however_many_websites() -> None:
    bench = Bench(Server(0), share=0)
    summary.prepare((1, 2))
    assert [
        result.detail["queries"][0] - result.detail["queries"][1] for result in summary.measure(bench, (1, 2))
    ] == [
        0,
        0,
    ]
    assert world.draft("bench-2").state == "draft"


def test_world_is_made_once() -> None:
    assert world.draft("small", 2).pk == world.draft("small", 2).pk
    assert world.draft("small").websites.count() == 2


def test_owner_pages_answer() -> None:
    owner_pages.prepare()
    client = world.client(world.owner("bench-1"))
    assert {client.get(path).status_code for path in owner_pages.paths()} <= {200, 303}


@pytest.mark.postgres
def test_what_is_looked_up_is_drawn_from_the_register() -> None:
    call_command("generate_register", sites=300, seed=1, verbosity=0)
    rows = drawn(20)
    assert 10 < len(rows) <= 20
    client = Client()
    for _, form, column, _ in lookups.LOOKUPS:
        for path in paths(form, [row[column] for row in rows[:5]]):
            assert client.get(path).status_code == 200, path
    assert {holding(row[2][:2]) > 0 for row in rows} == {True}
    assert searches._milliseconds("科技") > 0


def test_wrk_asks_for_all_addresses_in_turn() -> None:
    script = load._lua(load.Target("http://127.0.0.1:1/a/?q=x%20y", more=("http://127.0.0.1:1/b/",)))
    assert 'local paths, asked, place = {"/a/?q=x%20y","/b/"}, {}, 0' in script


def test_time_in_the_database_is_that_of_its_statements() -> None:
    asked = seconds_in_database(lambda: User.objects.count())
    assert 0 < asked < 60
    assert seconds_in_database(lambda: None) == 0


def test_table_shows_ratio_and_verdict() -> None:
    shown = table([Result("完成", "5/s", ">= 0.70", False, floor="9/s", ratio=0.556)])
    assert shown.splitlines()[2] == "完成         5/s     9/s    0.56   >= 0.70  NO"


def test_pair_is_judged_by_the_middle_of_its_rounds() -> None:
    rates = [(10.0, 20.0), (30.0, 50.0), (20.0, 44.0)]
    times = [(3.0, 2.0), (6.0, 3.0), (2.0, 2.0)]
    rounds = tuple(
        (load.Sample(page, longer), load.Sample(floor, shorter))
        for (page, floor), (longer, shorter) in zip(rates, times, strict=True)
    )
    pair = load.Pair(rounds)
    assert (pair.page, pair.floor) == (20, 44)
    assert pair.ratio == 0.5
    assert pair.work == pytest.approx(0.6667, abs=0.001)


def test_crowd_waits_as_filings_do_that_went_through_the_wizard() -> None:
    crowd.gather("crowd-small", 3, ("110000", "310000"))
    crowd.gather("crowd-small", 3, ("110000", "310000"))
    waiting = crowd.waiting("crowd-small")
    assert sorted(filing.province for filing in waiting) in (
        ["110000", "110000", "310000"],
        ["110000", "310000", "310000"],
    )
    filing = waiting[0]
    snapshot = filing.snapshots.get(version=filing.version)
    assert SnapshotReader().content(snapshot) == read_document(filing)
    assert snapshot.digest == content_digest(read_document(filing))
    assert [event.to_state for event in filing.events.all()] == ["provider_check", "authority_review"]


def test_one_of_the_crowd_is_approved_like_any_other() -> None:
    approvals.prepare(31, 1)
    (filing,) = crowd.waiting("crowd-rush")
    before = approvals.series()
    reviewer = approvals.User.objects.get(username="bench-reviewer-110000")
    actions.approve(reviewer, filing.uid, filing.version)
    assert approvals.given_since(before) == ([("110000", 1)], [("110000", 1)])
    assert RegisteredDomain.objects.get().website is not None
    assert Certificate.objects.count() == 1
    assert Claim.objects.filter(registered_entity__isnull=False).count() == 2
    assert len({each.province for each in crowd.waiting("crowd-all")}) == 31


def test_run_is_judged_by_its_slowest_hundredth_and_its_numbers() -> None:
    times = [(0.0, float(second)) for second in range(1, 201)]
    assert approvals.Run(times, [], True).latest == 198
    assert approvals.Run(times, [], True).rate == 1
    assert not approvals.Run(times, ["OperationalError: deadlock detected"], True).is_good
    assert not approvals.Run(times, [], False).is_good


def test_directory_is_filled_once_and_found() -> None:
    directory.fill(40)
    directory.fill(40)
    assert search_providers(("云桥",), 1).has_next
