"""The life of a 首次备案 by its actions, from draft to each of its ends."""

import pytest
from django.http import Http404

from accounts.models.outbox import OutboxMessage
from filings import actions
from filings.actions.case import Reason
from filings.actions.completeness import NotComplete
from filings.models import Certificate, Claim, Filing, FilingEvent, RegisteredDomain, RegisteredEntity
from filings.queries import read_document, visible_to
from icpportal.core.errors import Conflict, Refused
from tests.filings import cast, documents

pytestmark = pytest.mark.django_db


def history(filing: Filing) -> list[tuple[str, str, str]]:
    return list(filing.events.values_list("action", "from_state", "to_state"))


def test_submit_locks_the_filing_and_gives_a_receipt() -> None:
    who = cast.owner()
    filing = cast.submitted(who)

    assert filing.state == "provider_check"
    assert filing.receipt_number is not None
    assert len(filing.receipt_number) == 14
    assert filing.province == "110000"
    assert history(filing) == [("submit", "draft", "provider_check")]
    assert filing.snapshots.count() == 1
    assert [check.state for check in filing.checks.all()] == ["open"]
    assert Claim.objects.filter(filing=filing).count() == 2
    # Owner by SMS and mail, the provider's administrator by SMS and mail.
    assert OutboxMessage.objects.count() == 4


def test_submit_twice_gives_one_submission() -> None:
    who = cast.owner()
    draft = cast.draft(who)
    filing = actions.submit(who, draft.uid, draft.version)

    with pytest.raises(Refused) as refused:
        actions.submit(who, draft.uid, draft.version)

    assert refused.value.sentence == "这件申请现在的状态是“待接入商核实”，不能“完成”。"
    assert FilingEvent.objects.filter(filing=filing).count() == 1
    assert OutboxMessage.objects.count() == 4


def test_submit_incomplete_is_refused_and_changes_nothing() -> None:
    who = cast.owner()
    draft = cast.draft(who, entity={"name": ""})

    with pytest.raises(NotComplete) as refused:
        actions.submit(who, draft.uid, draft.version)

    assert [(p.section, p.field) for p in refused.value.problems] == [("entity", "name")]
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert not Claim.objects.exists()
    assert not OutboxMessage.objects.exists()
    assert not FilingEvent.objects.exists()


def test_submit_stale_is_a_conflict() -> None:
    who = cast.owner()
    draft = cast.draft(who)

    with pytest.raises(Conflict):
        actions.submit(who, draft.uid, draft.version - 1)

    draft.refresh_from_db()
    assert draft.state == "draft"


def test_submit_of_a_domain_that_another_holds_is_refused() -> None:
    cast.submitted(cast.owner())
    other = cast.owner("other", 2)
    draft = cast.draft(other, entity={"document_number": "93440305FAKE10027Q"})

    with pytest.raises(NotComplete) as refused:
        actions.submit(other, draft.uid, draft.version)

    assert [problem.rule for problem in refused.value.problems] == ["1005"]
    assert "owner" not in refused.value.problems[0].sentence
    assert Claim.objects.count() == 2


def test_submit_of_a_document_that_another_holds_is_refused() -> None:
    cast.submitted(cast.owner())
    other = cast.owner("other", 2)
    site = {"domains": ("example.net",), "home_url": "www.example.net", "name": "示例零二科技"}
    draft = cast.draft(other, **site)

    with pytest.raises(NotComplete) as refused:
        actions.submit(other, draft.uid, draft.version)

    assert [problem.rule for problem in refused.value.problems] == ["1003"]


def test_owner_edits_nothing_after_submit() -> None:
    who = cast.owner()
    filing = cast.submitted(who)
    before = read_document(filing)
    site, access = filing.websites.get(), filing.websites.get().accesses.get()
    edits = [
        lambda: actions.save_entity(
            who, filing.uid, documents.valid_entity(name="别的"), filing.entity.version
        ),
        lambda: actions.add_website(who, filing.uid, documents.valid_website()),
        lambda: actions.save_website(who, filing.uid, site.pk, documents.valid_website(), site.version),
        lambda: actions.delete_website(who, filing.uid, site.pk, site.version),
        lambda: actions.add_access(who, filing.uid, site.pk, documents.valid_access()),
        lambda: actions.save_access(who, filing.uid, access.pk, documents.valid_access(), access.version),
        lambda: actions.delete_access(who, filing.uid, access.pk, access.version),
        lambda: actions.discard(who, filing.uid),
    ]
    for edit in edits:
        with pytest.raises(Refused):
            edit()

    assert read_document(filing) == before
    assert FilingEvent.objects.count() == 1


def test_a_stranger_finds_nothing() -> None:
    filing = cast.submitted(cast.owner())
    stranger = cast.owner("stranger", 2)

    with pytest.raises(Http404):
        actions.withdraw(stranger, filing.uid, filing.version)

    assert not visible_to(stranger).exists()


def test_withdraw_ends_it_and_frees_its_claims() -> None:
    who = cast.owner()
    filing = cast.submitted(who)

    actions.withdraw(who, filing.uid, filing.version)

    filing.refresh_from_db()
    assert filing.state == "withdrawn"
    assert filing.ended_at is not None
    assert not Claim.objects.exists()
    again = actions.open_draft(who, "first", copy_of=filing)
    assert read_document(again).websites[0].domains == ("beian-demo.test",)
    assert again.pk != filing.pk


