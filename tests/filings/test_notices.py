"""Who is told what, on which channel, at each event of each kind of filing; and who is told nothing."""

import datetime

import pytest

from accounts.models import OutboxMessage
from accounts.models.outbox import Channel
from filings import actions, notices
from filings.actions.case import Reason
from filings.actions.opening import Terms
from filings.models import Filing
from filings.notices import TABLE, Event
from filings.workflow import Kind
from tests.factories import make_user
from tests.filings import cast, documents

pytestmark = pytest.mark.django_db
OTHER = Reason("other", "", "不实")

# Event, kind → (audience, template), typed by hand. An owner reads what concerns the owner, a provider its work.
EXPECTED: dict[tuple[str, str], list[tuple[str, str]]] = {
    ("submitted", "first"): [("owner", "已提交"), ("provider", "待核实")],
    ("submitted", "new_website"): [("owner", "已提交"), ("provider", "待核实")],
    ("submitted", "new_access"): [("owner", "已提交"), ("provider", "待核实")],
    ("submitted", "change"): [("owner", "变更已提交")],
    ("submitted", "cancel_website"): [("owner", "已提交管局")],
    ("submitted", "cancel_entity"): [("owner", "已提交管局")],
    ("submitted", "authority_cancel"): [],
    **{
        ("corrected", kind): [("owner", "代为修改")]
        for kind in ("first", "new_website", "new_access", "change")
    },
    **{
        ("declined", kind): [("owner", "不予核实")]
        for kind in ("first", "new_website", "new_access", "change")
    },
    **{
        ("returned", kind): [("owner", "退回修改"), ("provider", "退回待修改")]
        for kind in ("first", "new_website", "new_access", "change")
    },
    **{
        ("approved", kind): [("owner", "审核通过")]
        for kind in ("first", "new_website", "new_access", "change")
    },
    ("emptied", "change"): [("owner", "已成空壳")],
    ("approved", "cancel_website"): [("owner", "已注销")],
    ("approved", "cancel_entity"): [("owner", "已注销")],
    ("approved", "authority_cancel"): [("owner", "依职权注销")],
    **{
        ("rejected", kind): [("owner", "不予备案")]
        for kind in ("first", "new_website", "new_access", "change")
    },
    ("rejected", "cancel_website"): [("owner", "注销未通过")],
    ("rejected", "cancel_entity"): [("owner", "注销未通过")],
    ("rejected", "authority_cancel"): [],
    **{
        ("withdrawn", kind): [("owner", "已撤回")]
        for kind in ("first", "new_website", "new_access", "change", "cancel_website", "cancel_entity")
    },
}
EVENTS = ("submitted", "corrected", "declined", "withdrawn", "returned", "approved", "emptied", "rejected")
KINDS = (
    "first",
    "new_website",
    "new_access",
    "change",
    "cancel_website",
    "cancel_entity",
    "authority_cancel",
)


def sent() -> list[tuple[str, str, str]]:
    """(user name, template, channel) of all messages about filings."""
    rows = OutboxMessage.objects.filter(key__startswith="filing:").order_by("pk")
    return [(row.user.username, row.template, row.channel) for row in rows]


def both(*told: tuple[str, str]) -> list[tuple[str, str, str]]:
    return [(who, template, channel) for who, template in told for channel in ("sms", "mail")]


@pytest.fixture
def filing() -> Filing:
    """At its provider, with nothing in the outbox; a reviewer, the ministry and another owner look on."""
    filing = cast.submitted(cast.owner())
    cast.reviewer()
    make_user("ministry", "ministry")
    cast.owner("other", 2)
    OutboxMessage.objects.all().delete()
    return filing


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("event", EVENTS)
def test_table(filing: Filing, event: str, kind: str) -> None:
    Filing.objects.filter(pk=filing.pk).update(kind=kind)
    filing.refresh_from_db()
    notices.tell(Event(event), filing)
    people = {"owner": "owner", "provider": "p1"}
    told = [(people[audience], name) for audience, name in EXPECTED.get((event, kind), [])]
    assert sent() == both(*told)


