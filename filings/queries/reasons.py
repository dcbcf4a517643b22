"""How often each review reason was given. An event's reasons are one JSON list, which each engine opens its own way."""

import datetime

from django.db import connection

_OPENED = {
    "sqlite": """
        SELECT json_extract(reason.value, '$.code'), count(DISTINCT event.id)
        FROM filings_filingevent event
        JOIN filings_filing filing ON filing.id = event.filing_id
        JOIN json_each(event.reasons) reason
        WHERE event.action = 'return' AND event.created_at >= %s AND (%s = '' OR filing.province = %s)
        GROUP BY 1
    """,
    "postgresql": """
        SELECT reason.value ->> 'code', count(DISTINCT event.id)
        FROM filings_filingevent event
        JOIN filings_filing filing ON filing.id = event.filing_id
        CROSS JOIN LATERAL jsonb_array_elements(event.reasons) reason
        WHERE event.action = 'return' AND event.created_at >= %s AND (%s = '' OR filing.province = %s)
        GROUP BY 1
    """,
}


def reason_counts(province: str, since: datetime.datetime) -> dict[str, int]:
    """Code → how many 退回 since then gave it, at least once each; of one province, or of all for "". One query."""
    with connection.cursor() as cursor:
        start = connection.ops.adapt_datetimefield_value(since)
        cursor.execute(_OPENED[connection.vendor], [start, province, province])
        return dict(cursor.fetchall())