def test_the_last_verdict_moves_the_filing_on() -> None:
    first, second = cast.provider_with_staff(0), cast.provider_with_staff(1)
    filing = cast.submitted(cast.owner(), first[0], second[0])

    filing = actions.verify(first[1], filing.uid, cast.shown_to(filing, first[0]))
    assert filing.state == "provider_check"
    filing = actions.verify(second[1], filing.uid, cast.shown_to(filing, second[0]))

    assert filing.state == "authority_review"
    assert filing.arrived_at == filing.first_arrived_at
    assert filing.arrived_at is not None
    assert history(filing)[1:] == [
        ("verify", "provider_check", "provider_check"),
        ("verify", "provider_check", "authority_review"),
    ]


def test_a_verdict_on_what_was_not_shown_is_a_conflict() -> None:
    provider, staff = cast.provider_with_staff()
    filing = cast.submitted(cast.owner())
    shown = cast.shown_to(filing, provider)
    actions.save_entity(
        staff,
        filing.uid,
        documents.valid_entity(address="北京市海淀区示例路2号201室"),
        filing.entity.version,
        "门牌号有误",
    )

    with pytest.raises(Conflict):
        actions.verify(staff, filing.uid, shown)

    filing.refresh_from_db()
    assert filing.state == "provider_check"


def test_a_correction_reopens_the_other_providers_check_and_tells_the_owner() -> None:
    first, second = cast.provider_with_staff(0), cast.provider_with_staff(1)
    who = cast.owner()
    filing = cast.submitted(who, first[0], second[0])
    filing = actions.verify(first[1], filing.uid, cast.shown_to(filing, first[0]))
    told = OutboxMessage.objects.filter(user=who).count()

    entity = documents.valid_entity(address="北京市海淀区示例路2号201室")
    actions.save_entity(second[1], filing.uid, entity, filing.entity.version, "门牌号有误")

    assert filing.checks.get(provider=first[0]).state == "open"
    event = filing.events.get(action="correct")
    assert event.actor == second[1]
    assert event.on_behalf_of == who
    assert event.paths == ["entity.address"]
    assert event.opinion == "门牌号有误"
    assert OutboxMessage.objects.filter(user=who).count() == told + 2


def test_decline_ends_it_with_a_reason() -> None:
    _, staff = cast.provider_with_staff()
    filing = cast.submitted(cast.owner())

    with pytest.raises(Refused):
        actions.decline(staff, filing.uid, "  ")
    filing = actions.decline(staff, filing.uid, "主办者不是本公司用户")

    assert filing.state == "declined"
    assert filing.events.last().opinion == "主办者不是本公司用户"
    assert not Claim.objects.exists()


def test_return_and_resubmit() -> None:
    who = cast.owner()
    filing = cast.arrived(who)
    reviewer = cast.reviewer()
    reason = Reason("address", "entity.address", "地址没有写到门牌号", "请补充楼号和房间号")

    filing = actions.return_for_correction(reviewer, filing.uid, filing.version, [reason])
    assert filing.state == "returned"
    assert [check.state for check in filing.checks.all()] == ["open"]
    first = filing.first_arrived_at
    filing = cast.verified(filing)

    assert filing.state == "authority_review"
    assert filing.first_arrived_at == first
    assert filing.arrived_at > first
    assert filing.events.get(action="return").reasons == [
        {
            "code": "address",
            "path": "entity.address",
            "text": "地址没有写到门牌号",
            "suggestion": "请补充楼号和房间号",
        }
    ]


def test_approve_enters_the_register() -> None:
    who = cast.owner()
    filing = cast.arrived(who)

    filing = actions.approve(cast.reviewer(), filing.uid, filing.version)

    assert filing.state == "approved"
    assert filing.filing_number == f"京ICP备{filing.ended_at.year}000001号"
    entity = RegisteredEntity.objects.get()
    assert entity.number == filing.filing_number
    row = RegisteredDomain.objects.get()
    assert (row.domain, row.organiser, row.site_name) == (
        "beian-demo.test",
        "示例零一科技有限公司",
        "示例零一科技",
    )
    assert row.site_number == f"{entity.number}-1"
    assert Certificate.objects.get().revoked_at is None
    assert set(Claim.objects.values_list("registered_entity_id", "filing_id")) == {(entity.pk, None)}


def test_reject_needs_reasons_and_frees_claims() -> None:
    filing = cast.arrived(cast.owner())
    reviewer = cast.reviewer()

    with pytest.raises(Refused):
        actions.reject(reviewer, filing.uid, filing.version, [])
    filing = actions.reject(reviewer, filing.uid, filing.version, [Reason("name")])

    assert filing.state == "rejected"
    assert not Claim.objects.exists()
    assert not RegisteredEntity.objects.exists()


def test_a_reviewer_of_another_province_finds_nothing() -> None:
    filing = cast.arrived(cast.owner())
    other = cast.reviewer("reviewer-sh", "310000")

    with pytest.raises(Http404):
        actions.approve(other, filing.uid, filing.version)

    filing.refresh_from_db()
    assert filing.state == "authority_review"


def test_a_reviewer_whose_mobile_stands_in_it_may_not_decide() -> None:
    filing = cast.arrived(cast.owner())
    reviewer = cast.reviewer()
    reviewer.mobile = "13000000000"
    reviewer.save()

    with pytest.raises(Refused) as refused:
        actions.approve(reviewer, filing.uid, filing.version)

    assert refused.value.code == "interest"
    assert not RegisteredEntity.objects.exists()
