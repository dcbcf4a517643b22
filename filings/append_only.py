"""The triggers that keep history: events and snapshots are never changed, deleted or truncated.

Migrations install them on both engines, and again where SQLite has made a table anew to alter it, which drops its
triggers. Nothing in the portal removes them.
"""

TABLES = ("filings_filingevent", "filings_filingsnapshot")
REFUSAL = "append-only"

_POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION filings_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{REFUSAL}: %', TG_TABLE_NAME; END $$
"""


def install_statements(vendor: str) -> list[str]:
    """The SQL that installs the triggers on ``postgresql`` or ``sqlite``."""
    if vendor == "postgresql":
        rows = [
            f"CREATE TRIGGER {table}_rows BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION filings_append_only()"
            for table in TABLES
        ]
        whole = [
            f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION filings_append_only()"
            for table in TABLES
        ]
        return [_POSTGRES_FUNCTION, *rows, *whole]
    return [
        f"CREATE TRIGGER IF NOT EXISTS {table}_{event.lower()} BEFORE {event} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for table in TABLES
        for event in ("UPDATE", "DELETE")
    ]


def remove_statements(vendor: str) -> list[str]:
    """The SQL that removes them, for a migration's way back."""
    if vendor == "postgresql":
        return [f"DROP TRIGGER {table}_{part} ON {table}" for table in TABLES for part in ("rows", "whole")]
    return [f"DROP TRIGGER {table}_{event}" for table in TABLES for event in ("update", "delete")]
