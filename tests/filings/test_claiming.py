"""认领 and 放回: who may, what it leaves alone, and that it lapses by itself."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.http import Http404

from accounts.models.outbox import OutboxMessage
from filings import actions
from filings.actions.case import locked
from filings.actions.claiming import touch_claim
from filings.models import Filing, FilingEvent, FilingView
from filings.queries.claiming import is_claimed, is_free, live_claim
from icpportal.core import clock
from icpportal.core.errors import Refused
from icpportal.core.workdays import WorkCalendar
from tests.factories import make_user
from tests.filings import cast

pytestmark = pytest.mark.django_db

PLAIN_2026 = WorkCalendar({}, frozenset({2026}))


def at(month: int, day: int, hour: int = 10, minute: int = 5) -> datetime.datetime:
    return datetime.datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))


def rows() -> list[Any]:
    return [
        list(Filing.objects.values()),
        FilingEvent.objects.count(),
        OutboxMessage.objects.count(),
        FilingView.objects.count(),
    ]


def test_claim_is_kept_in_the_access_log_and_leaves_the_version() -> None:
    filing, who = cast.arrived(cast.owner()), cast.reviewer()
    events, messages = FilingEvent.objects.count(), OutboxMessage.objects.count()
    claimed = actions.claim(who, filing.uid)
    assert claimed.claimed_by == who
    claimed.refresh_from_db()
    assert (claimed.claimed_by, claimed.version) == (who, filing.version)
    assert (FilingEvent.objects.count(), OutboxMessage.objects.count()) == (events, messages)
    assert list(FilingView.objects.values_list("viewer", "what")) == [(who.pk, "claim")]
    actions.release(who, filing.uid)
    filing.refresh_from_db()
    assert (filing.claimed_by, filing.claimed_at) == (None, None)
    assert FilingView.objects.filter(what="release").count() == 1


def test_claim_of_what_another_has_says_who_and_since_when() -> None:
    filing, one, other = cast.arrived(cast.owner()), cast.reviewer("one"), cast.reviewer("two")
    with clock.at(at(11, 24)):
        actions.claim(one, filing.uid)
        before = rows()
        with pytest.raises(Refused) as refused:
            actions.claim(other, filing.uid)
        with pytest.raises(Refused):
            actions.release(other, filing.uid)
    assert (
        refused.value.sentence == "审核员 one 已于11月24日 10:05 认领这件申请。请先与对方商量，或等对方放回。"
    )
    assert rows() == before


@pytest.mark.parametrize(
    ("now", "lives"), [(at(11, 20, 23), True), (at(11, 25, 23, 59), True), (at(11, 26, 0, 1), False)]
)
def test_claim_of_a_friday_lives_until_the_end_of_wednesday(now: datetime.datetime, lives: bool) -> None:
    filing, who = cast.arrived(cast.owner()), cast.reviewer()
    with clock.at(at(11, 20)):
        filing = actions.claim(who, filing.uid)
    assert (live_claim(filing, PLAIN_2026, now) is not None) == lives
    assert Filing.objects.filter(is_claimed(PLAIN_2026, now)).exists() == lives
    assert Filing.objects.filter(is_free(PLAIN_2026, now)).exists() != lives


def test_lapsed_claim_is_taken_over_and_not_given_back_by_its_old_holder() -> None:
    filing, one, other = cast.arrived(cast.owner()), cast.reviewer("one"), cast.reviewer("two")
    with clock.at(at(11, 16)):
        actions.claim(one, filing.uid)
    with clock.at(at(11, 23)):
        with pytest.raises(Refused, match="没有人认领"):
            actions.release(one, filing.uid)
        assert actions.claim(other, filing.uid).claimed_by == other


def test_touch_renews_the_holders_claim_and_nobody_elses() -> None:
    filing, one, other = cast.arrived(cast.owner()), cast.reviewer("one"), cast.reviewer("two")
    with clock.at(at(11, 20)):
        actions.claim(one, filing.uid)
    for who, day in ((one, 24), (other, 25)):
        with clock.at(at(11, day)), locked(who, filing.uid) as case:
            touch_claim(case)
    filing.refresh_from_db()
    assert (filing.claimed_by, filing.claimed_at) == (one, at(11, 24))
    with clock.at(at(11, 27)):
        actions.claim(one, filing.uid)
    filing.refresh_from_db()
    assert filing.claimed_at == at(11, 27)


def test_claim_does_not_stop_another_from_deciding() -> None:
    filing, one, other = cast.arrived(cast.owner()), cast.reviewer("one"), cast.reviewer("two")
    actions.claim(one, filing.uid)
    assert actions.approve(other, filing.uid, filing.version).state == "approved"


@pytest.mark.parametrize("step", [actions.claim, actions.release])
def test_only_the_authority_claims_and_only_in_review(step: Any) -> None:
    who = cast.owner()
    filing = cast.arrived(who)
    before = rows()
    for actor in (who, cast.provider_with_staff()[1]):
        with pytest.raises(Refused, match="审核员"):
            step(actor, filing.uid)
    for stranger in (cast.reviewer("shanghai", "310000"), make_user("admin", "admin")):
        with pytest.raises(Http404):
            step(stranger, filing.uid)
    assert rows() == before
    actions.withdraw(who, filing.uid, filing.version)
    with pytest.raises(Refused, match="已撤回"):
        step(cast.reviewer(), filing.uid)
    filing.refresh_from_db()
    assert filing.claimed_by is None
