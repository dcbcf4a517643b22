"""The triggers that write `DeskEntry`, on both engines: no other writer, and no moment at which it says otherwise than
the rows that it is made of.

A migration that alters one of the watched tables installs them again: SQLite makes an altered table anew, without its
triggers.
"""

from dataclasses import dataclass

from filings.workflow import ENDED_STATES

# Which providers serve a filing. `{chosen}` says which filings, as in all that follows.
_SERVING = """
SELECT site.filing_id, access.provider_id FROM filings_access AS access
JOIN filings_website AS site ON site.id = access.website_id
WHERE access.provider_id IS NOT NULL AND site.filing_id {chosen}
"""
# The same of the filing `changed`, by the ids of its websites. A function's plan may be older than the rows: one that
# was made while there were none would join all accesses with all websites for every row that is written.
_SERVING_CHANGED = """
SELECT changed AS filing_id, provider_id FROM filings_access
WHERE provider_id IS NOT NULL AND website_id = ANY (sites)
"""
# Which providers a filing has to do with.
_CONCERNED = """
{serving}
UNION
SELECT id, opened_for_id FROM filings_filing WHERE opened_for_id IS NOT NULL AND id {chosen}
"""
_FORGET = """
DELETE FROM filings_deskentry WHERE filing_id {chosen} AND (filing_id, provider_id) NOT IN ({concerned})
"""
_ENTER = """
INSERT INTO filings_deskentry (filing_id, provider_id, state, is_opener, has_open_check, since)
SELECT filing.id, concerned.provider_id, filing.state,
  COALESCE(filing.opened_for_id = concerned.provider_id, FALSE),
  EXISTS (SELECT 1 FROM filings_providercheck AS own
    WHERE own.filing_id = filing.id AND own.provider_id = concerned.provider_id AND own.state = 'open'),
  CASE WHEN filing.state IN ({ended}) THEN filing.ended_at
  WHEN filing.state = 'returned' THEN COALESCE(
    (SELECT event.created_at FROM filings_filingevent AS event
    WHERE event.filing_id = filing.id AND event.action = 'return' ORDER BY event.id DESC LIMIT 1),
    filing.submitted_at)
  ELSE COALESCE(filing.submitted_at, filing.created_at) END
FROM ({concerned}) AS concerned JOIN filings_filing AS filing ON filing.id = concerned.filing_id
WHERE filing.id {chosen}
ON CONFLICT (filing_id, provider_id) DO UPDATE SET state = excluded.state, is_opener = excluded.is_opener,
  has_open_check = excluded.has_open_check, since = excluded.since
"""


@dataclass(frozen=True)
class _Watch:
    """`event` on `table` touches the entries of the filings that the expressions `filings` give."""

    table: str
    event: str
    filings: tuple[str, ...]
    only_if: str = ""

    @property
    def name(self) -> str:
        return f"{self.table}_desk_{self.event.split()[0].lower()}"


_OF_SITE = "(SELECT filing_id FROM filings_website WHERE id = {}.website_id)"
_NEW, _OLD = "NEW.filing_id", "OLD.filing_id"
_WATCHED = (
    _Watch("filings_filing", "INSERT", ("NEW.id",), "NEW.opened_for_id IS NOT NULL"),
    _Watch(
        "filings_filing",
        "UPDATE OF state, created_at, submitted_at, ended_at, opened_for_id",
        ("NEW.id",),
    ),
    _Watch("filings_access", "INSERT", (_OF_SITE.format("NEW"),)),
    _Watch(
        "filings_access",
        "UPDATE OF website_id, provider_id",
        (_OF_SITE.format("OLD"), _OF_SITE.format("NEW")),
    ),
    _Watch("filings_access", "DELETE", (_OF_SITE.format("OLD"),)),
    _Watch("filings_providercheck", "INSERT", (_NEW,)),
    _Watch("filings_providercheck", "UPDATE OF state, filing_id, provider_id", (_OLD, _NEW)),
    _Watch("filings_providercheck", "DELETE", (_OLD,)),
    _Watch("filings_filingevent", "INSERT", (_NEW,), "NEW.action = 'return'"),
)


def install_statements(vendor: str) -> list[str]:
    """The SQL that installs the triggers on ``postgresql`` or ``sqlite``."""
    return _postgres() if vendor == "postgresql" else [_sqlite(watch) for watch in _WATCHED]


def fill_statements() -> list[str]:
    """The SQL that brings the whole table up to date, for filings that were there before the triggers."""
    return _statements("IS NOT NULL")


def remove_statements(vendor: str) -> list[str]:
    """The SQL that removes them, for a migration's way back."""
    if vendor != "postgresql":
        return [f"DROP TRIGGER {watch.name}" for watch in _WATCHED]
    triggers = [f"DROP TRIGGER {watch.name} ON {watch.table}" for watch in _WATCHED]
    functions = [f"DROP FUNCTION {watch.name}()" for watch in _WATCHED]
    return [*triggers, *functions, "DROP FUNCTION filings_keep_desk(bigint)"]


def _statements(chosen: str, serving: str = _SERVING) -> list[str]:
    concerned = _CONCERNED.format(serving=serving.format(chosen=chosen), chosen=chosen)
    ended = ", ".join(f"'{state.value}'" for state in sorted(ENDED_STATES))
    return [each.format(chosen=chosen, concerned=concerned, ended=ended) for each in (_FORGET, _ENTER)]


def _sqlite(watch: _Watch) -> str:
    body = "; ".join(_statements(f"IN ({', '.join(watch.filings)})"))
    return (
        f"CREATE TRIGGER IF NOT EXISTS {watch.name} AFTER {watch.event} ON {watch.table}"
        f" {_when(watch)} BEGIN {body}; END"
    )


def _postgres() -> list[str]:
    triggers = [
        f"CREATE TRIGGER {watch.name} AFTER {watch.event} ON {watch.table}"
        f" FOR EACH ROW {_when(watch)} EXECUTE FUNCTION {watch.name}()"
        for watch in _WATCHED
    ]
    return [*postgres_functions(), *triggers]


def postgres_functions() -> list[str]:
    """What PostgreSQL's triggers call, and what brings the entries of one filing up to date."""
    # One filing at a time: for a list PostgreSQL would make its plan anew with every call. Whoever writes holds the
    # filing's lock as a rule; two who do not must not each miss what the other has written.
    lock = "PERFORM 1 FROM filings_filing WHERE id = changed FOR NO KEY UPDATE"
    sites = "sites := ARRAY(SELECT id FROM filings_website WHERE filing_id = changed)"
    body = "; ".join([lock, sites, *_statements("= changed", _SERVING_CHANGED)])
    return [
        "CREATE OR REPLACE FUNCTION filings_keep_desk(changed bigint) RETURNS void LANGUAGE plpgsql AS"
        f" $$ DECLARE sites bigint[]; BEGIN {body}; END $$",
        *(_postgres_function(watch) for watch in _WATCHED),
    ]


def _postgres_function(watch: _Watch) -> str:
    changed = " UNION SELECT ".join(watch.filings)
    # By indexes, whatever the planner believes of the tables: see _SERVING_CHANGED.
    return (
        f"CREATE OR REPLACE FUNCTION {watch.name}() RETURNS trigger LANGUAGE plpgsql SET enable_seqscan = off AS"
        f" $$ BEGIN PERFORM filings_keep_desk(id) FROM (SELECT {changed}) AS changed (id); RETURN NULL; END $$"
    )


def _when(watch: _Watch) -> str:
    return f"WHEN ({watch.only_if})" if watch.only_if else ""
