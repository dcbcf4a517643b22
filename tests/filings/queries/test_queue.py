"""The parts of the review queue, at times and on calendars typed by hand."""

import datetime

import pytest

from filings import actions
from filings.actions.case import Reason
from filings.actions.opening import Terms
from filings.models import Filing, RegisteredEntity
from filings.queries.queue import Queue, arrival_cutoff, in_queue, with_site_count
from icpportal.core import clock
from icpportal.core.workdays import WorkCalendar, load_calendar
from tests.filings import cast
from tests.filings.many import arrived, at

pytestmark = pytest.mark.django_db
PLAIN_2026 = WorkCalendar({}, frozenset({2026}))


@pytest.mark.parametrize(
    ("now", "days", "cutoff"),
    [
        # National Day: what came on 21 September is due on 26 October.
        (at(10, 26), 0, at(9, 22, 0)),
        (at(10, 26), -1, at(9, 21, 0)),
        # Over the Spring Festival of 2026: 4 February is due on 9 March, with 14 and 28 February worked.
        (at(3, 9), 0, at(2, 4, 0)),
        (at(3, 9), 5, at(2, 11, 0)),
        # 2027 has not been published: 7 December is due on 4 January for the time being.
        (at(1, 4, year=2027), 0, at(12, 8, 0)),
    ],
)
def test_arrival_cutoff(now: datetime.datetime, days: int, cutoff: datetime.datetime) -> None:
    assert arrival_cutoff(load_calendar(), now, days) == cutoff


NOW = at(11, 24)


def numbers_in(queue: Queue, person: object) -> set[int]:
    """The numbers, as `many.arrived` takes them, of the filings that stand in it now."""
    found = Filing.objects.filter(in_queue(queue, person, PLAIN_2026, NOW))
    return {int(filing.owner.username.removeprefix("many")) for filing in found}


def test_each_part_holds_what_it_says() -> None:
    me, other = cast.reviewer("me"), cast.reviewer("other")
    # On 24 November: overdue by one; due today; due in five days; in six; just come.
    for number, moment in enumerate([at(10, 26), at(10, 27), at(11, 3), at(11, 4), at(11, 24)], 1):
        arrived(number, moment)
    returned, ended = arrived(6, at(10, 1)), arrived(7, at(10, 1))
    actions.return_for_correction(other, returned.uid, returned.version, [Reason("address")])
    actions.reject(other, ended.uid, ended.version, [Reason("address")])
    for number, who, moment in ((1, me, at(11, 23)), (2, other, at(11, 20)), (3, me, at(11, 18))):
        with clock.at(moment):
            actions.claim(who, Filing.objects.get(owner__username=f"many{number}").uid)
    assert {queue: numbers_in(queue, me) for queue in Queue} == {
        "waiting": {1, 2, 3, 4, 5},
        "mine": {1},
        "free": {3, 4, 5},
        "soon": {2, 3},
        "overdue": {1},
        "returned": {6},
        "ended": {7},
        "all": {1, 2, 3, 4, 5, 6, 7},
    }


def test_number_of_sites_of_a_filing_and_of_what_it_cancels() -> None:
    who = cast.owner()
    first = cast.arrived(who)
    actions.approve(cast.reviewer(), first.uid, first.version)
    entity = RegisteredEntity.objects.get()
    terms = Terms(effective_on=NOW.date(), statement="不再使用。")
    one = actions.open_draft(who, "cancel_website", entity=entity, website=entity.websites.get(), terms=terms)
    whole = actions.open_draft(who, "cancel_entity", entity=entity, terms=terms)
    counts = dict(with_site_count(Filing.objects.all()).values_list("pk", "site_count"))
    assert counts == {first.pk: 1, one.pk: 1, whole.pk: 1}
    empty = actions.open_draft(cast.owner("empty", 2), "first")
    assert with_site_count(Filing.objects.filter(pk=empty.pk)).get().site_count == 0
