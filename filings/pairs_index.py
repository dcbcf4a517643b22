"""The indexes of names by pairs of characters, on PostgreSQL: they find two Chinese characters anywhere in a name.

`pg_trgm` needs three characters. SQLite has neither; there a few rows are read through.
"""

CREATE_FUNCTION = """
CREATE FUNCTION filings_pairs(names text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
    pairs text[] := '{}';
BEGIN
    FOR place IN 1..length(names) - 1 LOOP
        pairs := pairs || substr(names, place, 2);
    END LOOP;
    RETURN pairs;
END
$$
"""
DROP_FUNCTION = "DROP FUNCTION filings_pairs(text)"


def create_index(name: str, table: str, text: str, condition: str = "") -> str:
    """:param text: the expression, of type text, whose pairs are indexed"""
    # Without the pending list a search never has to read through what was written last.
    index = f"CREATE INDEX {name} ON {table} USING gin (filings_pairs({text})) WITH (fastupdate = off)"
    return f"{index} WHERE {condition}" if condition else index


def more_statistics(name: str) -> str:
    """How common a pair is decides how it is best looked for; the default knows only the hundred commonest."""
    return f"ALTER INDEX {name} ALTER COLUMN 1 SET STATISTICS 1000"


# The public lookup's names.
INDEX_NAME = "registered_names_pairs"
CREATE_INDEX = create_index(INDEX_NAME, "filings_registereddomain", "names", "leads")
MORE_STATISTICS = more_statistics(INDEX_NAME)
DROP_INDEX = f"DROP INDEX {INDEX_NAME}"

# Entities' names, in capitals as a search without regard to case compares them.
ENTITY_INDEX_NAME = "entity_name_pairs"
# What the desk searches beside them, as it is written.
OWNER_INDEX_NAME, DOMAIN_INDEX_NAME = "owner_name_pairs", "website_domain_pairs"


def install_statements(vendor: str) -> list[str]:
    return [CREATE_FUNCTION, CREATE_INDEX, MORE_STATISTICS] if vendor == "postgresql" else []


def remove_statements(vendor: str) -> list[str]:
    return [DROP_INDEX, DROP_FUNCTION] if vendor == "postgresql" else []


def install_for_entities(vendor: str) -> list[str]:
    if vendor != "postgresql":
        return []
    return [
        create_index(ENTITY_INDEX_NAME, "filings_entity", "upper(name)"),
        more_statistics(ENTITY_INDEX_NAME),
    ]


def remove_for_entities(vendor: str) -> list[str]:
    return [f"DROP INDEX {ENTITY_INDEX_NAME}"] if vendor == "postgresql" else []


def install_for_desk(vendor: str) -> list[str]:
    if vendor != "postgresql":
        return []
    return [
        create_index(OWNER_INDEX_NAME, "accounts_user", "username"),
        more_statistics(OWNER_INDEX_NAME),
        create_index(DOMAIN_INDEX_NAME, "filings_websitedomain", "domain"),
        more_statistics(DOMAIN_INDEX_NAME),
    ]


def remove_for_desk(vendor: str) -> list[str]:
    return (
        [f"DROP INDEX {name}" for name in (OWNER_INDEX_NAME, DOMAIN_INDEX_NAME)]
        if vendor == "postgresql"
        else []
    )
