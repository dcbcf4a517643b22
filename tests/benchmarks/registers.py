"""Invented registers, each in a database of its own, and what is looked up in them."""

from urllib.parse import quote

from django.core.management import call_command
from django.db import connection

from filings.models import RegisteredDomain
from tests.benchmarks.databases import database, make_database


def make_register(name: str, sites: int) -> None:
    """A register of that many websites in database `name`, unless it is there."""
    make_database(name)
    with database(name):
        if not RegisteredDomain.objects.exists():
            call_command("generate_register", sites=sites, seed=1)
            with connection.cursor() as cursor:
                cursor.execute("VACUUM ANALYZE filings_registereddomain")


def drawn(count: int) -> list[tuple[str, str, str]]:
    """Domain, website's number and website's name of about `count` rows, evenly over the whole register."""
    first, last = _ends()
    places = [first + (last - first) * place // count for place in range(count)]
    rows = RegisteredDomain.objects.filter(pk__in=places, status="active").exclude(domain="").order_by("pk")
    return list(rows.values_list("ascii", "site_number", "site_name"))


def _ends() -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(id), max(id) FROM filings_registereddomain")
        first, last = cursor.fetchone()
    return first, last


def holding(word: str) -> int:
    """How many websites' names hold `word`."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM filings_registereddomain WHERE leads AND filings_pairs(names) @> ARRAY[%s]",
            [word],
        )
        return int(cursor.fetchone()[0])


def paths(form: str, values: list[str]) -> list[str]:
    """`form` with each of `values`, percent-encoded, in the place of ``{}``."""
    return [form.format(quote(value)) for value in values]
