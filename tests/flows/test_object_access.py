"""Whoever asks for what is not theirs gets the answer that a made-up id gets, and nothing moves."""

import uuid

import pytest
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from filings import actions
from filings.models import Filing
from providers.models import Provider
from tests.factories import make_provider, make_user, sign_in
from tests.filings import cast
from tests.flows.sight import addresses, all_rows, stripped
from tests.flows.test_owner_files import ACCESS, ENTITY, WEBSITE

pytestmark = pytest.mark.django_db

NOWHERE = "00000000-0000-4000-8000-000000000000"
STRANGERS = {
    "other owner": lambda: cast.owner("stranger", 2),
    "provider not named": lambda: cast.provider_with_staff(1)[1],
    "reviewer of the province": lambda: cast.reviewer("beijing", "110000"),
    "reviewer of another province": lambda: cast.reviewer("zhejiang", "330000"),
    "ministry": lambda: make_user("ministry", "ministry"),
    "administrator": lambda: make_user("sysadmin", "admin"),
}
TYPED = ENTITY | WEBSITE | ACCESS | {"version": "1", "action": "save", "opinion": "x"}


def asked(client: Client, method: str, address: str) -> HttpResponse:
    return client.post(address, TYPED) if method == "post" else getattr(client, method)(address)


@pytest.fixture(params=["draft", "submitted"])
def filing(request: pytest.FixtureRequest) -> Filing:
    """Of 北京, not yet arrived."""
    return getattr(cast, request.param)(cast.owner())


@pytest.mark.parametrize("method", ["get", "head", "post"])
@pytest.mark.parametrize("who", STRANGERS)
def test_filing_of_somebody_else_reads_as_not_there(
    client: Client, filing: Filing, who: str, method: str
) -> None:
    sign_in(client, STRANGERS[who]())
    before = all_rows()
    nowhere = addresses(filing, NOWHERE)
    for name, address in addresses(filing).items():
        answer = asked(client, method, address)
        # What only looks refuses POST whoever asks.
        assert answer.status_code in ({404} if method != "post" else {404, 405}), name
        assert stripped(answer) == stripped(asked(client, method, nowhere[name])), name
    assert all_rows() == before


@pytest.mark.parametrize("method", ["get", "head"])
def test_filing_sends_a_stranger_to_the_login(client: Client, filing: Filing, method: str) -> None:
    before = all_rows()
    for address in addresses(filing).values():
        answer = asked(client, method, address)
        assert (answer.status_code, answer["Location"][:7]) == (303, "/?next="), address
    assert all_rows() == before


def test_filing_takes_no_form_from_a_stranger(client: Client, filing: Filing) -> None:
    before = all_rows()
    for address in addresses(filing).values():
        answer = asked(client, "post", address)
        assert answer.status_code == 403, address
        assert "<h1>登录已经过期</h1>" in answer.content.decode()
    assert all_rows() == before


def test_draft_is_out_of_the_named_providers_sight(client: Client) -> None:
    filing = cast.draft(cast.owner())
    sign_in(client, cast.provider_with_staff()[1])
    before = all_rows()
    for address in addresses(filing).values():
        assert client.get(address).status_code in {404, 405}, address
        assert client.post(address, TYPED).status_code in {404, 405}, address
    assert all_rows() == before


def admin_pages(pk: object) -> list[str]:
    base = f"/admin/filings/filing/{pk}"
    return [f"{base}/change/", f"{base}/history/", f"{base}/delete/", f"{base}/", f"/admin/r/1/{pk}/"]


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("province", ["110000", "330000"])
def test_admin_shows_a_reviewer_nothing_out_of_sight(
    client: Client, filing: Filing, province: str, method: str
) -> None:
    sign_in(client, cast.reviewer(province=province))
    before = all_rows()
    for page in admin_pages(filing.pk):
        assert asked(client, method, page).status_code in {302, 403, 404}, page
    for query in ("", "?q=", f"?q={filing.receipt_number}", "?state__exact=provider_check"):
        page = client.get(f"/admin/filings/filing/{query}").content.decode()
        assert "示例零一科技有限公司" not in page
    assert all_rows() == before


@pytest.mark.parametrize("who", ["owner", "provider"])
def test_admin_is_closed_to_those_who_are_no_staff(client: Client, filing: Filing, who: str) -> None:
    sign_in(client, filing.owner if who == "owner" else cast.provider_with_staff()[1])
    for page in [*admin_pages(filing.pk), "/admin/", "/admin/autocomplete/", "/admin/accounts/user/"]:
        answer = client.get(page)
        assert answer.status_code in {302, 404}, page
        assert "示例零一" not in answer.content.decode()


# --- Ids of another filing inside one's own -----------------------------------------------------


