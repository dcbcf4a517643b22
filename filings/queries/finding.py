"""Finding filings by what a reviewer has in hand: a receipt or filing number, a domain, a part of a name.

Each thing that a text may mean is looked for by itself, where an index has it, and what is found is put together: one
condition for all would read every filing. Common words are the exception, see `is_common`.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import F, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Upper

from filings.lookup_text import pairs_of
from filings.models import Entity, Filing, RegisteredDomain, RegisterStatus, WebsiteDomain
from filings.queries.pair_statistics import PairStatistics
from filings.queries.pair_statistics import of_entities as statistics
from filings.queries.search_words import by_number, by_receipt, by_words, spellings, whole_domain
from filings.workflow import CANCEL_KINDS

# What more entities are expected to hold in their names is common: among so many rows of a list is a page of it.
COMMON = 4_000


class _HoldsPairs(Func):
    """That the pairs of a text, in capitals, hold all of a list of pairs."""

    template = "filings_pairs(%(expressions)s)"
    arg_joiner = ") @> ("
    conditional = True


def matching(text: str) -> Q:
    """The filings that `text`, of `search_text`, means; it is not empty.

    A whole domain finds what holds or cancels it; a number finds by receipt or filing number, whatever its blanks,
    dashes and case; anything else is looked for in the entity's name, every word of it.
    """
    return Q(pk__in=together([*_exact(text), named(text)]))


def is_common(text: str) -> bool:
    """Whether so many names hold `text` that to find them all costs more than to look at filings one after another
    until there are enough."""
    return statistics.expected(sure_parts(text)) >= COMMON


def looked_at_one_by_one(filings: QuerySet[Filing], text: str) -> QuerySet[Filing]:
    """As `matching`, but the name is looked at filing by filing, in their order, as far as they are taken."""
    # A subquery in the select list: PostgreSQL cannot turn it into a join, which would begin with all the names.
    names = Entity.objects.filter(filing=OuterRef("pk")).values("name")
    wanted = by_words(text, "looked_at")
    exact = _exact(text)
    if exact:
        wanted |= Q(pk__in=together(exact))
    return filings.annotate(looked_at=Subquery(names)).filter(wanted)


def _exact(text: str) -> list[QuerySet[Any]]:
    """The keys of filings by what leads to a few: numbers and domains."""
    domain = whole_domain(text)
    return [*numbered(text), *_by_domain(domain)] if domain else numbered(text)


def numbered(text: str) -> list[QuerySet[Any]]:
    """The keys of filings by receipt and filing number, as far as the text may be either."""
    wanted = [by_receipt(text), by_number(text, "filing_number")]
    found: list[QuerySet[Any]] = [Filing.objects.filter(each) for each in wanted if each]
    if of_entity := by_number(text, "registered_entity__number"):
        found.append(Filing.objects.filter(of_entity))
    return [rows.order_by().values("pk") for rows in found]


def _by_domain(name: str) -> list[QuerySet[Any]]:
    live = ~Q(status=RegisterStatus.CANCELLED) & ~Q(domain="")
    # Each half in the words of its index.
    registered = RegisteredDomain.objects.filter(
        Q(live, ascii=name) | Q(Q(status=RegisterStatus.CANCELLED) | Q(domain=""), ascii=name)
    )
    cancelling = Filing.objects.filter(kind__in=sorted(CANCEL_KINDS)).order_by()
    sites = cancelling.filter(target_website__in=registered.values("website"))
    whole = cancelling.filter(
        target_website__isnull=True, registered_entity__in=registered.values("website__entity")
    )
    holding = WebsiteDomain.objects.filter(ascii=name).order_by()
    return [holding.values("filing"), sites.values("pk"), whole.values("pk")]


def named(text: str) -> QuerySet[Any]:
    """The keys of filings whose entities' names hold every word."""
    rows = Entity.objects.filter(by_words(text, "name"))
    return holding(rows, Upper(F("name")), sure_parts(text), statistics).values("filing")


def holding(
    rows: QuerySet[Any], text: Combinable, parts: Iterable[str], known: PairStatistics
) -> QuerySet[Any]:
    """`rows`, whose `text` holds all of `parts`, by the index by pairs that `known` tells about."""
    pairs = known.rarest(pair for part in parts for pair in pairs_of(part))
    if not pairs or connection.vendor != "postgresql":
        return rows
    return rows.filter(_HoldsPairs(text, Value(pairs)))


def sure_parts(text: str) -> list[str]:
    """What a name that holds every word of `text` has in it whichever way the word was spelled: in capitals, without
    letters of which the database may know no capital."""
    parts = []
    for word in text.split():
        first, *others = {spelling.upper() for spelling in spellings(word)}
        sure = [letter if _is_plain(letter) else " " for letter in first]
        parts += [part for part in "".join(sure).split() if all(part in other for other in others)]
    return parts


def _is_plain(letter: str) -> bool:
    return letter.isascii() or letter.lower() == letter.upper()


def together(found: Sequence[QuerySet[Any]]) -> QuerySet[Any]:
    first, *others = found
    return first.union(*others, all=True) if others else first
