"""How common names are, by the statistics of their index, and what is looked for with its help."""

from collections.abc import Iterator

import pytest
from django.db import connection

from filings.models import Entity, Filing
from filings.queries.finding import COMMON, is_common, matching, named
from filings.queries.pair_statistics import of_entities
from tests.filings.many import bare

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _read_anew() -> Iterator[None]:
    of_entities.forget()
    yield
    of_entities.forget()


def looked_through() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE filings_entity")
    of_entities.forget()


def test_nothing_is_common_before_anybody_has_counted() -> None:
    assert not is_common("示例")
    assert of_entities.rarest(["例子", "示例", "甲乙", "丙丁"]) == ["丙丁", "例子", "甲乙"]


@pytest.mark.postgres
def test_words_are_expected_as_often_as_their_rarest_pairs() -> None:
    bare(300, "rejected", name="示例网络")
    bare(100, "rejected", name="示例桥云")
    looked_through()
    assert of_entities.expected(["示例"]) == pytest.approx(400)
    assert of_entities.expected(["示例桥云"]) == pytest.approx(100)
    assert of_entities.expected(["示例", "网络"]) == pytest.approx(300)
    assert of_entities.expected(["甲乙"]) == 0
    assert of_entities.rarest(["示例", "桥云", "网络", "例网"])[0] == "桥云"
    # A single character has no pair to tell by.
    assert of_entities.expected(["示"]) == pytest.approx(400)
    assert COMMON == 4_000


@pytest.mark.postgres
def test_names_are_found_by_the_index() -> None:
    bare(300, "rejected", name="示例网络")
    looked_through()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    rows = named("示例桥云")
    assert "entity_name_pairs" in rows.explain()


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("示例Ab公司", "例aB"),
        ("示例ＡＢ公司", "ＡＢ公"),
        ("示例AB公司", "例ＡＢ公"),
        ("Ｘ示例", "Ｘ示"),
        ("示例é公司", "例é公司"),
        ("示例(A)", "例(a)"),
    ],
)
def test_spellings_are_found_as_without_an_index(name: str, typed: str) -> None:
    filing = bare(1, "rejected")[0]
    Entity.objects.create(filing=filing, name=name)
    assert list(Filing.objects.filter(matching(typed))) == [filing]