def own_pages(own: Filing, site: object, access: object) -> list[str]:
    base = f"/filing/{own.uid}"
    return [
        f"{base}/website/{site}/",
        f"{base}/website/{site}/delete/",
        f"{base}/website/{site}/accesses/",
        f"{base}/website/{site}/accesses/add/",
        f"{base}/access/{access}/",
        f"{base}/access/{access}/delete/",
    ]


def test_ids_of_another_filing_inside_ones_own_read_as_not_there(client: Client) -> None:
    theirs = cast.draft(cast.owner()).websites.get()
    own = cast.draft(cast.owner("stranger", 2), domains=("beian-two.test",), home_url="www.beian-two.test")
    sign_in(client, own.owner)
    before = all_rows()
    pages = own_pages(own, theirs.pk, theirs.accesses.get().pk)
    for page, nowhere in zip(pages, own_pages(own, 999999, 999999), strict=True):
        assert client.get(page).status_code == 404, page
        for typed in (TYPED, TYPED | {"home_url": "::", "ranges": "::::"}, {"action": "choose"}):
            answer = client.post(page, typed)
            assert answer.status_code in {404, 405, 409}, page
            assert stripped(answer) == stripped(client.post(nowhere, typed)), page
    assert all_rows() == before


# --- After 完成 ---------------------------------------------------------------------------------

FORMS = {"entity", "website-add", "website-edit", "access-add", "access-edit"}
DELETIONS = {"discard", "website-delete", "access-delete", "websites", "accesses"}


def test_locked_filing_refuses_every_page_opened_before_and_shows_what_was_typed(client: Client) -> None:
    who = cast.owner()
    filing = cast.draft(who)
    sign_in(client, who)
    pages = addresses(filing)
    for name in FORMS | {"discard", "website-delete", "access-delete", "summary"}:
        assert client.get(pages[name]).status_code == 200, name
    actions.submit(who, filing.uid, filing.version)
    before = all_rows()
    for name in FORMS | DELETIONS:
        for extra in ({}, {"narrow": "1"}, {"action": "search"}, {"action": "choose"}, {"page": "1"}):
            answer = client.post(pages[name], TYPED | {"name": "改过的名称有限公司"} | extra)
            assert answer.status_code == 409, (name, extra)
            page = answer.content.decode()
            assert "改过的名称有限公司" in page
            assert "已经提交，不能再自行修改" in page
    assert client.post(pages["summary"], TYPED)["Location"] == pages["done"]
    assert client.post(pages["done"], TYPED).status_code == 405
    assert all_rows() == before


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_at_what_deletes_or_submits_changes_nothing(client: Client, method: str) -> None:
    who = cast.owner()
    filing = cast.draft(who)
    sign_in(client, who)
    pages = addresses(filing)
    before = all_rows()
    for name in ("discard", "website-delete", "access-delete", "summary", "done"):
        assert asked(client, method, f"{pages[name]}?version=2&action=save").status_code in {200, 303, 405}
    assert all_rows() == before
    actions.submit(who, filing.uid, filing.version)
    before = all_rows()
    assert asked(client, method, f"{pages['withdraw']}?version=2&opinion=x").status_code in {200, 405}
    assert all_rows() == before
    assert asked(client, method, "/logout/").status_code == 405
    assert client.get("/account/").status_code == 200


# --- Forged fields ------------------------------------------------------------------------------

FORGED = {
    "status": "approved",
    "state": "approved",
    "kind": "authority_cancel",
    "owner": "1",
    "owner_id": "1",
    "opened_by": "1",
    "receipt_number": "X",
    "filing_number": "京ICP备1号",
    "locked": "0",
    "id": "1",
    "uid": NOWHERE,
    "filing": "1",
    "website_id": "1",
    "form-0-id": "1",
    "__class__": "x",
}
VERSIONS = ["", "0", "-1", "１２", "2.0", "1e3", "abc", "\x00", "9" * 9, str(10**30), "9" * 5000]


def heads(filing: Filing) -> tuple[object, ...]:
    return Filing.objects.values_list(
        "state", "kind", "owner", "opened_by", "receipt_number", "filing_number", "uid", "submitted_at"
    ).get(pk=filing.pk)


