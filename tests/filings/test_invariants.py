"""What the database holds by itself: each broken by raw SQL, on the engine of the run."""

import uuid

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from filings import actions
from filings.models import (
    AccessRange,
    Certificate,
    Claim,
    Filing,
    FilingEvent,
    FilingSnapshot,
    NumberSeries,
    ProviderCheck,
    ReasonCode,
    RegisteredEntity,
    RegisteredWebsite,
    WebsiteDomain,
)
from tests.filings import cast, documents

pytestmark = pytest.mark.django_db


def refused(statement: str, *values: object) -> None:
    """`statement` is refused by a constraint or by the append-only trigger, not for being wrong SQL."""
    with pytest.raises(DatabaseError) as error, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    assert isinstance(error.value, IntegrityError) or "append-only" in str(error.value)


def raw(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def insert_filing(owner_id: int, **changes: object) -> None:
    """A row of filings_filing by plain SQL; a draft of 首次备案 unless `changes` says otherwise."""
    values: dict[str, object] = {
        "uid": uuid.uuid4() if connection.vendor == "postgresql" else uuid.uuid4().hex,
        "owner_id": owner_id,
        "opened_by_id": owner_id,
        "kind": "first",
        "state": "draft",
        "version": 1,
        "province": "",
        "filing_number": "",
        "created_at": timezone.now(),
        "article": "",
        "statement": "",
    } | changes
    names = ", ".join(values)
    marks = ", ".join(["%s"] * len(values))
    raw(f"INSERT INTO filings_filing ({names}) VALUES ({marks})", *values.values())


SUBMITTED = {"state": "provider_check", "province": "110000", "receipt_number": "R7K2-49QD-0815"}


def insert_refused(owner_id: int, **changes: object) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_filing(owner_id, **changes)


def test_an_unknown_state_or_kind_cannot_be_stored() -> None:
    who = cast.owner()
    insert_filing(who.pk)
    insert_refused(who.pk, state="half-approved", **{k: v for k, v in SUBMITTED.items() if k != "state"})
    insert_refused(who.pk, kind="gift")
    assert Filing.objects.count() == 1


def test_a_submitted_filing_has_a_receipt() -> None:
    who = cast.owner()
    now = timezone.now()
    insert_refused(who.pk, state="provider_check", province="110000", submitted_at=now)
    insert_filing(who.pk, submitted_at=now, **SUBMITTED)
    assert Filing.objects.get().receipt_number == "R7K2-49QD-0815"


def test_an_approved_first_filing_has_a_number() -> None:
    who = cast.owner()
    approved = {**SUBMITTED, "state": "approved", "submitted_at": timezone.now()}
    insert_refused(who.pk, **approved)
    insert_filing(who.pk, **approved, filing_number="京ICP备2026000001号")
    assert Filing.objects.count() == 1


def test_one_open_filing_per_owner() -> None:
    who = cast.owner()
    now = timezone.now()
    insert_filing(who.pk, submitted_at=now, **SUBMITTED)
    second = {"state": "authority_review", "province": "110000", "submitted_at": now}
    insert_refused(who.pk, **second, receipt_number="AAAA-AAAA-AAAA")
    insert_filing(who.pk, **second, receipt_number="BBBB-BBBB-BBBB", kind="authority_cancel")
    assert Filing.objects.count() == 2


def test_one_draft_per_opener_and_kind() -> None:
    who = cast.owner()
    insert_filing(who.pk)
    insert_refused(who.pk)
    insert_filing(who.pk, kind="new_website")
    assert Filing.objects.count() == 2


def test_a_receipt_number_is_given_once() -> None:
    now = timezone.now()
    insert_filing(cast.owner().pk, submitted_at=now, **SUBMITTED)
    insert_refused(cast.owner("other", 2).pk, submitted_at=now, **SUBMITTED)
    assert Filing.objects.count() == 1


def test_a_claim_is_held_once() -> None:
    filing = cast.submitted(cast.owner())
    claim = Claim.objects.filter(filing=filing).first()
    assert claim is not None
    refused(
        "INSERT INTO filings_claim (kind, key, owner_id, filing_id) VALUES (%s, %s, %s, %s)",
        claim.kind,
        claim.key,
        filing.owner_id,
        filing.pk,
    )
    refused("UPDATE filings_claim SET filing_id = NULL WHERE id = %s", claim.pk)
    refused("UPDATE filings_claim SET kind = 'wish' WHERE id = %s", claim.pk)


def test_a_domain_stands_once_in_a_filing() -> None:
    filing = cast.draft(cast.owner())
    refused(
        "INSERT INTO filings_websitedomain (filing_id, website_id, position, domain, ascii) VALUES (%s,%s,1,%s,%s)",
        filing.pk,
        filing.websites.get().pk,
        "beian-demo.test",
        "beian-demo.test",
    )
    assert WebsiteDomain.objects.count() == 1


def test_a_pre_approval_stands_once_on_a_website() -> None:
    filing = cast.draft(cast.owner(), pre_approvals=(documents.valid_approval(),))
    columns = "website_id, kind, number, date"
    refused(f"INSERT INTO filings_preapproval ({columns}) SELECT {columns} FROM filings_preapproval")
    assert filing.websites.get().pre_approvals.count() == 1


def test_a_reason_code_has_each_version_once() -> None:
    ReasonCode.objects.all().delete()
    ReasonCode.objects.create(code="address", title="地址不详细", text="地址没有写到门牌号")
    columns = "code, version, title, text, suggestion, field"
    refused(f"INSERT INTO filings_reasoncode ({columns}) SELECT {columns} FROM filings_reasoncode")
    assert ReasonCode.objects.count() == 1


def test_a_version_has_one_snapshot() -> None:
    cast.submitted(cast.owner())
    columns = "filing_id, version, sealed, digest, created_at"
    refused(f"INSERT INTO filings_filingsnapshot ({columns}) SELECT {columns} FROM filings_filingsnapshot")
    assert FilingSnapshot.objects.count() == 1


def test_a_provider_has_one_check_in_a_filing() -> None:
    cast.submitted(cast.owner())
    columns = "filing_id, provider_id, state, reason, digest"
    refused(f"INSERT INTO filings_providercheck ({columns}) SELECT {columns} FROM filings_providercheck")
    assert ProviderCheck.objects.count() == 1


def test_a_verdict_has_an_author() -> None:
    filing = cast.submitted(cast.owner())
    refused("UPDATE filings_providercheck SET state = 'passed' WHERE filing_id = %s", filing.pk)
    refused("UPDATE filings_providercheck SET state = 'maybe' WHERE filing_id = %s", filing.pk)
    assert filing.checks.get().state == "open"


def test_a_range_starts_before_it_ends() -> None:
    filing = cast.draft(cast.owner())
    pk = filing.websites.get().accesses.get().ranges.get().pk
    refused("UPDATE filings_accessrange SET start_key = %s WHERE id = %s", "f" * 32, pk)
    assert AccessRange.objects.get().start_key < "f" * 32


@pytest.mark.parametrize("table", ["filings_filingevent", "filings_filingsnapshot"])
def test_history_is_never_changed_or_deleted(table: str) -> None:
    cast.submitted(cast.owner())
    column = "opinion" if table.endswith("event") else "digest"
    refused(f"UPDATE {table} SET {column} = 'x'")
    refused(f"DELETE FROM {table}")
    if connection.vendor == "postgresql":
        raw("SET CONSTRAINTS ALL IMMEDIATE")
        refused(f"TRUNCATE {table} CASCADE")
    else:
        row = FilingEvent if table.endswith("event") else FilingSnapshot
        columns = ", ".join(field.column for field in row._meta.fields)
        refused(f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table}")
    assert FilingEvent.objects.get().opinion == ""
    assert len(FilingSnapshot.objects.get().digest) == 64


def test_a_filing_with_events_is_protected() -> None:
    filing = cast.submitted(cast.owner())
    with pytest.raises(ProtectedError):
        filing.delete()
    assert Filing.objects.count() == 1


def test_an_event_stands_once_per_version() -> None:
    filing = cast.submitted(cast.owner())
    event = filing.events.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        FilingEvent.objects.create(
            filing=filing,
            created_at=event.created_at,
            action="withdraw",
            from_state="provider_check",
            to_state="withdrawn",
            actor=event.actor,
            actor_role="owner",
            from_version=event.from_version,
            to_version=event.to_version,
        )
    assert filing.events.count() == 1


def test_register_numbers_and_active_rows_are_unique() -> None:
    filing = cast.arrived(cast.owner())
    actions.approve(cast.reviewer(), filing.uid, filing.version)
    entity = RegisteredEntity.objects.get()
    other = cast.owner("other", 2)
    fields = "owner_id, number, province, next_site_no, status, snapshot_id, approved_at, changed_at"
    insert = f"INSERT INTO filings_registeredentity ({fields}) VALUES (%s, %s, '110000', 1, %s, %s, %s, %s)"
    rest = (entity.snapshot_id, entity.approved_at, entity.changed_at)
    refused(insert, other.pk, entity.number, "active", *rest)
    refused(insert, entity.owner_id, "京ICP备2026999999号", "active", *rest)
    refused(insert, other.pk, "京ICP备2026999999号", "imagined", *rest)
    domain_copy = "ascii, domain, status, site_number, entity_number, organiser, nature, site_name, home_url"
    domain_copy += ", approved_at"
    refused(
        f"INSERT INTO filings_registereddomain (website_id, {domain_copy}) "
        f"SELECT website_id, {domain_copy} FROM filings_registereddomain"
    )
    refused(
        "INSERT INTO filings_numberseries (province, year, last) SELECT province, year, 0 FROM filings_numberseries"
    )
    assert NumberSeries.objects.get().last == 1


def test_one_valid_certificate_per_website() -> None:
    filing = cast.arrived(cast.owner())
    actions.approve(cast.reviewer(), filing.uid, filing.version)
    refused(
        "INSERT INTO filings_certificate (website_id, serial, snapshot_id, issued_at, facts, signed) "
        "SELECT website_id, 'X', snapshot_id, issued_at, facts, signed FROM filings_certificate"
    )
    assert Certificate.objects.count() == 1


def test_a_site_number_and_a_registered_status_are_what_they_can_be() -> None:
    filing = cast.arrived(cast.owner())
    actions.approve(cast.reviewer(), filing.uid, filing.version)
    columns = "entity_id, site_no, status, snapshot_id, key, approved_at, changed_at"
    rows = f"SELECT 'X-9', {columns} FROM filings_registeredwebsite"
    refused(f"INSERT INTO filings_registeredwebsite (number, {columns}) {rows}")
    for table in ("registeredwebsite", "registereddomain", "registeredaccess", "registeredentity"):
        refused(f"UPDATE filings_{table} SET status = 'imagined'")
    assert RegisteredWebsite.objects.get().status == "active"