def test_table_has_no_event_that_the_test_does_not_know() -> None:
    assert {event.value for event in Event} == set(EVENTS)
    assert {kind.value for kind in Kind} == set(KINDS)
    assert {row.event.value for row in TABLE} == set(EVENTS)


def test_told_twice_is_sent_once(filing: Filing) -> None:
    for _ in range(2):
        notices.declined(filing)
    assert sent() == both(("owner", "不予核实"))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row.template.name)
def test_text_is_signed_and_whole(row: notices.Telling) -> None:
    context = {
        "site": "ICP备案管理系统",
        "url": "https://beian.example",
        "hotline": "010-95169001",
        "kind": "首次备案",
        "receipt": "R7K2-49QD-0815",
        "number": "京ICP备2026000001号",
    }
    _, sms = row.template.render(Channel.SMS, context)
    subject, body = row.template.render(Channel.MAIL, context)
    assert sms.startswith("【ICP备案管理系统】")
    assert "R7K2-49QD-0815" in sms
    assert len(sms) <= 140
    assert subject == "ICP备案管理系统：首次备案 R7K2-49QD-0815"
    assert body.endswith("请登录 https://beian.example 查看。咨询电话 010-95169001。")


def test_submitted_is_told_to_the_owner_and_each_named_provider() -> None:
    (first, _), (second, _) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    cast.submitted(cast.owner(), first, second)
    assert sorted(sent()) == sorted(both(("owner", "已提交"), ("p1", "待核实"), ("p2", "待核实")))


def test_drafts_first_verdict_and_last_verdict_are_silent() -> None:
    (first, one), (second, two) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    who = cast.owner()
    draft = cast.draft(who, first, second)
    assert sent() == []
    filing = actions.submit(who, draft.uid, draft.version)
    OutboxMessage.objects.all().delete()
    filing = actions.verify(one, filing.uid, cast.shown_to(filing, first))
    assert (filing.state, sent()) == ("provider_check", [])
    filing = actions.verify(two, filing.uid, cast.shown_to(filing, second))
    assert (filing.state, sent()) == ("authority_review", [])


def test_whole_life_with_a_correction_and_a_return(filing: Filing) -> None:
    staff, judge = cast.provider_with_staff()[1], cast.the_reviewer()
    entity = documents.valid_entity(address="北京市海淀区示例路2号202室")
    filing = actions.save_entity(staff, filing.uid, entity, filing.entity.version, "门牌号有误")
    filing = cast.verified(filing)
    filing = actions.return_for_correction(judge, filing.uid, filing.version, [OTHER])
    filing = cast.verified(filing)
    actions.approve(judge, filing.uid, filing.version)
    assert sent() == both(
        ("owner", "代为修改"),
        ("owner", "退回修改"),
        ("p1", "退回待修改"),
        ("owner", "审核通过"),
    )


@pytest.mark.parametrize(("decision", "template"), [("approve", "已注销"), ("reject", "注销未通过")])
def test_cancellation_is_told_once_at_each_decision(decision: str, template: str) -> None:
    entity = cast.registered(cast.owner())
    OutboxMessage.objects.all().delete()
    terms = Terms(datetime.date(2026, 12, 31), "单位已注销")
    draft = actions.open_draft(entity.owner, "cancel_entity", entity=entity, terms=terms)
    filing = actions.submit(entity.owner, draft.uid, draft.version)
    more = {"reasons": [OTHER]} if decision == "reject" else {}
    getattr(actions, decision)(cast.the_reviewer(), filing.uid, filing.version, **more)
    assert sent() == both(("owner", "已提交管局"), ("owner", template))


def test_authority_cancels_in_silence_until_its_approval() -> None:
    entity = cast.registered(cast.owner())
    OutboxMessage.objects.all().delete()
    terms = Terms(article="第二十三条", statement="备案信息不真实")
    draft = actions.open_draft(cast.the_reviewer(), "authority_cancel", entity=entity, terms=terms)
    filing = actions.submit(cast.the_reviewer(), draft.uid, draft.version)
    assert sent() == []
    actions.approve(cast.reviewer("reviewer2"), filing.uid, filing.version)
    assert sent() == both(("owner", "依职权注销"))
