"""The table that the desk is read off: the database keeps it, whoever writes the rows that it is made of."""

import datetime
import threading
import time
from typing import Any

import pytest
from django.db import connection, transaction

from filings import actions
from filings.actions.case import Reason
from filings.actions.opening import Terms
from filings.desk_triggers import fill_statements
from filings.models import Access, DeskEntry, Filing, ProviderCheck, RegisteredEntity
from filings.queries import visible_to
from filings.workflow import Kind
from tests.at_once import at_once
from tests.filings import cast
from tests.filings.desk_rows import due, held
from tests.filings.many import bare, served

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing() -> Filing:
    """Submitted, with an access of each provider."""
    (first, _), (second, _) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    return cast.submitted(cast.owner(), first, second)


def places(filing: Filing) -> list[tuple[str, int]]:
    """State and place at the desks of both providers."""
    return list(DeskEntry.objects.filter(filing=filing).order_by("provider").values_list("state", "place"))


def test_entries_follow_a_filing_from_draft_to_end() -> None:
    (first, staff), (second, other) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    who = cast.owner()
    filing = cast.draft(who, first, second)
    assert places(filing) == [("draft", 1), ("draft", 1)]
    assert not visible_to(staff).exists()
    filing = actions.submit(who, filing.uid, filing.version)
    assert places(filing) == [("provider_check", 0), ("provider_check", 0)]
    filing = actions.verify(staff, filing.uid, cast.shown_to(filing, first))
    assert places(filing) == [("provider_check", 1), ("provider_check", 0)]
    filing = actions.verify(other, filing.uid, cast.shown_to(filing, second))
    assert places(filing) == [("authority_review", 1), ("authority_review", 1)]
    access = filing.websites.get().accesses.get(provider=second)
    reasons = [Reason("ranges", f"access:{access.pk}.ranges", "地址有误")]
    filing = actions.return_for_correction(cast.reviewer(), filing.uid, filing.version, reasons)
    assert places(filing) == [("returned", 1), ("returned", 0)]
    assert held() == due()
    filing = actions.withdraw(who, filing.uid, filing.version)
    assert places(filing) == [("withdrawn", 2), ("withdrawn", 2)]
    assert held() == due()
    assert len(held()) == 2


def test_since_is_the_last_return_then_the_end(filing: Filing) -> None:
    filing = cast.verified(filing)
    assert set(DeskEntry.objects.values_list("since", flat=True)) == {filing.submitted_at}
    filing = actions.return_for_correction(
        cast.reviewer(), filing.uid, filing.version, [Reason("x", "entity.name")]
    )
    back = filing.events.get(action="return").created_at
    assert set(DeskEntry.objects.values_list("since", flat=True)) == {back}
    filing = actions.withdraw(filing.owner, filing.uid, filing.version)
    assert set(DeskEntry.objects.values_list("since", flat=True)) == {filing.ended_at}


def test_discarded_draft_stays_with_nobody_who_did_not_open_it() -> None:
    who = cast.owner()
    draft = cast.draft(who)
    assert len(held()) == 1
    actions.discard(who, draft.uid)
    assert held() == set()


def test_opened_change_is_its_openers_from_the_beginning() -> None:
    _, staff = cast.provider_with_staff()
    filing = cast.arrived(cast.owner())
    actions.approve(cast.reviewer(), filing.uid, filing.version)
    terms = Terms(effective_on=datetime.date(2026, 11, 20))
    draft = actions.open_draft(staff, Kind.CHANGE, entity=RegisteredEntity.objects.get(), terms=terms)
    assert list(visible_to(staff).filter(pk=draft.pk)) == [draft]
    draft.websites.get().accesses.all().delete()
    assert list(visible_to(staff).filter(pk=draft.pk)) == [draft]
    assert held() == due()
    actions.discard(staff, draft.uid)
    assert DeskEntry.objects.get(filing=draft).place == DeskEntry.Place.DISCARDED
    assert held() == due()


def test_last_access_gone_is_sight_gone(filing: Filing) -> None:
    (first, staff), (_, other) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    Access.objects.filter(provider=first).delete()
    assert list(visible_to(staff)) == []
    assert list(visible_to(other)) == [filing]
    assert held() == due()
    filing.websites.all().delete()
    assert held() == set()


