"""What every page of the wizard has in common: who may see it, when, and at what cost."""

import uuid

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from filings import actions
from filings.models import Filing, FilingEvent, Website
from filings.queries import read_document
from tests.factories import make_user, sign_in
from tests.filings import cast
from tests.filings.forms.typed import ACCESS, ENTITY, UNKEEPABLE, WEBSITE
from tests.filings.views.wizard_pages import addresses, signed_in_draft

pytestmark = pytest.mark.django_db

QUERIES = {
    "entity": 4,
    "websites": 9,
    "website-add": 4,
    "website-edit": 7,
    "website-delete": 9,
    "accesses": 9,
    "access-add": 4,
    "access-edit": 5,
    "access-delete": 5,
    "summary": 11,
    "discard": 3,
}


@pytest.mark.parametrize("websites", [1, 3])
@pytest.mark.parametrize("page", QUERIES)
def test_page_costs_the_same_however_many_websites(
    page: str, websites: int, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _, filing = signed_in_draft(client, websites)
    address = addresses(filing)[page]
    with django_assert_num_queries(QUERIES[page]):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("page", QUERIES)
def test_page_of_another_owner_is_not_there(page: str, client: Client) -> None:
    _, filing = signed_in_draft(client)
    address = addresses(filing)[page]
    sign_in(client, cast.owner("stranger", 2))
    nowhere = address.replace(str(filing.uid), str(uuid.uuid4()))
    for ask in (client.get, client.post):
        theirs, none = (
            ask(address, headers={"x-request-id": "1"}),
            ask(nowhere, headers={"x-request-id": "1"}),
        )
        assert theirs.status_code == none.status_code == 404
        assert without_id(theirs) == without_id(none)
    assert read_document(Filing.objects.get()) == read_document(filing)


def without_id(answer: object) -> bytes:
    """A page but for the number of its request."""
    return answer.content.replace(answer["X-Request-ID"].encode(), b"")  # type: ignore[attr-defined,index]


@pytest.mark.parametrize("role", ["provider", "reviewer", "ministry", "admin"])
def test_page_is_for_owners_only(role: str, client: Client) -> None:
    _, filing = signed_in_draft(client)
    sign_in(client, make_user("other", role))
    assert client.get(addresses(filing)["entity"]).status_code == 404
    assert client.get("/filing/").status_code == 404


def test_page_sends_a_stranger_to_the_login(client: Client) -> None:
    _, filing = signed_in_draft(client)
    client.logout()
    assert client.get(addresses(filing)["summary"])["Location"].startswith("/?next=")


@pytest.mark.parametrize("page", QUERIES)
def test_page_of_a_submitted_filing_leads_to_reading_and_saves_nothing(page: str, client: Client) -> None:
    who, filing = signed_in_draft(client)
    address = addresses(filing)[page]
    filing = actions.submit(who, filing.uid, filing.version)
    before = read_document(filing), filing.version, FilingEvent.objects.count()
    answer = client.get(address)
    assert (answer.status_code, answer["Location"]) == (303, f"/browse/{filing.uid}/")
    late = client.post(address, ENTITY | {"remarks": "迟到的文字", "version": "2"})
    if page == "summary":
        assert late["Location"] == f"/filing/{filing.uid}/done/"
    else:
        assert late.status_code == 409
        assert "迟到的文字" in late.content.decode()
        assert "请联系接入服务商代为修改" in late.content.decode()
    filing.refresh_from_db()
    assert (read_document(filing), filing.version, FilingEvent.objects.count()) == before


def test_steps_out_of_order_lead_to_the_first_open_one(client: Client) -> None:
    who = cast.owner()
    sign_in(client, who)
    entity = client.post("/filing/")["Location"]
    start = entity.removesuffix("entity/")
    for page in ("websites/", "website/add/", "summary/"):
        assert client.get(start + page)["Location"] == entity
    assert client.get("/filing/")["Location"] == entity
    filing = Filing.objects.get()
    actions.save_entity(who, filing.uid, cast.documents.valid_entity(), 1)
    assert client.get(f"{start}summary/")["Location"] == f"{start}websites/"
    assert client.get("/filing/")["Location"] == f"{start}websites/"


@pytest.mark.parametrize("number", [0, 999_999, 10**30])
def test_website_or_access_that_is_not_of_this_draft_is_not_there(number: int, client: Client) -> None:
    _who, filing = signed_in_draft(client)
    start = f"/filing/{filing.uid}/"
    for page in (f"website/{number}/", f"website/{number}/delete/", f"website/{number}/accesses/"):
        assert client.get(start + page).status_code == 404
    assert client.get(f"{start}access/{number}/").status_code == 404
    late = client.post(f"{start}website/{number}/", WEBSITE | {"remarks": "迟到的文字", "version": "1"})
    assert late.status_code == 409
    assert "迟到的文字" in late.content.decode()


def test_website_of_another_draft_cannot_be_reached_through_ones_own(client: Client) -> None:
    theirs = cast.draft(cast.owner("other", 2), domains=("other-demo.test",), home_url="other-demo.test")
    site = theirs.websites.get()
    _who, filing = signed_in_draft(client)
    start = f"/filing/{filing.uid}/website/{site.pk}/"
    assert client.get(start).status_code == 404
    assert client.post(start, WEBSITE | {"version": "1"}).status_code == 409
    assert client.post(f"{start}delete/", {"version": "1"}).status_code == 409
    assert client.post(f"{start}accesses/add/", ACCESS).status_code == 409
    site.refresh_from_db()
    assert (site.version, site.accesses.count(), Website.objects.count()) == (1, 1, 2)


@pytest.mark.parametrize("text", UNKEEPABLE)
@pytest.mark.parametrize("page", ["entity", "website-add", "website-edit", "access-add", "access-edit"])
def test_broken_text_gets_a_sentence_and_nothing_is_saved(page: str, text: str, client: Client) -> None:
    _, filing = signed_in_draft(client)
    before = read_document(filing)
    data = ENTITY | WEBSITE | ACCESS | {"name": text, "ranges": text, "version": "1"}
    answer = client.post(addresses(filing)[page], data)
    assert answer.status_code == 200
    assert "<title>错误：" in answer.content.decode()
    assert read_document(filing) == before


def test_far_too_much_text_gets_a_page(client: Client) -> None:
    _, filing = signed_in_draft(client)
    before = read_document(filing)
    data = ENTITY | {"remarks": "长" * 1_000_000}
    answer = client.generic(
        "POST",
        addresses(filing)["entity"],
        "&".join(f"{name}={value}" for name, value in data.items()),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 413
    assert read_document(filing) == before


def test_forged_fields_are_ignored(client: Client) -> None:
    who, filing = signed_in_draft(client)
    forged = {
        "filing": "1",
        "owner": "1",
        "state": "approved",
        "registered": "1",
        "kind": "change",
        "id": "9",
    }
    data = ENTITY | forged | {"version": "2", "receipt_number": "x", "action": "save"}
    assert client.post(addresses(filing)["entity"], data).status_code == 303
    filing.refresh_from_db()
    assert (filing.owner, filing.state, filing.kind, filing.receipt_number) == (who, "draft", "first", None)


def test_done_shows_the_receipt_and_the_day_until_which_the_provider_checks(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    who, filing = signed_in_draft(client)
    address = f"/filing/{filing.uid}/done/"
    assert client.get(address)["Location"] == "/filing/"
    filing = actions.submit(who, filing.uid, filing.version)
    with django_assert_num_queries(5):
        page = client.get(address).content.decode()
    assert str(filing.receipt_number) in page
    assert "北京云桥科技有限公司" in page
    assert "一般在 5 个工作日内" in page
    assert sign_in(client, cast.owner("stranger", 2)).get(address).status_code == 404
