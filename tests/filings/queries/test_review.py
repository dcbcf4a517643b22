"""What the authority's page is made of: changes since the last submission, against the register, and conflicts."""

import dataclasses
import datetime
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from filings import actions
from filings.models import Filing, PreApproval
from filings.queries import read_document
from filings.queries.history import events_of
from filings.queries.reading import reading_of
from filings.queries.review import Review, papers_are_late, papers_awaited, review_of
from tests.factories import make_user
from tests.filings import cast, documents, rounds

pytestmark = pytest.mark.django_db


def review(reader: User, filing: Filing) -> Review:
    content = read_document(filing)
    return review_of(reader, filing, content, reading_of(content), events_of(filing))


def words(changes: Any) -> list[tuple[str, ...]]:
    return [dataclasses.astuple(change) for change in changes]


def test_first_round_is_compared_with_what_the_owner_submitted() -> None:
    judge = cast.reviewer()
    found = review(judge, cast.arrived(cast.owner()))
    assert found.since is not None
    assert found.since.title.endswith("提交时相比")
    assert found.since.changes == ()
    assert [part.is_same for part in found.parts] == [False, False]
    assert found.against_register is None


def test_second_round_shows_what_was_mended_and_folds_the_rest() -> None:
    judge = cast.reviewer()
    filing = rounds.mended(rounds.returned(cast.arrived(cast.owner()), judge))
    found = review(judge, filing)
    assert found.since is not None
    assert found.since.title.endswith("退回时相比")
    assert words(found.since.changes) == [
        (
            "主体",
            "通信地址",
            "北京市海淀区示例路1号示例大厦2层201室",
            "北京市海淀区示例路1号示例大厦9层901室",
        )
    ]
    entity, site = found.parts
    assert (entity.is_same, site.is_same, site.accesses[0].is_same) == (False, True, True)
    assert all(len(part.digest) == 12 for part in (entity, site, site.accesses[0]))


def test_change_is_compared_with_the_register() -> None:
    judge = cast.reviewer()
    entity = rounds.registered(judge)
    _, staff = cast.provider_with_staff()
    draft = actions.open_draft(staff, "change", entity=entity, terms=rounds.TERMS)
    values = dataclasses.replace(read_document(draft).entity, address="北京市海淀区示例路2号3层301室")
    actions.save_entity(staff, draft.uid, values, draft.entity.version)
    site = draft.websites.get()
    provider, _ = cast.provider_with_staff()
    added = documents.valid_access(
        provider_id=provider.pk, provider_name=provider.name, ranges=(("1.1.1.9", "1.1.1.9"),)
    )
    actions.add_access(staff, draft.uid, site.pk, added)
    draft.refresh_from_db()
    filing = actions.submit(staff, draft.uid, draft.version)
    found = review(judge, filing).against_register
    assert found is not None
    assert words(found) == [
        (
            "主体",
            "通信地址",
            "北京市海淀区示例路1号示例大厦2层201室",
            "北京市海淀区示例路2号3层301室",
        ),
        ("接入", "网站接入服务提供者名称", "新增", "北京云桥科技有限公司"),
        ("接入", "接入方式", "新增", "虚拟主机"),
        ("接入", "服务器放置地点", "新增", "北京"),
        ("接入", "IP地址", "新增", "1.1.1.9"),
    ]


def copied(name: str, number: int, province: str = "110000") -> Filing:
    """Another owner's filing with the same person in charge, under a document and a domain of its own."""
    entity = {"name": "示例沪上科技有限公司", "document_number": "93440305FAKE10027Q", "province": province}
    if province == "310000":
        entity |= {"city": "310100", "county": "310101"}
    site = {"domains": ("example.net",), "home_url": "www.example.net", "name": "示例零二科技"}
    return cast.arrived(cast.owner(name, number), entity=entity, **site)


@pytest.mark.parametrize(
    ("role", "holder", "state", "linked"),
    [
        ("reviewer", "示例***", "", False),
        ("ministry", "示例沪上科技有限公司", "已撤回", True),
    ],
)
def test_conflict_across_provinces_shows_no_more_than_it_may(
    role: str, holder: str, state: str, linked: bool
) -> None:
    other = copied("shanghai", 2, "310000")
    actions.withdraw(other.owner, other.uid, other.version)
    filing = cast.arrived(cast.owner())
    found = {item.what: item for item in review(make_user("judge", role), filing).conflicts}
    assert set(found) == {"证件号码", "手机号码", "IP地址"}
    assert (found["手机号码"].value, found["证件号码"].value) == ("130****0000", "110*************08")
    assert {item.province for item in found.values()} == {"上海市"}
    assert {(item.holder, item.state, item.filing_id == other.pk) for item in found.values()} == {
        (holder, state, linked)
    }


def test_conflict_with_what_has_not_arrived_gives_no_link() -> None:
    entity = {"document_number": "93440305FAKE10027Q"}
    site = {"domains": ("example.net",), "home_url": "www.example.net", "name": "示例零二科技"}
    cast.submitted(cast.owner("other", 2), entity=entity, **site)
    cast.draft(cast.owner("drafting", 3))
    found = review(cast.reviewer(), cast.arrived(cast.owner())).conflicts
    assert {(item.holder, item.filing_id) for item in found} == {("示例***", None)}


def test_domain_conflict_names_the_domain_and_own_filings_are_none() -> None:
    other = cast.arrived(cast.owner("other", 2))
    actions.withdraw(other.owner, other.uid, other.version)
    who = cast.owner()
    mine = cast.arrived(who)
    actions.withdraw(who, mine.uid, mine.version)
    found = review(cast.reviewer(), cast.arrived(who)).conflicts
    assert {item.filing_id for item in found} == {other.pk}
    assert [item.value for item in found if item.what == "网站域名"] == ["beian-demo.test"]


def test_ended_filing_is_not_checked_again() -> None:
    judge = cast.reviewer()
    filing = cast.arrived(cast.owner())
    actions.approve(judge, filing.uid, filing.version)
    filing.refresh_from_db()
    found = review(judge, filing)
    assert found.results is None
    assert found.against_register is None


# 完成 on Thursday 2026-11-26: the fifth working day after it is Thursday 2026-12-03.
@pytest.mark.parametrize(("day", "late"), [(3, False), (4, True)])
def test_paper_is_late_after_five_working_days(day: int, late: bool) -> None:
    filing = cast.arrived(cast.owner(), pre_approvals=(documents.valid_approval(),))
    zone = timezone.get_default_timezone()
    filing.submitted_at = datetime.datetime(2026, 11, 26, 15, tzinfo=zone)
    now = datetime.datetime(2026, 12, day, 9, tzinfo=zone)
    assert papers_are_late(filing, now) is late
    PreApproval.objects.update(received_on=datetime.date(2026, 11, 27))
    assert papers_are_late(filing, now) is False


def test_papers_are_awaited_until_they_are_in_hand_and_by_no_cancellation() -> None:
    filing = cast.arrived(cast.owner(), pre_approvals=(documents.valid_approval(),))
    assert papers_awaited(filing).count() == 1
    filing.kind = "cancel_entity"
    assert papers_awaited(filing).count() == 0
    filing.kind = "first"
    PreApproval.objects.update(received_on=datetime.date(2026, 11, 27))
    assert papers_awaited(filing).count() == 0
