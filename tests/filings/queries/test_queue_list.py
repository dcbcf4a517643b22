"""Pages of the queue: each filing once, in order, whichever way they are read."""

from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from filings import actions
from filings.models import Entity, Filing
from filings.queries import visible_to
from filings.queries.counting import Count, counts_of
from filings.queries.queue import Queue, in_list_order
from filings.queries.queue_list import QueueList, found, found_one_by_one
from icpportal.core.workdays import WorkCalendar
from tests.factories import make_user
from tests.filings import cast
from tests.filings.many import arrived, at, bare

pytestmark = pytest.mark.django_db
PLAIN_2026 = WorkCalendar({}, frozenset({2026}))
NOW = at(11, 24)


def listing(person: User, queue: Queue = Queue.ALL, text: str = "") -> QueueList:
    return QueueList(in_list_order(visible_to(person)), queue, person, PLAIN_2026, NOW, text)


def turned_over(pages: QueueList, size: int) -> list[int]:
    """The keys of all pages, one after the other."""
    keys: list[int] = []
    for number in range(1, 100):
        page = pages.page(number, size, pages.counts())
        keys += page.keys
        if page.number == page.last:
            return keys
    raise AssertionError("no end")


@pytest.fixture
def everything() -> list[int]:
    """The keys of filings in every state that the authority sees, in the order of the list, typed by hand."""
    late, new = bare(2)
    returned = bare(2, "returned")
    first, last = bare(2, "rejected")
    bare(2, "authority_review", "310000")
    Filing.objects.filter(pk=last.pk).update(ended_at=first.submitted_at)
    return [late.pk, new.pk, *(row.pk for row in returned), first.pk, last.pk]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 6, 50])
def test_pages_of_all_hold_each_once_in_order(everything: list[int], size: int) -> None:
    me = cast.reviewer()
    assert turned_over(listing(me), size) == everything
    assert list(in_list_order(visible_to(me)).values_list("pk", flat=True)) == everything


def test_own_draft_stands_with_what_is_open(everything: list[int]) -> None:
    first = cast.arrived(cast.owner())
    actions.approve(cast.reviewer("judge"), first.uid, first.version)
    me, entity = cast.reviewer("me"), first.owner.registered_entities.get()
    draft = actions.open_draft(me, "authority_cancel", entity=entity)
    keys = turned_over(listing(me), 2)
    assert keys[:5] == [*everything[:4], draft.pk]
    assert keys == list(in_list_order(visible_to(me)).values_list("pk", flat=True))
    assert draft.pk not in turned_over(listing(cast.reviewer("other")), 2)


def test_parts_and_provinces_keep_apart(everything: list[int]) -> None:
    me = cast.reviewer()
    assert turned_over(listing(me, Queue.WAITING), 1) == everything[:2]
    assert turned_over(listing(me, Queue.RETURNED), 50) == everything[2:4]
    assert turned_over(listing(me, Queue.ENDED), 1) == everything[4:]
    assert len(turned_over(listing(make_user("miit", "ministry")), 3)) == 8
    assert turned_over(listing(cast.owner()), 3) == []


@pytest.mark.parametrize("text", ["示例", "零一 示例", "公司%", "_", "'", "\\", '"', "零"])
def test_names_are_found_alike_by_index_and_one_by_one(text: str) -> None:
    odd = ["示例零一公司%", "零一_示例", "示例'零一'", "示例\\", '"示例"', "别家"]
    for place, row in enumerate(bare(6, "rejected")):
        Entity.objects.create(filing=row, name=odd[place])
    waiting = bare(3, name="示例零二")
    me = cast.reviewer()
    searched = listing(me, text=text)
    assert found_one_by_one(searched, 50, 50) == found(searched, 50)
    expected = {
        "示例": [
            *(row.pk for row in waiting),
            *_ended("示例零一公司%", "零一_示例", "示例'零一'", "示例\\", '"示例"'),
        ],
        "零一 示例": _ended("示例零一公司%", "零一_示例", "示例'零一'"),
        "公司%": _ended("示例零一公司%"),
        "_": _ended("零一_示例"),
        "'": _ended("示例'零一'"),
        "\\": _ended("示例\\"),
        '"': _ended('"示例"'),
        "零": [*(row.pk for row in waiting), *_ended("示例零一公司%", "零一_示例", "示例'零一'")],
    }
    assert found(searched, 50) == expected[text]
    assert turned_over(searched, 2) == expected[text]


