"""The filings that follow a number: 新增网站, 新增接入, 变更, the cancellations, and filing anew."""

import dataclasses
import datetime

import pytest
from django.db.models import QuerySet

from accounts.models import User
from filings import actions
from filings.actions.case import Reason
from filings.actions.opening import Terms
from filings.models import (
    Certificate,
    Claim,
    Filing,
    RegisteredAccess,
    RegisteredDomain,
    RegisteredEntity,
    RegisteredWebsite,
)
from filings.queries import read_document
from icpportal.core.errors import Refused
from tests.filings import cast, documents

pytestmark = pytest.mark.django_db
SOON = datetime.date(2027, 1, 31)


@pytest.fixture
def registered() -> RegisteredEntity:
    """The entity of `owner`, with one website served by the first provider."""
    filing = cast.arrived(cast.owner())
    actions.approve(cast.reviewer(), filing.uid, filing.version)
    return RegisteredEntity.objects.get()


def reviewer() -> User:
    return User.objects.get(username="reviewer")


def approved(filing: Filing) -> Filing:
    return actions.approve(reviewer(), filing.uid, filing.version)


def statuses(rows: QuerySet[RegisteredWebsite]) -> list[tuple[str, str]]:
    return [(row.number.partition("号")[2], row.status) for row in rows.order_by("site_no")]


def test_a_second_first_filing_is_refused(registered: RegisteredEntity) -> None:
    with pytest.raises(Refused) as refused:
        actions.open_draft(registered.owner, "first")
    assert refused.value.sentence == "您已经有备案号，请使用“新增网站”或“新增接入”。"


def test_new_website_gets_the_next_number(registered: RegisteredEntity) -> None:
    who = registered.owner
    provider, _ = cast.provider_with_staff()
    draft = actions.open_draft(who, "new_website", entity=registered)
    with pytest.raises(Refused):
        actions.save_entity(who, draft.uid, documents.valid_entity(name="别的"), draft.entity.version)
    site = documents.valid_website(
        name="示例零二商城", domains=("beian-demo-0001.com.cn",), home_url="www.beian-demo-0001.com.cn"
    )
    row = actions.add_website(who, draft.uid, site)
    actions.add_access(who, draft.uid, row.pk, documents.valid_access(provider_id=provider.pk))
    draft.refresh_from_db()
    approved(cast.verified(actions.submit(who, draft.uid, draft.version)))

    assert statuses(registered.websites.all()) == [("-1", "active"), ("-2", "active")]
    shown = RegisteredDomain.objects.get(domain="beian-demo-0001.com.cn")
    assert (shown.site_name, shown.organiser) == ("示例零二商城", "示例零一科技有限公司")
    assert Claim.objects.filter(registered_entity=registered).count() == 3


def test_new_access_moves_a_site_to_another_provider(registered: RegisteredEntity) -> None:
    who = registered.owner
    second, _ = cast.provider_with_staff(1)
    draft = actions.open_draft(who, "new_access", entity=registered)
    site = draft.websites.get()
    old = site.accesses.get()
    with pytest.raises(Refused):
        actions.delete_access(who, draft.uid, old.pk, old.version)
    access = documents.valid_access(provider_id=second.pk, ranges=(("1.1.1.9", "1.1.1.9"),))
    actions.add_access(who, draft.uid, site.pk, access)
    draft.refresh_from_db()
    approved(cast.verified(actions.submit(who, draft.uid, draft.version)))

    names = RegisteredAccess.objects.filter(status="active").values_list("provider__name", flat=True)
    assert sorted(names) == ["北京云桥科技有限公司", "北京清源数据科技有限公司"]
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("kind", ["new_access", "new_website"])
def test_draft_that_adds_nothing_is_not_submitted(registered: RegisteredEntity, kind: str) -> None:
    who = registered.owner
    draft = actions.open_draft(who, kind, entity=registered)

    with pytest.raises(Refused) as refused:
        actions.submit(who, draft.uid, draft.version)

    assert [(p.section, p.field) for p in refused.value.problems] == [("filing", "websites")]
    draft.refresh_from_db()
    assert draft.state == "draft"


def changed(registered: RegisteredEntity) -> Filing:
    """A 变更 by the serving provider: a new name of the entity, sent to the authority."""
    _, staff = cast.provider_with_staff()
    draft = actions.open_draft(staff, "change", entity=registered, terms=Terms(effective_on=SOON))
    entity = documents.valid_entity(name="示例零一信息有限公司", investor="示例零一信息有限公司")
    actions.save_entity(staff, draft.uid, entity, draft.entity.version)
    draft.refresh_from_db()
    return actions.submit(staff, draft.uid, draft.version)


