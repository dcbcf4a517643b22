"""The index of names by pairs of characters, on PostgreSQL: it finds two Chinese characters anywhere in a name.

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
INDEX_NAME = "registered_names_pairs"
# Without the pending list a search never has to read through what was written last.
CREATE_INDEX = f"""
CREATE INDEX {INDEX_NAME} ON filings_registereddomain
USING gin (filings_pairs(names)) WITH (fastupdate = off) WHERE leads
"""
# How common a pair is decides how it is best looked for; the default knows only the hundred commonest.
MORE_STATISTICS = f"ALTER INDEX {INDEX_NAME} ALTER COLUMN 1 SET STATISTICS 1000"
DROP_INDEX = f"DROP INDEX {INDEX_NAME}"


def install_statements(vendor: str) -> list[str]:
    return [CREATE_FUNCTION, CREATE_INDEX, MORE_STATISTICS] if vendor == "postgresql" else []


def remove_statements(vendor: str) -> list[str]:
    return [DROP_INDEX, DROP_FUNCTION] if vendor == "postgresql" else []
