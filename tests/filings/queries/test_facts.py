"""What the portal's rows say against a filing."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from filings.claim_keys import claims_on, wanted_claims
from filings.queries import read_document
from filings.queries.facts import facts_for
from tests.factories import make_user
from tests.filings import cast

pytestmark = pytest.mark.django_db


def test_facts_about_a_filing_that_nothing_speaks_against() -> None:
    filing = cast.draft(cast.owner())

    facts = facts_for(filing, read_document(filing))

    assert not facts.document_taken
    assert not facts.open_filing
    assert not facts.entity_registered
    assert facts.domains_taken == frozenset()
    assert facts.ranges_taken == frozenset()
    assert facts.mobiles_taken == frozenset()


def test_facts_about_a_copy_of_what_another_has_filed() -> None:
    cast.submitted(cast.owner())
    make_user("someone", mobile="13000000000", email="someone@example.test")
    filing = cast.draft(cast.owner("other", 2))

    facts = facts_for(filing, read_document(filing))

    assert facts.document_taken
    assert facts.domains_taken == {"beian-demo.test"}
    assert facts.home_urls_taken == {"www.beian-demo.test"}
    assert facts.ranges_taken == {("1.1.1.1", "1.1.1.1")}
    assert facts.mobiles_taken == {"13000000000"}
    assert not facts.open_filing


def test_mobile_of_a_closed_account_is_free() -> None:
    make_user("someone", mobile="13000000000", email="someone@example.test", is_active=False)
    filing = cast.draft(cast.owner())
    assert facts_for(filing, read_document(filing)).mobiles_taken == frozenset()


@pytest.mark.postgres
def test_facts_and_claims_read_no_table_through() -> None:
    filing = cast.submitted(cast.owner())
    content = read_document(filing)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        with CaptureQueriesContext(connection) as asked:
            facts_for(filing, content)
        for statement in [query["sql"] for query in asked]:
            cursor.execute("EXPLAIN " + statement.replace("%", "%%"), [])
            assert "Seq Scan" not in "\n".join(row[0] for row in cursor.fetchall()), statement
        # Without its first column the index would be read through.
        assert "Index Cond: (((kind)" in claims_on(item.key for item in wanted_claims(content)).explain()


def test_facts_take_two_queries(django_assert_num_queries: Any) -> None:
    filing = cast.draft(cast.owner())
    content = read_document(filing)
    with django_assert_num_queries(2):
        facts_for(filing, content)


def test_a_document_is_read_in_six_queries(django_assert_num_queries: Any) -> None:
    filing = cast.draft(cast.owner())
    with django_assert_num_queries(6):
        content = read_document(filing)
    assert content.websites[0].accesses[0].provider_name == "北京云桥科技有限公司"
