"""A GET changes no business row: what it may write, each in one named function, stands here."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.architecture.addresses import all_addresses
from tests.architecture.call_graph import GetWalk, read_module, read_project
from tests.factories import make_user, sign_in

# The session is Django's own; its middleware writes it.
ALLOWED = {
    # A new picture challenge.
    "accounts.captcha.renew",
    # Counts the pictures asked for, so that drawing them cannot tie the server up.
    "accounts.limits.spend",
    # The access log: who opened a filing.
    "filings.actions.viewing.record_view",
    # The same for a list taken away as a file.
    "filings.actions.viewing.record_views",
}
ALLOWED_TABLES = {"django_session", "accounts_picturechallenge", "accounts_attempt", "filings_filingview"}
WRITTEN_TABLE = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)


def test_get_reaches_no_write() -> None:
    assert GetWalk(read_project(), ALLOWED).run() == set()


def test_list_names_only_what_exists() -> None:
    functions = {f"{module}.{name}" for module, each in read_project().items() for name in each.functions}
    assert functions >= ALLOWED


VIEWS = """
from app import actions
from app.pages import Page

class Edit(Page):
    def get(self, request):
        return self.show()

    def post(self, request):
        request.user.delete()

def seen(request):
    if request.method == "POST":
        request.user.save()
    else:
        actions.count(request)

@require_POST
def save(request):
    request.user.save()
"""
PAGES = """
class Page:
    def show(self):
        Visit.objects.filter(pk=1).update(number=2)
        self.context.update({"a": 1})
        self.request.session.create()
        self.picture.save(buffer, "PNG")
"""
ACTIONS = """
def count(request):
    deeper(request)
    allowed()

def deeper(request):
    Visit.objects.create()

def allowed():
    Visit.objects.create()
"""


def test_write_behind_a_get_is_found() -> None:
    sample = {"app.edit_views": VIEWS, "app.pages": PAGES, "app.actions": ACTIONS}
    project = {name: read_module(text) for name, text in sample.items()}
    assert GetWalk(project, {"app.actions.allowed"}).run() == {
        "app.pages.Page.show: Visit.objects.filter(pk=1).update",
        "app.actions.deeper: Visit.objects.create",
    }


def written_tables(client: Client, path: str) -> set[str]:
    """The tables that one GET of `path` inserts into, updates or deletes from."""
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    found = (WRITTEN_TABLE.match(query["sql"]) for query in queries)
    return {match[1] for match in found if match}


@pytest.mark.django_db
@pytest.mark.parametrize("role", [None, "owner", "provider", "reviewer", "ministry", "admin"])
def test_get_of_any_address_writes_only_to_allowed_tables(role: str | None) -> None:
    client = sign_in(Client(), make_user(f"get-{role}", role=role)) if role else Client()
    written = {
        address.path: written_tables(client, address.path) - ALLOWED_TABLES for address in all_addresses()
    }
    assert {path: tables for path, tables in written.items() if tables} == {}
