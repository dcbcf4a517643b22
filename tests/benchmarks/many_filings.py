"""A country's filings by the million, past the models, on PostgreSQL: for the lists that reviewers work with.

97 in a hundred have ended, the others are spread over drafts, providers and the authorities of 31 provinces. Names are
put together from the same words as the invented register's. Nothing of it is anyone's.
"""

from typing import Any

from django.db import connection, transaction

from filings.generated import words
from filings.models import Filing
from icpportal.core.regions import PREFIXES, region_name

TABLES = (
    "accounts_user",
    "filings_filing",
    "filings_entity",
    "filings_website",
    "filings_websitedomain",
    "filings_registeredentity",
    "filings_registereddomain",
)
# Share in a thousand. What is in provider_check or a draft has not arrived, what was withdrawn or declined never did.
STATES = {
    "approved": 860,
    "rejected": 50,
    "withdrawn": 40,
    "declined": 20,
    "authority_review": 12,
    "returned": 6,
    "provider_check": 9,
    "draft": 3,
}
# Of a few, so that every list of them fills a page as those of many do.
STATES_OF_FEW = {
    "approved": 300,
    "rejected": 60,
    "authority_review": 500,
    "returned": 120,
    "provider_check": 20,
}
FEW = 5_000
KINDS = {
    "first": 600,
    "new_website": 150,
    "new_access": 80,
    "change": 120,
    "cancel_website": 25,
    "cancel_entity": 20,
    "authority_cancel": 5,
}
# Above the people who look at the lists.
FIRST = 1_000

_PICK = "(%({0})s::text[])[1 + floor(random() * cardinality(%({0})s::text[]))::int]"
_SYLLABLE = _PICK.format("syllables")
_DRAW = f"""
CREATE TEMP TABLE drawn ON COMMIT DROP AS
SELECT id, (%(provinces)s::text[])[place] AS province, (%(prefixes)s::text[])[place] AS prefix,
  {_PICK.format("states")} AS state, {_PICK.format("kinds")} AS kind,
  upper(md5('receipt' || id)) AS receipt, age, random() AS chance,
  CASE WHEN random() < 0.17 THEN {_PICK.format("surnames")} || {_SYLLABLE} || {_SYLLABLE}
  ELSE (%(shorts)s::text[])[place] || {_SYLLABLE} || {_SYLLABLE}
    || CASE WHEN random() < 0.6 THEN {_SYLLABLE} ELSE '' END
    || {_PICK.format("trades")} || {_PICK.format("ends")} END AS name
FROM (
  SELECT id, 1 + floor(random() * cardinality(%(provinces)s::text[]))::int AS place,
    interval '1 day' * (30 + 7000 * (1 - (id - {FIRST})::float / %(size)s)) AS age
  FROM generate_series({FIRST}, {FIRST} + %(size)s - 1) AS id OFFSET 0
) AS places
"""
_USERS = """
INSERT INTO accounts_user (id, password, username, role, province, mobile, mobile_key, email, email_key, is_active,
  is_demo, date_joined, is_registering, document_key)
SELECT id, '!', 'owner' || id, 'owner', '', '', '', '', '', true, false, now() - age, false, '' FROM drawn
"""
_FILINGS = """
INSERT INTO filings_filing (id, uid, kind, state, version, province, receipt_number, filing_number, created_at,
  submitted_at, first_arrived_at, arrived_at, ended_at, claimed_by_id, claimed_at, article, statement, opened_by_id,
  owner_id, registered_entity_id)
SELECT id, md5('uid' || id)::uuid, kind, state, 3, province,
  CASE WHEN state <> 'draft' THEN concat_ws('-', left(receipt, 4), substr(receipt, 5, 4), substr(receipt, 9, 4)) END,
  number, begun, CASE WHEN state <> 'draft' THEN begun + interval '1 hour' END,
  CASE WHEN has_arrived THEN begun + interval '2 days' END, CASE WHEN has_arrived THEN begun + interval '2 days' END,
  CASE WHEN state IN ('approved', 'rejected', 'withdrawn', 'declined') THEN begun + interval '1 day' * (3 + 15 * chance)
  END,
  CASE WHEN is_claimed THEN CASE WHEN chance < %(mine)s THEN %(holder)s ELSE id END END,
  CASE WHEN is_claimed THEN now() - interval '1 day' * 14 * chance END,
  '', '', id, id, CASE WHEN state = 'approved' AND kind = 'first' THEN id END
FROM (
  SELECT *,
    now() - CASE WHEN state IN ('approved', 'rejected', 'withdrawn', 'declined') THEN age
      ELSE interval '1 day' * (2 + 34 * chance) END AS begun,
    state IN ('approved', 'rejected', 'authority_review', 'returned') AS has_arrived,
    state = 'authority_review' AND chance < 0.3 AS is_claimed,
    CASE WHEN state = 'approved' AND kind NOT LIKE '%%cancel%%' THEN
      prefix || 'ICP备' || (2005 + 21 * (id - 1000) / %(size)s) || lpad((id %% 1000000)::text, 6, '0') || '号'
      ELSE '' END AS number
  FROM drawn
) AS made
"""
_ENTITIES = """
INSERT INTO filings_entity (id, filing_id, version, name, nature, document_type, document_number, document_address,
  investor, province, city, county, address, remarks, person_name, person_document_type, person_document_number,
  person_office_phone, person_mobile, person_email)
SELECT id, id, 1, name, 4, 1, md5(id::text), '示例路 ' || id || ' 号', '', province, '', '', '示例路 ' || id || ' 号',
  '', '示例人', 2, md5('person' || id), '', '', '' FROM drawn
"""
_WEBSITES = """
INSERT INTO filings_website (id, filing_id, version, name, home_url, services, languages, remarks, service_ended,
  person_name, person_document_number, person_office_phone, person_mobile, person_email)
SELECT id, id, 1, '示例网站' || id, 'www.many-' || id || '.example', '[]', '[]', '', false, '示例人', '', '', '', ''
FROM drawn WHERE kind NOT LIKE '%%cancel%%'
"""
_DOMAINS = """
INSERT INTO filings_websitedomain (id, filing_id, website_id, position, domain, ascii)
SELECT id, id, id, 0, 'many-' || id || '.example', 'many-' || id || '.example'
FROM drawn WHERE kind NOT LIKE '%%cancel%%'
"""
_SNAPSHOT = """
INSERT INTO filings_filingsnapshot (id, filing_id, version, sealed, digest, created_at)
VALUES (1, 1000, 1, '', repeat('0', 64), now())
"""
_REGISTER = """
INSERT INTO filings_registeredentity (id, number, province, next_site_no, status, approved_at, changed_at, owner_id,
  snapshot_id)
SELECT id, filing_number, province, 2, 'active', ended_at, ended_at, owner_id, 1
FROM filings_filing WHERE registered_entity_id = id
"""
_LOOKUP = """
INSERT INTO filings_registereddomain (id, domain, ascii, leads, status, site_number, entity_number, organiser, nature,
  site_name, home_url, domains, pre_approvals, names, approved_at, is_generated)
SELECT id, 'many-' || id || '.example', 'many-' || id || '.example', true, 'active', filing_number || '-1',
  filing_number, '', 4, '', '', '', '', '', ended_at, true
FROM filings_filing WHERE registered_entity_id = id
"""
_STEPS = (_DRAW, _USERS, _FILINGS, _ENTITIES, _WEBSITES, _DOMAINS, _SNAPSHOT, _REGISTER, _LOOKUP)


