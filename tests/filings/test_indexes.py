"""No index is kept twice: at national scale each costs gigabytes, and time with every row that is written."""

import pytest
from django.db import connection

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]

# A plain index whose columns are the first of another's, which answers every question that it could.
_DOUBLE = """
SELECT one.indrelid::regclass || ': ' || one.indexrelid::regclass FROM pg_index AS one
JOIN pg_index AS other ON other.indrelid = one.indrelid AND other.indexrelid <> one.indexrelid
JOIN pg_class AS held ON held.oid = one.indrelid AND held.relnamespace = current_schema()::regnamespace
WHERE NOT one.indisunique AND one.indpred IS NULL AND other.indpred IS NULL
  AND one.indexprs IS NULL AND other.indexprs IS NULL
  AND other.indkey::text || ' ' LIKE one.indkey::text || ' %'
  AND other.indclass::text || ' ' LIKE one.indclass::text || ' %'
  AND held.relname ~ '^(accounts|filings|providers|core)_'
ORDER BY 1
"""


def test_no_index_begins_another() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_DOUBLE)
        assert [line for (line,) in cursor.fetchall()] == []