def test_change_shows_in_the_register_only_once_approved(registered: RegisteredEntity) -> None:
    filing = changed(registered)
    assert filing.state == "authority_review"
    assert filing.owner == registered.owner
    assert RegisteredDomain.objects.get().organiser == "示例零一科技有限公司"

    filing = approved(filing)

    assert filing.filing_number == registered.number
    assert RegisteredDomain.objects.get().organiser == "示例零一信息有限公司"
    assert Certificate.objects.filter(revoked_at=None).count() == 1
    assert Certificate.objects.count() == 2


def test_change_returned_can_be_mended_by_its_opener(registered: RegisteredEntity) -> None:
    filing = changed(registered)
    filing = actions.return_for_correction(
        reviewer(), filing.uid, filing.version, [Reason("name", "entity.name")]
    )
    assert [(check.provider.name, check.state) for check in filing.checks.all()] == [
        ("北京云桥科技有限公司", "open")
    ]
    assert cast.verified(filing).state == "authority_review"


def test_cancel_website_frees_its_domain_and_keeps_its_number(registered: RegisteredEntity) -> None:
    who = registered.owner
    site = registered.websites.get()
    terms = Terms(effective_on=SOON, statement="网站已关闭")
    draft = actions.open_draft(who, "cancel_website", entity=registered, website=site, terms=terms)
    filing = actions.submit(who, draft.uid, draft.version)
    assert filing.state == "authority_review"
    approved(filing)

    assert statuses(registered.websites.all()) == [("-1", "cancelled")]
    registered.refresh_from_db()
    assert (registered.status, registered.next_site_no) == ("empty", 2)
    assert Certificate.objects.get().revoked_at is not None
    assert list(Claim.objects.values_list("kind", flat=True)) == ["document"]


def test_cancel_entity_ends_all_and_lets_the_owner_begin_anew(registered: RegisteredEntity) -> None:
    who = registered.owner
    draft = actions.open_draft(who, "cancel_entity", entity=registered, terms=Terms(SOON, "单位已注销"))
    approved(actions.submit(who, draft.uid, draft.version))

    registered.refresh_from_db()
    assert registered.status == "cancelled"
    assert not Claim.objects.exists()
    again = approved(cast.arrived(who))
    assert again.filing_number.endswith("000002号")


def test_authority_cancels_with_two_reviewers_and_ends_the_open_filing(registered: RegisteredEntity) -> None:
    first, second = reviewer(), cast.reviewer("reviewer2")
    open_filing = changed(registered)
    terms = Terms(article="第二十三条", statement="备案信息不真实")
    draft = actions.open_draft(first, "authority_cancel", entity=registered, terms=terms)
    filing = actions.submit(first, draft.uid, draft.version)

    with pytest.raises(Refused):
        actions.approve(first, filing.uid, filing.version)
    filing = actions.approve(second, filing.uid, filing.version)

    assert filing.state == "approved"
    registered.refresh_from_db()
    assert registered.status == "cancelled"
    open_filing.refresh_from_db()
    assert open_filing.state == "rejected"
    assert open_filing.events.last().opinion == "备案已依职权注销，在办申请同时终止。"


@pytest.mark.parametrize(
    ("terms", "code"),
    [(Terms(article="第二十三条"), "statement"), (Terms(statement="备案信息不真实"), "article")],
)
def test_authority_says_article_and_reason(registered: RegisteredEntity, terms: Terms, code: str) -> None:
    draft = actions.open_draft(reviewer(), "authority_cancel", entity=registered, terms=terms)

    with pytest.raises(Refused) as refused:
        actions.submit(reviewer(), draft.uid, draft.version)

    assert refused.value.code == code
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_filing_anew_copies_everything_and_leaves_the_old_one(registered: RegisteredEntity) -> None:
    other = cast.owner("other", 2)
    site = {"domains": ("example.net",), "home_url": "www.example.net", "name": "示例零三科技"}
    old = cast.submitted(other, entity={"document_number": "93440305FAKE10027Q"}, **site)
    actions.withdraw(other, old.uid, old.version)
    before = read_document(old)

    new = actions.open_draft(other, "first", copy_of=Filing.objects.get(pk=old.pk))

    copied = read_document(new)
    assert copied.entity == before.entity
    assert [dataclasses.replace(s, key="", accesses=()) for s in copied.websites] == [
        dataclasses.replace(s, key="", accesses=()) for s in before.websites
    ]
    assert copied.websites[0].accesses[0].provider_name == "北京云桥科技有限公司"
    assert read_document(old) == before
    with pytest.raises(Refused):
        actions.open_draft(registered.owner, "new_website", entity=registered, copy_of=old)
