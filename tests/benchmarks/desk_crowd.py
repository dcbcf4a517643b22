"""A provider's filings in every state, as they come about: a crowd of which most have gone on from where it waits."""

from django.db import connection

from accounts.models import User
from filings.generated import words
from icpportal.core.regions import PREFIXES
from tests.benchmarks import crowd

NAME = "crowd-desk"
TABLES = (
    "accounts_user",
    "filings_access",
    "filings_deskentry",
    "filings_entity",
    "filings_filing",
    "filings_filingevent",
    "filings_providercheck",
    "filings_website",
    "filings_websitedomain",
)
_DAYS = "interval '1 day' *"
# Of a hundred: 35 approved, 8 ended otherwise, 5 sent back, 12 to be checked, 40 in review; all in the last two years.
_STEPS = (
    f"UPDATE filings_filing SET submitted_at = now() - {_DAYS} (30 + id %% 700), created_at = now() - {_DAYS} 731,"
    f" first_arrived_at = now() - {_DAYS} (29 + id %% 700), arrived_at = now() - {_DAYS} (29 + id %% 700)",
    "UPDATE filings_filing SET state = 'approved', ended_at = arrived_at + interval '9 days',"
    " filing_number = '京ICP备2026' || lpad(id::text, 6, '0') || '号' WHERE id %% 100 < 35",
    "UPDATE filings_filing SET state = CASE WHEN id %% 2 = 0 THEN 'rejected' ELSE 'withdrawn' END,"
    " ended_at = arrived_at + interval '9 days' WHERE id %% 100 BETWEEN 35 AND 42",
    "INSERT INTO filings_filingevent (filing_id, created_at, action, from_state, to_state, actor_id, actor_role,"
    " opinion, reasons, paths, from_version, to_version, request_id)"
    " SELECT id, arrived_at + interval '9 days', 'return', state, 'returned', owner_id, 'reviewer', '', '[]', '[]',"
    " 6, 7, '' FROM filings_filing WHERE id %% 100 BETWEEN 43 AND 47",
    "UPDATE filings_filing SET state = 'returned' WHERE id %% 100 BETWEEN 43 AND 47",
    "UPDATE filings_filing SET state = 'provider_check', first_arrived_at = NULL, arrived_at = NULL"
    " WHERE id %% 100 BETWEEN 48 AND 59",
    "UPDATE filings_providercheck SET state = 'open', decided_by_id = NULL, decided_at = NULL, digest = ''"
    " WHERE filing_id %% 100 BETWEEN 43 AND 59",
    "UPDATE filings_entity SET name = '北京' || {syllable} || {syllable} || {syllable} || {trade} || '有限公司'".format(
        syllable="(%(syllables)s::text[])[1 + floor(random() * cardinality(%(syllables)s::text[]))::int]",
        trade="(%(trades)s::text[])[1 + floor(random() * cardinality(%(trades)s::text[]))::int]",
    ),
)


def fill(size: int) -> None:
    """`size` filings of one provider, the same each time, unless there are some."""
    if User.objects.filter(username__startswith=f"{NAME}-").exists():
        return
    crowd.gather(NAME, size, tuple(PREFIXES))
    values = {"syllables": list(words.SYLLABLES), "trades": list(words.TRADES)}
    with connection.cursor() as cursor:
        cursor.execute("SELECT setseed(0.4)")
        for statement in _STEPS:
            cursor.execute(statement, values)
        # As autovacuum would, so that a scan of an index need not look at each row.
        cursor.execute(f"VACUUM (ANALYZE) {', '.join(TABLES)}")