def test_second_access_of_the_same_provider_makes_no_second_entry(filing: Filing) -> None:
    first, staff = cast.provider_with_staff()
    more: dict[str, Any] = {"provider": first, "website": filing.websites.get()}
    extra = Access.objects.create(**more)
    assert list(visible_to(staff)) == [filing]
    extra.delete()
    assert list(visible_to(staff)) == [filing]
    assert held() == due()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE filings_filing SET state = 'rejected', ended_at = submitted_at",
        "UPDATE filings_filing SET submitted_at = created_at",
        "UPDATE filings_filing SET opened_for_id = (SELECT MAX(id) FROM providers_provider)",
        "UPDATE filings_access SET provider_id = (SELECT MAX(id) FROM providers_provider)",
        "UPDATE filings_access SET provider_id = NULL",
        "UPDATE filings_providercheck SET state = 'passed', decided_by_id = (SELECT MAX(id) FROM accounts_user),"
        " decided_at = (SELECT MAX(created_at) FROM filings_filing)",
        "DELETE FROM filings_providercheck",
    ],
)
def test_plain_sql_is_followed_too(filing: Filing, statement: str) -> None:
    before = held()
    with connection.cursor() as cursor:
        cursor.execute(statement)
    assert held() == due()
    assert held() != before


def test_access_moved_to_another_filing_moves_its_entry(filing: Filing) -> None:
    changes = {"entity": {"document_number": "93440305FAKE10027Q"}, "domains": ("example.net",)}
    other = cast.submitted(cast.owner("other", 2), home_url="www.example.net", **changes)
    Access.objects.filter(website__filing=filing).update(website=other.websites.get())
    assert {row[0] for row in held()} == {other.pk}
    assert held() == due()


def test_check_moved_to_another_filing_is_owed_there(filing: Filing) -> None:
    first, _ = cast.provider_with_staff()
    who = cast.owner("other", 2)
    other = cast.draft(who, first, entity={"document_number": "93440305FAKE10027Q"}, domains=("example.net",))
    ProviderCheck.objects.filter(filing=filing, provider=first).update(filing=other)
    assert held() == due()
    assert DeskEntry.objects.get(filing=other, provider=first).has_open_check


def test_filings_that_were_there_before_are_filled_in(filing: Filing) -> None:
    before = held()
    stranger = cast.draft(cast.owner("other", 2), entity={"document_number": "93440305FAKE10027Q"})
    DeskEntry.objects.filter(filing=filing).delete()
    DeskEntry.objects.filter(filing=stranger).update(provider=cast.provider_with_staff(1)[0])
    with connection.cursor() as cursor:
        for statement in fill_statements():
            cursor.execute(statement)
    assert held() == due()
    assert before < held()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_who_hold_no_lock_do_not_miss_each_other(filing: Filing) -> None:
    first, staff = cast.provider_with_staff()
    is_gone = threading.Event()

    def take_away() -> None:
        with transaction.atomic():
            Access.objects.filter(provider=first).delete()
            is_gone.set()
            time.sleep(0.5)

    def decide() -> None:
        assert is_gone.wait(10)
        ProviderCheck.objects.filter(provider=first).update(
            state="passed", decided_by=staff, decided_at=filing.submitted_at
        )

    at_once(take_away, decide)
    assert held() == due()
    assert list(visible_to(staff)) == []


@pytest.mark.postgres
def test_many_accesses_at_once_cost_what_each_costs_though_the_planner_thinks_there_are_none() -> None:
    tables = ["filings_filing", "filings_website", "filings_access", "filings_deskentry"]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE pg_class SET relpages = 1, reltuples = 0 WHERE oid = ANY (%s::regclass[])", [tables]
        )
    provider, _ = cast.provider_with_staff()
    filings = bare(100)
    before = rows_read()
    served(filings, provider)
    assert DeskEntry.objects.count() == 100
    # With every access it and its website are read a few times, and no others.
    assert rows_read() - before < 100 * 20


def rows_read() -> int:
    """How many rows of websites and accesses this transaction has read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(seq_tup_read + idx_tup_fetch) FROM pg_stat_xact_user_tables"
            " WHERE relname IN ('filings_website', 'filings_access')"
        )
        return int(cursor.fetchone()[0])
