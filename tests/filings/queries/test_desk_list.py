"""The desk's list: each filing once, in order, counted as far as anybody reads, found however it is looked for."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from filings.models import DeskEntry, Entity, Filing
from filings.queries import desk_search
from filings.queries.counting import Count
from filings.queries.desk_list import DeskList
from filings.queries.pair_statistics import of_domains, of_entities, of_owners
from filings.queries.sight import desk_of
from filings.queries.stretches import keys_page
from icpportal.core import clock
from providers.models import Provider
from tests.filings import cast
from tests.filings.many import at, bare, served

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _statistics_read_anew() -> Iterator[None]:
    yield
    for known in (of_domains, of_entities, of_owners):
        known.forget()


@pytest.fixture
def provider() -> Provider:
    return cast.provider_with_staff()[0]


def turned_over(listing: DeskList, size: int) -> list[int]:
    """The keys of all pages, one after the other."""
    keys: list[int] = []
    for number in range(1, 100):
        page = listing.shown(number, size).page
        keys += page.keys
        if page.number == page.last:
            return keys
    raise AssertionError("no end")


@pytest.fixture
def everything(provider: Provider) -> list[int]:
    """The keys of filings in every state that the desk lists, in its order, typed by hand."""
    passed, waiting = (
        served(bare(1, "provider_check"), provider, "passed"),
        served(bare(2, "provider_check"), provider, "open"),
    )
    review = served(bare(2), provider, "passed")
    approved, rejected = served(bare(2, "rejected"), provider), served(bare(1, "withdrawn"), provider)
    returned = served(bare(1, "returned"), provider, "open")
    of_others = served(bare(1, "returned"), provider, "passed")
    bare(3)
    oldest = Filing.objects.filter(pk__in=[waiting[1].pk, review[1].pk])
    oldest.update(submitted_at=at(10, 1))
    # Ended first, though submitted last.
    Filing.objects.filter(pk=rejected[0].pk).update(submitted_at=at(11, 3), ended_at=at(11, 2, 11))
    return [
        *(waiting[1].pk, waiting[0].pk, returned[0].pk),
        *(review[1].pk, passed[0].pk, review[0].pk, of_others[0].pk),
        *(rejected[0].pk, approved[0].pk, approved[1].pk),
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 7, 10, 50])
def test_pages_of_all_hold_each_once_in_order(everything: list[int], provider: Provider, size: int) -> None:
    assert turned_over(DeskList(provider), size) == everything
    assert list(DeskList(provider).keys()) == everything


@pytest.mark.parametrize(
    ("queue", "places"),
    [("to-check", [0, 1]), ("returned", [2]), ("changes", []), ("review", [3, 5]), ("approved", [])],
)
def test_queues_keep_apart(everything: list[int], provider: Provider, queue: str, places: list[int]) -> None:
    expected = [everything[place] for place in places]
    assert turned_over(DeskList(provider, queue), 1) == expected
    assert list(DeskList(provider, queue).keys()) == expected


def test_counts_are_one_query(
    everything: list[int], provider: Provider, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        counts = DeskList(provider)._counts()
    numbers = {"to-check": 2, "returned": 1, "changes": 0, "review": 2, "approved": 0, "all": 10}
    assert counts == {name: Count(number) for name, number in numbers.items()}


@pytest.mark.parametrize(("days", "is_kept"), [(3 * 365 - 1, True), (3 * 365 + 1, False)])
def test_what_ended_long_ago_is_neither_listed_nor_counted(
    provider: Provider, days: int, is_kept: bool
) -> None:
    ended, _ = served(bare(2, "rejected"), provider)
    Filing.objects.filter(pk=ended.pk).update(ended_at=clock.now() - datetime.timedelta(days=days))
    shown = DeskList(provider).shown(1, 50)
    assert (ended.pk in shown.page.keys) is is_kept
    assert shown.counts["all"] == Count(1 + is_kept)
    assert len(list(DeskList(provider).keys())) == 1 + is_kept
    assert len(turned_over(DeskList(provider, text="many-"), 50)) == 1 + is_kept


@pytest.fixture
def many(provider: Provider) -> list[Filing]:
    """2,001 in review, one more than is counted, and one that has ended; their owners are ``bare0`` and so on."""
    rows = served(bare(2_001, name="示例网络"), provider, "passed")
    return rows + served(bare(1, "rejected", name="示例桥云"), provider)


def test_counts_end_where_nobody_reads_on(many: list[Filing], provider: Provider) -> None:
    shown = DeskList(provider).shown(1, 20)
    assert shown.counts["all"] == shown.counts["review"] == Count(2_000, or_more=True)
    assert shown.counts["to-check"] == Count(0)
    assert (shown.page.count, shown.page.known_pages) == (Count(2_000, or_more=True), None)
    last = DeskList(provider).shown(101, 20)
    assert last.page.keys == [many[2_000].pk, many[2_001].pk]
    assert (last.page.count, last.page.known_pages, last.page.has_next) == (Count(2_002), 101, False)
    assert DeskList(provider).shown(102, 20).page.number == 1
    assert DeskList(provider).shown(-1, 20).page.number == 1


def test_search_among_many_is_counted_where_it_finds_few(many: list[Filing], provider: Provider) -> None:
    for text in ("桥云", "示例 桥云", f"many-{many[2_001].pk}.example", "bare2001", "BARE-2001", "BARE2001"):
        shown = DeskList(provider, "review", text).shown(1, 20)
        assert shown.page.keys == [], text
        assert (shown.counts["all"], shown.counts["review"]) == (Count(1), Count(0)), text
        assert DeskList(provider, "review", text).elsewhere(shown, 20) == Count(1)
        assert DeskList(provider, "all", text).shown(1, 20).page.keys == [many[2_001].pk], text


def test_search_that_finds_more_than_is_counted_carries_no_numbers(
    many: list[Filing], provider: Provider
) -> None:
    listing = DeskList(provider, "review", "网络")
    shown = listing.shown(2, 20)
    assert shown.counts == {}
    assert (shown.page.number, shown.page.count) == (2, Count(40, or_more=True))
    assert shown.page.keys == [row.pk for row in many[20:40]]
    assert listing.shown(21, 20).page.number == 1
    nowhere = DeskList(provider, "to-check", "网络")
    shown = nowhere.shown(1, 20)
    assert (shown.page.keys, nowhere.elsewhere(shown, 20)) == ([], Count(20, or_more=True))
    assert len(list(listing.keys())) == 2_001


def test_begun_number_is_looked_for_one_by_one(many: list[Filing], provider: Provider) -> None:
    assert desk_search.is_common("京ICP备2026")
    assert not desk_search.is_common("京ICP备20260000")
    Filing.objects.filter(pk__in=[many[7].pk, many[9].pk]).update(filing_number="京ICP备2026000001号")
    shown = DeskList(provider, text="京icp备2026").shown(1, 20)
    assert (shown.page.keys, shown.page.count) == ([many[7].pk, many[9].pk], Count(2))
    assert list(DeskList(provider, text="京icp备2026").keys()) == [many[7].pk, many[9].pk]


NAMES = ["示例零一公司%", "零一_示例", "示例'零一'", "示例\\", '"示例"', "别家AB", "ＡＢ"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("示例", [0, 1, 2, 3, 4]),
        ("零一 示例", [0, 1, 2]),
        ("公司%", [0]),
        ("_", [1]),
        ("'", [2]),
        ("\\", [3]),
        ('"', [4]),
        ("ab", [5]),
        ("ＡＢ", [5, 6]),
        ("bare3", [3]),
        ("BARE3", [3]),
        ("bare", [0, 1, 2, 3, 4, 5, 6]),
        ("are", [0, 1, 2, 3, 4, 5, 6]),
        (".example", [0, 1, 2, 3, 4, 5, 6]),
        ("R7K2-49", [5]),
        ("r7k249", [5]),
        ("京ICP备2026000001号-1", [6]),
        ("2026000001", [6]),
        ("京ICP备2026", [6]),
        ("没有这家", []),
    ],
)
def test_found_alike_by_index_and_one_by_one(provider: Provider, text: str, places: list[int]) -> None:
    rows = served(bare(7), provider)
    served(bare(7, name="示例零一公司%别家AB"), cast.provider_with_staff(1)[0])
    for row, name in zip(rows, NAMES, strict=True):
        Entity.objects.create(filing=row, name=name)
    Filing.objects.filter(pk=rows[5].pk).update(receipt_number="R7K2-49QD-0815")
    Filing.objects.filter(pk=rows[6].pk).update(filing_number="京ICP备2026000001号")
    expected = [rows[place].pk for place in places]
    entries = desk_of(provider).order_by("since", "filing_id")
    by_index = entries.filter(desk_search.matching(text, provider))
    one_by_one = desk_search.looked_at_one_by_one(entries, text, provider)
    assert list(by_index.values_list("filing_id", flat=True)) == expected
    assert list(one_by_one.values_list("filing_id", flat=True)) == expected
    assert turned_over(DeskList(provider, text=text), 2) == expected
    assert list(DeskList(provider, text=text).keys()) == expected


def test_page_of_a_list_in_hand() -> None:
    assert keys_page([1, 2, 3], 9, 2).keys == [3]
    assert keys_page([1, 2, 3], 0, 2).keys == [1, 2]
    assert keys_page([], 3, 2).number == 1


@pytest.mark.postgres
def test_pages_are_read_off_their_indexes(provider: Provider) -> None:
    other = cast.provider_with_staff(1)[0]
    for state, check in (("provider_check", "open"), ("authority_review", "passed"), ("rejected", "passed")):
        served(bare(100, state), provider, check)
        served(bare(100, state), other, check)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE filings_deskentry")
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off")
    for queue, index in (
        ("all", "desk_in_order"),
        ("to-check", "desk_of_state"),
        ("review", "desk_of_state"),
        ("approved", "desk_of_state"),
    ):
        for part in DeskList(provider, queue).stretches():
            plan = part.ordered().values_list("filing_id")[:20].explain()
            assert f"Index Only Scan using {index}" in plan, plan
            assert "Sort" not in plan, plan
            # Where the end of what is kept is no filter, what ended earlier is not read.
            assert ("since >=" in plan.partition("Index Cond")[2]) is ("place = 2" in plan), plan


@pytest.mark.postgres
def test_owners_and_domains_are_found_by_their_indexes(provider: Provider) -> None:
    served(bare(300), provider)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE accounts_user, filings_websitedomain, filings_deskentry, filings_filing")
        cursor.execute("SET LOCAL enable_seqscan = off")
    for known in (of_domains, of_owners):
        known.forget()
    assert of_domains.expected([".example"]) == pytest.approx(300)
    assert of_owners.expected(["bare"]) == pytest.approx(300)
    plan = DeskEntry.objects.filter(desk_search.matching("re123", provider)).explain()
    assert "owner_name_pairs" in plan, plan
    assert "website_domain_pairs" in plan, plan
