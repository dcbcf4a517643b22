"""Rows written in one plain statement."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from filings.models import FilingEvent, FilingSnapshot
from icpportal.core import clock
from icpportal.core.inserting import insert, insert_missing
from providers.models import Provider
from tests.filings import cast

pytestmark = pytest.mark.django_db


def provider(name: str, **fields: Any) -> Provider:
    return Provider(name=name, search_text=name, province="110000", **fields)


def test_rows_get_their_keys_and_are_as_they_were_given(django_assert_num_queries: Any) -> None:
    rows = [provider("乙"), provider("甲", is_active=False), provider("丙", licence_number="B1-示例")]

    with django_assert_num_queries(1):
        assert insert(rows) == rows

    kept = Provider.objects.in_bulk([row.pk for row in rows])
    assert [kept[row.pk].name for row in rows] == ["乙", "甲", "丙"]
    assert [kept[row.pk].is_active for row in rows] == [True, False, True]
    assert kept[rows[2].pk].licence_number == "B1-示例"


def test_a_row_can_be_saved_again() -> None:
    (row,) = insert([provider("甲")])
    row.short_name = "甲甲"
    row.save()
    assert Provider.objects.get().short_name == "甲甲"


def test_lists_bytes_times_and_links_are_kept() -> None:
    filing = cast.draft(cast.owner())
    now = clock.now()
    event = FilingEvent(
        filing=filing,
        created_at=now,
        action="correct",
        from_state="draft",
        to_state="draft",
        actor=filing.owner,
        actor_role="owner",
        reasons=[{"code": "x", "text": "“引号”与 ' 和 %s"}],
        paths=["entity.name"],
        from_version=900,
        to_version=901,
    )
    insert([event])
    insert([FilingSnapshot(filing=filing, version=901, sealed=b"\x00\xff%s", digest="0" * 64)])

    kept = FilingEvent.objects.get(pk=event.pk)
    assert kept.created_at == now
    assert kept.reasons == [{"code": "x", "text": "“引号”与 ' 和 %s"}]
    assert kept.paths == ["entity.name"]
    assert (kept.actor, kept.actor_provider, kept.opinion) == (filing.owner, None, "")
    snapshot = FilingSnapshot.objects.get(version=901)
    assert bytes(snapshot.sealed) == b"\x00\xff%s"
    assert snapshot.created_at >= now


def test_nothing_is_written_for_no_rows(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert insert(iter([])) == []


def test_what_is_there_already_stays_as_it_is() -> None:
    insert([provider("甲")])
    insert_missing([provider("乙"), provider("甲", is_active=False)])
    insert_missing([])
    assert sorted(Provider.objects.values_list("name", "is_active")) == [("乙", True), ("甲", True)]


def test_what_the_database_refuses_leaves_nothing() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        insert([provider("甲"), provider("甲")])
    assert not Provider.objects.exists()