def load(size: int, holder: int) -> None:
    """Enters `size` filings, the same each time, unless there are some.

    :param holder: who has claimed about a hundred of them; other claims are of people who do not look at lists
    """
    if Filing.objects.exists():
        return
    with transaction.atomic(), connection.cursor() as cursor:
        # The rows are whole by construction; each check of a foreign key would be a query of its own.
        cursor.execute(
            "SET LOCAL session_replication_role = replica; SET LOCAL maintenance_work_mem = '512MB'"
        )
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0; SELECT setseed(0.4)")
        indexes = _drop_indexes(cursor)
        for statement in _STEPS:
            cursor.execute(statement, _values(size) | {"holder": holder})
        for index in indexes:
            cursor.execute(index)
        for table in TABLES:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {FIRST} + %s)", [size])
    with connection.cursor() as cursor:
        # As autovacuum would, so that a scan of an index need not look at each row.
        cursor.execute(f"VACUUM (ANALYZE) {', '.join(TABLES)}")


def _drop_indexes(cursor: Any) -> list[str]:
    """Drops those that no constraint needs; what makes them again, with their statistics."""
    cursor.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = ANY(%s)"
        " AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexname::regclass)",
        [list(TABLES)],
    )
    found = cursor.fetchall()
    cursor.execute(
        "SELECT attrelid::regclass::text, attnum, attstattarget FROM pg_attribute"
        " WHERE attrelid = ANY(%s::regclass[]) AND attstattarget > 0",
        [[name for name, _ in found]],
    )
    again = [definition for _, definition in found]
    again += [
        f"ALTER INDEX {name} ALTER COLUMN {column} SET STATISTICS {target}"
        for name, column, target in cursor.fetchall()
    ]
    for name, _ in found:
        cursor.execute(f"DROP INDEX {name}")
    return again


def _values(size: int) -> dict[str, Any]:
    places = [code for code, share in words.PROVINCES.items() for _ in range(share)]
    company = words.KINDS[0]
    states = STATES if size > FEW else STATES_OF_FEW
    return {
        "size": size,
        "mine": min(0.3, 100 * 1000 / size / states["authority_review"]),
        "provinces": places,
        "prefixes": [PREFIXES[code] for code in places],
        "shorts": [region_name(code)[:2] for code in places],
        "states": [state for state, share in states.items() for _ in range(share)],
        "kinds": [kind for kind, share in KINDS.items() for _ in range(share)],
        "syllables": list(words.SYLLABLES),
        "trades": list(words.TRADES),
        "ends": list(company.ends),
        "surnames": list(words.SURNAMES),
    }
