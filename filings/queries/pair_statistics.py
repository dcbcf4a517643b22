"""How often each pair of characters comes in the names of a table: what PostgreSQL's own statistics say."""

import time
from collections.abc import Iterable
from contextlib import suppress
from math import prod

from django.db import InterfaceError, OperationalError, connection

from filings.lookup_text import pairs_of
from filings.pairs_index import DOMAIN_INDEX_NAME, ENTITY_INDEX_NAME, INDEX_NAME, OWNER_INDEX_NAME

# So many pairs of a search are asked of an index; more cost more than they narrow.
MOST_PAIRS = 3
_SECONDS_KNOWN = 600
_FREQUENCIES = (
    "SELECT most_common_elems::text::text[], most_common_elem_freqs,"
    " (SELECT reltuples FROM pg_class WHERE oid = to_regclass(%s))"
    " FROM pg_stats WHERE schemaname = current_schema() AND tablename = %s"
)


class PairStatistics:
    """A copy of the statistics of one index over `filings_pairs`, read now and then. Elsewhere than on PostgreSQL
    nothing is known, and every pair is rare."""

    def __init__(self, index: str, table: str) -> None:
        self._index, self._table = index, table
        self.forget()

    def forget(self) -> None:
        """The next question reads them anew."""
        self._shares: dict[str, float] = {}
        self._rows = 0.0
        self._read_at = float(-_SECONDS_KNOWN)

    def share(self, pair: str) -> float:
        """The share of names that hold `pair`; 0 for one that is not among the common ones."""
        if time.monotonic() - self._read_at >= _SECONDS_KNOWN:
            self._read_at = time.monotonic()
            # Replicas answer strangers when the primary is gone; then what was known must do.
            with suppress(OperationalError, InterfaceError):
                self._read()
        return self._shares.get(pair, 0.0)

    def expected(self, words: Iterable[str]) -> float:
        """How many rows hold all of `words`, as if words came by chance; within a word the rarest pair tells."""
        least = [min(map(self.share, pairs_of(word)), default=1.0) for word in words]
        rows = self._rows
        for share in least:
            rows *= share
        return rows

    def expected_by_chance(self, text: str) -> float:
        """How many rows hold `text`, as if its pairs came by chance: of letters and digits put together at will."""
        shares = [self.share(pair) for pair in self.rarest(pairs_of(text))]
        return self._rows * prod(shares)

    def rarest(self, pairs: Iterable[str]) -> list[str]:
        """Those that narrow a search most."""
        return sorted(sorted(set(pairs)), key=self.share)[:MOST_PAIRS]

    def _read(self) -> None:
        row = None
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(_FREQUENCIES, [self._table, self._index])
                row = cursor.fetchone()
        # Behind the shares PostgreSQL adds the least, the greatest and that of empty arrays.
        self._shares = dict(zip(row[0] or [], row[1] or [], strict=False)) if row else {}
        self._rows = row[2] if row else 0.0


of_lookup = PairStatistics(INDEX_NAME, "filings_registereddomain")
of_entities = PairStatistics(ENTITY_INDEX_NAME, "filings_entity")
of_owners = PairStatistics(OWNER_INDEX_NAME, "accounts_user")
of_domains = PairStatistics(DOMAIN_INDEX_NAME, "filings_websitedomain")
