"""What one filing must not undo of another, and whom it must not leave stuck."""

import dataclasses
import datetime

import pytest

from accounts.models import User
from filings import actions
from filings.actions.opening import Terms
from filings.models import Entity, Filing, FilingEvent, RegisteredAccess, RegisteredDomain, Website
from filings.queries import read_document
from filings.queries.snapshots import SnapshotReader
from filings.workflow import Kind
from icpportal.core.errors import Refused
from tests.filings import cast, documents

pytestmark = pytest.mark.django_db
TERMS = Terms(effective_on=datetime.date(2030, 1, 1), statement="业务调整")


def other_access(index: int = 1) -> documents.Access:
    provider, _ = cast.provider_with_staff(index)
    return documents.valid_access(
        provider_id=provider.pk, provider_name=provider.name, ranges=(("1.1.8.8", "1.1.8.8"),)
    )


def approved(filing: Filing) -> Filing:
    return actions.approve(cast.the_reviewer(), filing.uid, filing.version)


def submitted(who: User, draft: Filing) -> Filing:
    draft.refresh_from_db()
    return actions.submit(who, draft.uid, draft.version)


def test_new_access_leaves_a_later_change_of_the_old_one_alone() -> None:
    who, (_, p1) = cast.owner(), cast.provider_with_staff(0)
    entity = cast.registered(who)
    draft = actions.open_draft(who, Kind.NEW_ACCESS, entity=entity)
    change = actions.open_change(p1, entity, TERMS)
    row = change.websites.get().accesses.get()
    moved = dataclasses.replace(
        read_document(change).websites[0].accesses[0], ranges=(("1.1.9.9", "1.1.9.9"),)
    )
    actions.save_access(p1, change.uid, row.pk, moved, row.version)
    approved(submitted(p1, change))

    actions.add_access(who, draft.uid, draft.websites.get().pk, other_access())
    approved(cast.verified(submitted(who, draft)))

    read = SnapshotReader()
    assert [read.access(access).ranges for access in RegisteredAccess.objects.order_by("pk")] == [
        (("1.1.9.9", "1.1.9.9"),),
        (("1.1.8.8", "1.1.8.8"),),
    ]


def test_second_removal_of_the_last_two_accesses_is_refused() -> None:
    who, (first, p1), (second, p2) = cast.owner(), cast.provider_with_staff(0), cast.provider_with_staff(1)
    entity = cast.registered(who, first, second)
    website = entity.websites.get()
    leaving = actions.open_removal(p1, entity, {website.pk: False}, TERMS)
    other = actions.open_removal(p2, entity, {website.pk: False}, TERMS)
    approved(submitted(p1, leaving))
    events = FilingEvent.objects.count()

    with pytest.raises(Refused) as refusal:
        submitted(p2, other)

    assert refusal.value.code == "moved"
    other.refresh_from_db()
    website.refresh_from_db()
    assert (other.state, website.status, FilingEvent.objects.count()) == ("draft", "active", events)


def test_last_open_check_that_goes_reopens_the_others() -> None:
    who, (first, p1), (_, p2) = cast.owner(), cast.provider_with_staff(0), cast.provider_with_staff(1)
    draft = cast.draft(who, first)
    site = documents.valid_website(name="示例站二号", domains=("example.net",), home_url="www.example.net")
    row = actions.add_website(who, draft.uid, site)
    actions.add_access(who, draft.uid, row.pk, other_access())
    filing = submitted(who, draft)
    filing = actions.verify(p1, filing.uid, cast.shown_to(filing, first))

    actions.delete_website(p2, filing.uid, row.pk, 1, "不再接入")

    filing.refresh_from_db()
    assert list(filing.checks.values_list("provider_id", "state")) == [(first.pk, "open")]
    assert cast.verified(filing).state == "authority_review"


def test_domain_moves_from_one_website_to_another() -> None:
    who, (_, p1) = cast.owner(), cast.provider_with_staff(0)
    entity = cast.registered(who)
    cast.website_added(who, 7)
    change = actions.open_change(p1, entity, TERMS)
    first, second = change.websites.order_by("pk")
    gets, gives = read_document(change).websites
    given = dataclasses.replace(gives, domains=("example.net",), home_url="www.example.net")
    actions.save_website(p1, change.uid, second.pk, given, second.version)
    taken = dataclasses.replace(gets, domains=(*gets.domains, *gives.domains))
    actions.save_website(p1, change.uid, first.pk, taken, first.version)

    approved(submitted(p1, change))

    held = RegisteredDomain.objects.order_by("site_number", "ascii").values_list("website__site_no", "ascii")
    assert list(held) == [(1, "beian-demo-0007.test"), (1, "beian-demo.test"), (2, "example.net")]


def test_owner_of_a_provider_that_has_closed_moves_to_another() -> None:
    who, (first, _), (second, _) = cast.owner(), cast.provider_with_staff(0), cast.provider_with_staff(1)
    entity = cast.registered(who)
    first.is_active = False
    first.save()
    draft = actions.open_draft(who, Kind.NEW_ACCESS, entity=entity)
    actions.add_access(who, draft.uid, draft.websites.get().pk, other_access())

    filing = submitted(who, draft)

    assert list(filing.checks.values_list("provider_id", flat=True)) == [second.pk]
    assert approved(cast.verified(filing)).state == "approved"


def test_what_a_new_website_takes_over_is_locked_for_providers_too() -> None:
    who, (_, p1) = cast.owner(), cast.provider_with_staff(0)
    cast.registered(who)
    filing = submitted(who, cast.new_website(who, 5))
    moved = dataclasses.replace(read_document(filing).entity, address="北京市海淀区示例路9号")

    with pytest.raises(Refused):
        actions.save_entity(p1, filing.uid, moved, Entity.objects.get(filing=filing).version, "更正")

    assert read_document(filing).entity.address == "北京市海淀区示例路1号示例大厦2层201室"


def test_undecided_cancellation_by_the_authority_is_not_told() -> None:
    who = cast.owner()
    entity = cast.registered(who)
    secret = Terms(effective_on=datetime.date(2030, 1, 1), statement="虚假信息", article="第二十三条")
    judge = cast.the_reviewer()
    submitted(judge, actions.open_draft(judge, Kind.AUTHORITY_CANCEL, entity=entity, terms=secret))
    site = entity.websites.get()
    draft = actions.open_draft(who, Kind.CANCEL_WEBSITE, entity=entity, website=site, terms=TERMS)

    assert submitted(who, draft).state == "authority_review"


def test_what_is_cancelled_is_not_approved_again() -> None:
    who = cast.owner()
    entity = cast.registered(who)
    filing = cast.verified(submitted(who, cast.new_website(who, 5)))
    type(entity).objects.filter(pk=entity.pk).update(status="cancelled")

    with pytest.raises(Refused) as refusal:
        approved(filing)

    assert refusal.value.code == "1049"
    filing.refresh_from_db()
    assert filing.state == "authority_review"
    assert Website.objects.get(filing=filing).registered is None