def test_forged_fields_are_passed_over(client: Client) -> None:
    who = cast.owner()
    filing = cast.draft(who)
    sign_in(client, who)
    pages, before = addresses(filing), heads(filing)
    version = {"version": str(filing.entity.version)}
    assert client.post(pages["entity"], ENTITY | version | FORGED).status_code == 303
    assert client.post(pages["website-add"], WEBSITE | {"domains": ""} | FORGED).status_code in {200, 303}
    assert client.post(pages["website-edit"], WEBSITE | {"version": "1"} | FORGED).status_code in {303, 409}
    client.post(pages["access-edit"], ACCESS | FORGED)
    assert heads(filing) == before
    assert Filing.objects.count() == 1


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: repr(version[:12]))
def test_absurd_version_saves_nothing(client: Client, version: str) -> None:
    who = cast.owner()
    filing = cast.draft(who)
    sign_in(client, who)
    pages, before = addresses(filing), all_rows()
    changed = TYPED | {"name": "改过的名称有限公司", "ranges": "1.1.9.9", "version": version}
    for name in ("entity", "website-edit", "website-delete", "access-edit", "access-delete", "summary"):
        answer = client.post(pages[name], changed)
        assert answer.status_code in {200, 409}, name
    without = {key: value for key, value in changed.items() if key != "version"}
    for name in ("entity", "website-edit", "website-delete", "access-edit", "access-delete", "summary"):
        assert client.post(pages[name], without).status_code in {200, 409}, name
    assert all_rows() == before


@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: repr(version[:12]))
def test_absurd_version_withdraws_nothing(client: Client, version: str) -> None:
    filing = cast.submitted(cast.owner())
    sign_in(client, filing.owner)
    before = all_rows()
    answer = client.post(addresses(filing)["withdraw"], {"version": version, "opinion": "填错了，撤回重填"})
    assert answer.status_code in {200, 409}
    assert all_rows() == before


def idle_provider() -> Provider:
    return make_provider("北京停办科技有限公司", licence_number="B1-示例-0099", is_active=False)


@pytest.mark.parametrize(
    "chosen", ["inactive", "999999", "abc", "１", "-1", str(10**17), str(10**30), "\x00"]
)
def test_forged_provider_is_refused_with_a_sentence(client: Client, chosen: str) -> None:
    who = cast.owner()
    pages = addresses(cast.draft(who))
    provider = str(idle_provider().pk) if chosen == "inactive" else chosen
    sign_in(client, who)
    before = all_rows()
    for action in ("save", "choose"):
        for name in ("access-add", "access-edit"):
            typed = ACCESS | {"provider": provider, "provider_name": "北京停办科技有限公司", "version": "1"}
            answer = client.post(pages[name], typed | {"action": action})
            assert answer.status_code == 200
            page = answer.content.decode()
            assert "点“查询”" in page or "请先在名单中选择一家" in page
    assert all_rows() == before


CHOICES = {
    "entity": ("nature", "document_type", "province", "city", "county", "person_document_type"),
    "website-edit": ("services", "languages"),
    "access-edit": ("access_method", "locations"),
}


@pytest.mark.parametrize("value", ["999", "-1", "0", "abc", "４", "440300", "\x00", "1" * 400, "<b>"])
@pytest.mark.parametrize("name", CHOICES)
def test_choice_outside_the_list_is_refused_with_a_sentence(client: Client, name: str, value: str) -> None:
    who = cast.owner()
    page = addresses(cast.draft(who))[name]
    typed = {"entity": ENTITY, "website-edit": WEBSITE, "access-edit": ACCESS}[name]
    sign_in(client, who)
    before = all_rows()
    for field in CHOICES[name]:
        answer = client.post(page, typed | {field: value, "version": "2"})
        assert answer.status_code == 200, field
        page_text = answer.content.decode()
        assert "<title>错误：" in page_text, field
        assert "<b>" not in page_text
    assert all_rows() == before


def test_province_of_a_reviewer_cannot_be_chosen_by_an_address(client: Client) -> None:
    cast.arrived(cast.owner())
    sign_in(client, cast.reviewer("zhejiang", "330000"))
    for query in ("?province=110000", "?province__exact=110000", "?owner__username=owner", "?e=1"):
        answer = client.get(f"/admin/filings/filing/{query}", follow=True)
        assert answer.status_code in {200, 400}, query
        assert "示例零一科技有限公司" not in answer.content.decode(), query
    assert User.objects.get(username="zhejiang").province == "330000"


def test_made_up_ids_in_addresses_are_not_there(client: Client) -> None:
    filing = cast.submitted(cast.owner())
    sign_in(client, filing.owner)
    base = f"/filing/{filing.uid}"
    for address in (
        "/browse/not-a-uuid/",
        f"/browse/{uuid.uuid4()}/",
        f"/browse/{str(filing.uid).upper()}/",
        f"/browse/{filing.uid}/changes/{10**30}/",
        f"/browse/{filing.uid}/changes/0/",
        f"/browse/{filing.uid}/changes/-1/",
        f"/browse/{filing.uid}%00/",
        f"{base}/website/{'9' * 5000}/x/",
        f"/notices/{10**30}/",
        f"/notices/{'9' * 5000}/",
        "/notices/１/",
        "/account/contact/password/",
        "/account/contact/%ED%A0%80/",
    ):
        assert client.get(address).status_code == 404, address