def _ended(*names: str) -> list[int]:
    """The keys of their filings, the latest first."""
    return [Entity.objects.get(name=name).filing_id for name in reversed(names)]


def test_looking_one_by_one_stops_and_says_so() -> None:
    bare(5, "rejected", name="示例零一")
    late = bare(1, "rejected", name="示例零二")
    Filing.objects.filter(pk=late[0].pk).update(ended_at=at(11, 1))
    searched = listing(cast.reviewer(), text="零二")
    assert found_one_by_one(searched, 50, 3) is None
    assert found_one_by_one(searched, 50, 6) == [late[0].pk]
    assert found_one_by_one(listing(cast.reviewer("more"), text="零一"), 2, 3) is not None


def test_number_is_found_one_by_one_too() -> None:
    filing = arrived(1, at(11, 3))
    searched = listing(cast.reviewer(), text=str(filing.receipt_number))
    assert found_one_by_one(searched, 50, 50) == found(searched, 50) == [filing.pk]


@pytest.mark.parametrize(("queue", "here"), [("waiting", {}), ("all", {"all": 6}), ("ended", {"ended": 2})])
def test_counts_are_one_query(
    everything: list[int], queue: str, here: dict[str, int], django_assert_num_queries: Any
) -> None:
    pages = listing(cast.reviewer(), Queue(queue))
    with django_assert_num_queries(1):
        counts = pages.counts()
    numbers = {"waiting": 2, "mine": 0, "free": 2, "soon": 2, "overdue": 0, "returned": 2}
    assert {part: count.number for part, count in counts.items()} == numbers | here
    assert not any(count.or_more for count in counts.values())


def test_counts_end_where_nobody_reads_on() -> None:
    rows = bare(2_001, "rejected")
    keys = [row.pk for row in rows]
    parts = [
        Filing.objects.all(),
        Filing.objects.filter(pk__in=keys[:3]).order_by("state"),
        Filing.objects.none(),
        Filing.objects.exclude(pk=keys[0]),
    ]
    counts = counts_of(parts)
    assert counts == [Count(2000, or_more=True), Count(3), Count(0), Count(2000)]
    assert [count.words for count in counts] == ["2000 件以上", "3 件", "0 件", "2000 件"]
    assert str(counts[0]) == "2000 以上"
    assert Count(1999) + Count(1) == Count(2000)
    assert Count(1999) + Count(2) == Count(2000, or_more=True)


@pytest.mark.postgres
@pytest.mark.parametrize("role", ["reviewer", "ministry"])
def test_pages_are_read_off_their_indexes(role: str) -> None:
    for province in ("110000", "310000", "440000", "540000"):
        bare(200, "rejected", province)
        bare(50, province=province)
    Filing.objects.filter(receipt_number__endswith="7-0000").update(kind="change")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE filings_filing; SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    me = cast.reviewer() if role == "reviewer" else make_user("miit", "ministry")
    whose = "province" if role == "reviewer" else "all"
    for queue, index in (
        (Queue.WAITING, f"filing_queue_of_{whose}"),
        (Queue.RETURNED, f"filing_queue_of_{whose}"),
        (Queue.SOON, f"filing_queue_of_{whose}"),
        (Queue.ENDED, f"filing_ended_of_{whose}"),
    ):
        (stretch,) = listing(me, queue).stretches()
        plan = stretch.ordered().values_list("pk")[:50].explain()
        assert "Index Only Scan" in plan, plan
        assert index in plan, plan
        assert "Filter" not in plan, plan
        assert "Sort" not in plan, plan
    narrow = listing(me, Queue.ENDED).filings.filter(kind="change")
    (stretch,) = QueueList(narrow, Queue.ENDED, me, PLAIN_2026, NOW).stretches()
    plan = stretch.ordered().values_list("pk")[:50].explain()
    assert ("filing_ended_province_kind" if role == "reviewer" else "filing_ended_kind") in plan
