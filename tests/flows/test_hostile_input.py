"""Broken, hostile and absurd input at every door: a page with a sentence, never a 500, nothing saved by halves."""

import io
import os
import subprocess
import sys
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.contrib import admin
from django.http import HttpResponse
from django.test import Client

from filings import actions
from tests.accounts import people
from tests.factories import make_user, sign_in
from tests.filings import cast
from tests.flows.sight import addresses
from tests.flows.test_owner_files import ACCESS, ENTITY, WEBSITE

pytestmark = pytest.mark.django_db

# What the template among the texts would make, and no random token does.
EVALUATED = "4267635650"
ANSWERS = {200, 302, 303, 400, 404, 405, 409, 413, 429}
TEXTS = {
    "nul": "示例\x00公司",
    "surrogate": b"\xed\xa0\x80",
    "right to left": "示例\u202e司公",
    "zero width": "示\u200b例\ufeff",
    "emoji": "示例🏢👩‍👩‍👧",
    "marks": "示" + "\u0308" * 3000,
    "much": "示" * 60_000,
    "script": "<script>alert(1)</script>\" autofocus onfocus='x'</textarea>",
    "template": "{{98765*43210}}{% debug %}",
    "sql": "' OR 1=1--",
    "percent": "%",
    "digits": "1" + "0" * 400,
    "formula": "=cmd|'/c calc'!A1",
}


@pytest.fixture(autouse=True)
def _portal(settings: Any) -> None:
    settings.DEMO = settings.SHOW_CODES = True
    settings.CAPTCHA_ANSWER = people.CAPTCHA
    for name in ("LOGIN_TRIES_PER_ACCOUNT", "LOGIN_TRIES_PER_ADDRESS", "REGISTRATIONS_PER_ADDRESS"):
        setattr(settings, name, 100_000)
    settings.CODE_COOLDOWN_SECONDS = 0


def sent(client: Client, address: str, typed: dict[str, Any]) -> str:
    """The page that a form's answer shows; what was typed stands on it escaped, if at all."""
    answer = client.post(address, typed)
    assert answer.status_code in ANSWERS, (address, answer.status_code)
    page = answer.content.decode()
    assert "<script>alert" not in page
    assert "</textarea>&quot;" not in page
    assert EVALUATED not in page
    return page


def sent_field_by_field(client: Client, address: str, valid: dict[str, Any], names: Any, text: Any) -> None:
    """Each field alone with `text`, the others in order, and then all at once."""
    for name in names:
        sent(client, address, valid | {name: text})
    sent(client, address, valid | dict.fromkeys(names, text))


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_wizard_answers_any_text_in_any_field(client: Client, text: str | bytes) -> None:
    who = cast.owner()
    pages = addresses(cast.draft(who))
    sign_in(client, who)
    website = WEBSITE | {"approval_1": "on", "approval_1_number": "x", "approval_1_date": "2026-01-02"}
    person = [name for name in ENTITY if name.startswith("person_")]
    sent_field_by_field(client, pages["entity"], ENTITY | {"version": "2"}, [*ENTITY, "version"], text)
    without = {name: value for name, value in website.items() if name != "same_person"}
    sent_field_by_field(
        client, pages["website-edit"], without | {"version": "1"}, [*without, *person, "remarks"], text
    )
    access = ACCESS | {"version": "1", "provider_name": cast.PROVIDER_NAMES[0]}
    for action in ("save", "search", "choose"):
        fields = [*access, "provider", "searched", "page"]
        sent_field_by_field(client, pages["access-edit"], access | {"action": action}, fields, text)
    sent(client, pages["entity"], dict.fromkeys([*ENTITY, "narrow", "version"], text))
    for name in ("summary", "entity", "websites", "website-edit", "accesses", "access-edit"):
        page = client.get(pages[name])
        assert page.status_code in {200, 303}
        assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_withdraw_answers_any_text(client: Client, text: str | bytes) -> None:
    filing = cast.submitted(cast.owner())
    sign_in(client, filing.owner)
    page = addresses(filing)["withdraw"]
    sent_field_by_field(client, page, {"version": "x", "opinion": "x"}, ["version", "opinion"], text)
    sent(client, page, {"version": str(filing.version), "opinion": text})
    assert "<script>alert" not in client.get(addresses(filing)["progress"]).content.decode()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_way_in_answers_any_text_in_any_field(client: Client, text: str | bytes) -> None:
    make_user("known")
    for name in ("category", "username", "password", "captcha"):
        people.see_picture(client)
        login = {"category": "owner", "username": "known", "password": "x", "captcha": people.CAPTCHA}
        sent(client, "/", login | {name: text})
    people.see_picture(client)
    sent(client, "/reset/", {"username": text, "captcha": people.CAPTCHA})
    people.accept_agreements(client)
    for name in (*people.APPLICANT, "captcha"):
        people.see_picture(client)
        sent(client, "/register/form/", {**people.APPLICANT, "captcha": people.CAPTCHA, name: text})
    sent(client, "/register/", {"decision": text})
    people.accept_agreements(client)
    assert people.fill_in(client).status_code == 302
    sent_field_by_field(client, "/register/confirm/", {}, ["sms_code", "mail_code"], text)
    people.log_in(client, "known")
    sent(client, "/login/code/", {"code": text})


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_account_and_search_answer_any_text(client: Client, text: str | bytes) -> None:
    sign_in(client, make_user())
    for kind in ("mobile", "email"):
        valid = {"value": "13000000001", "current": people.PASSWORD}
        sent_field_by_field(client, f"/account/contact/{kind}/", valid, ["value", "current"], text)
    sent_field_by_field(client, "/account/password/", {}, ["current", "password", "again"], text)
    people_code = client.post(
        "/account/contact/mobile/", {"value": "13000000009", "current": people.PASSWORD}
    )
    assert people_code.status_code == 302
    sent(client, "/account/contact/code/", {"code": text})
    if len(text) < 4000:
        page = client.get("/providers/search/", {"q": text, "page": text, "provider": text})
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize("text", [TEXTS["script"], TEXTS["template"], TEXTS["formula"]])
def test_what_was_stored_is_shown_as_text_to_everybody(client: Client, text: str) -> None:
    who, (_, provider) = cast.owner(), cast.provider_with_staff()
    hostile = {"address": text, "investor": text, "remarks": text, "document_address": text}
    filing = cast.arrived(who, entity=hostile, remarks=text)
    for person in (who, provider, cast.reviewer()):
        sign_in(client, person)
        for page in (*addresses(filing).values(), f"/admin/filings/filing/{filing.pk}/change/", "/browse/"):
            answer = client.get(page)
            assert answer.status_code in ANSWERS, page
            assert "<script>alert" not in answer.content.decode(), page
            assert EVALUATED not in answer.content.decode(), page


# --- Addresses ----------------------------------------------------------------------------------

PAGES = ["/", "/filing/", "/browse/", "/progress/", "/desk/", "/providers/search/", "/regions/", "/landing/"]
PAGES += ["/captcha/", "/register/", "/reset/", "/login/code/", "/account/", "/certificates/", "/nowhere/"]
PAGES += ["/verify/", "/verify/x/"]
QUERIES = [
    "q=%00&page=%00&next=%00&parent=%00&state=%00&provider=%00",
    "q=xx&page=1000000",
    "q=xx&page=-1",
    "q=xx&page=" + "9" * 5000,
    "next=//evil.test",
    "next=javascript:alert(1)",
    "next=http://[",
    "q=%ED%A0%80&next=%ED%A0%80&parent=%ED%A0%80",
    "%00=%00",
]
HEADERS = [
    {"HTTP_REFERER": "http://["},
    {"HTTP_ORIGIN": "http://["},
    {"HTTP_COOKIE": 'session="\\000aaaaaaaaaaaa"; csrf="\\000"; known="\\000"; messages="\\000"'},
    {"HTTP_COOKIE": f"session={'x' * 4000}; known=:::; csrf=x"},
    {"HTTP_X_FORWARDED_FOR": "\x00,["},
    {"REMOTE_ADDR": "x"},
    {"HTTP_ACCEPT_LANGUAGE": "x" * 600},
    {"HTTP_IF_MODIFIED_SINCE": "x"},
]


def visitors() -> list[Client]:
    users = [cast.owner(), cast.provider_with_staff()[1]]
    return [Client(), *(sign_in(Client(), user) for user in users)]


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:20])
def test_page_answers_any_query(query: str) -> None:
    for client in visitors():
        for page in PAGES:
            answer = client.get(f"{page}?{query}")
            assert answer.status_code in ANSWERS, page
            assert not answer.get("Location", "/").startswith(("//", "http", "javascript")), page


@pytest.mark.parametrize("header", HEADERS, ids=str)
def test_page_answers_any_header(header: dict[str, str]) -> None:
    for client in visitors():
        for page in PAGES:
            for method in (client.get, client.post, client.options):
                if "HTTP_COOKIE" in header:
                    client.cookies.clear()
                answer: HttpResponse = method(page, **header)  # type: ignore[operator]
                assert answer.status_code in ANSWERS | {403}, page


@pytest.mark.parametrize("host", ["evil.test", "[", "testserver.evil.test", "testserver@evil.test"])
def test_page_of_another_host_is_refused(client: Client, host: str) -> None:
    for page in ("/", "/register/", "/reset/"):
        assert client.get(page, HTTP_HOST=host).status_code == 400
        assert client.post(page, HTTP_HOST=host).status_code == 400
    assert "evil.test" not in client.get("/", HTTP_X_FORWARDED_HOST="evil.test").content.decode()


BAD_CHARSETS = ["rot13", "hex", "undefined", "utf-7", "unicode_escape", "gbk", "rot13''x", "no-such-codec"]


@pytest.mark.parametrize("charset", BAD_CHARSETS)
@pytest.mark.parametrize("sign", ["=", "*="])
def test_request_in_another_charset_is_refused(charset: str, sign: str) -> None:
    # Looks into the database as it starts, so not at the top.
    from icpportal.wsgi import application

    environ: dict[str, Any] = {"HTTP_HOST": "testserver", "QUERY_STRING": "q=%5Cud800"}
    setup_testing_defaults(environ)
    environ |= {"CONTENT_TYPE": f"multipart/form-data; boundary=x; charset{sign}{charset}", "PATH_INFO": "/"}
    environ["wsgi.input"] = io.BytesIO(b"")
    statuses: list[str] = []
    page = b"".join(application(environ, lambda status, headers, *rest: statuses.append(status)))
    assert statuses[0][:3] == "400"
    assert "请求无法识别" in page.decode()


@pytest.mark.parametrize(
    ("page", "status"), [("/query/", "200"), ("/api/v1/openapi.json", "200"), ("/x/", "404")]
)
def test_answer_to_head_has_a_length_and_no_body(page: str, status: str) -> None:
    from icpportal.wsgi import application

    # None of these pages asks the database, whose connection the end of the request would close.
    environ: dict[str, Any] = {"HTTP_HOST": "testserver", "PATH_INFO": page}
    setup_testing_defaults(environ)
    environ |= {"REQUEST_METHOD": "HEAD", "wsgi.input": io.BytesIO(b"")}
    answers: list[tuple[str, list[tuple[str, str]]]] = []
    body = b"".join(application(environ, lambda status, headers, *rest: answers.append((status, headers))))
    assert body == b""
    assert answers[0][0][:3] == status
    assert int(dict(answers[0][1])["Content-Length"]) > 100


# --- The admin ----------------------------------------------------------------------------------

LIST_QUERIES = ["q=%00", "q=%ED%A0%80", "e=1", "o=999", "o=%00", "p=1000000000", "p=" + "9" * 5000, "p=-1"]
LIST_QUERIES += ["state__exact=%00", "all=", "_popup=1", "_to_field=password", "id__in=1,%00", "x=1"]
LIST_QUERIES += [
    "_changelist_filters=%00",
    "pk=" + "9" * 30,
    "q=" + "x" * 3000,
    "published_on__year=99999999999999",
]
KEYS = ["%00", "_00", "9" * 30, "9" * 5000, "x", "%ED%A0%80", "-1"]
STAFF = {"admin": "sysadmin", "reviewer": "beijing", "ministry": "ministry"}


def lists() -> list[str]:
    return [f"/admin/{m._meta.app_label}/{m._meta.model_name}/" for m in admin.site._registry]


@pytest.mark.parametrize("role", STAFF)
def test_admin_lists_answer_any_query(client: Client, role: str) -> None:
    sign_in(client, make_user(STAFF[role], role))
    for page in lists():
        for query in LIST_QUERIES:
            assert client.get(f"{page}?{query}").status_code in ANSWERS | {403}, (page, query)
        assert client.get(f"{page}add/?user=%00&title=%00").status_code in ANSWERS | {403}
        assert client.get(f"{page}add/?user={'9' * 30}").status_code in ANSWERS | {403}
        for key in KEYS:
            for tail in ("change/", "history/", "delete/", ""):
                assert client.get(f"{page}{key}/{tail}").status_code in ANSWERS | {403}, (page, key)
                assert client.post(f"{page}{key}/{tail}", {}).status_code in ANSWERS | {403}, (page, key)


@pytest.mark.parametrize("value", ["\x00", "9" * 400, "x" * 3000, "\u0308" * 3000, "<script>", "0000-00-00"])
def test_admin_forms_answer_any_value(client: Client, value: str) -> None:
    sign_in(client, make_user("sysadmin", "admin"))
    for model in admin.site._registry:
        page = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
        typed = dict.fromkeys([field.name for field in model._meta.fields], value)
        ticked = {"action": "delete_selected", "_selected_action": value, "post": "yes"}
        for answer in (client.post(f"{page}add/", typed), client.post(page, ticked)):
            assert answer.status_code in ANSWERS | {403}, page
            assert '<script>"' not in answer.content.decode()
    term = client.get(
        "/admin/autocomplete/?app_label=providers&model_name=providerstaff&field_name=user&term=%00"
    )
    assert term.status_code in ANSWERS | {403}


@pytest.mark.parametrize(
    "query",
    ["password__startswith=a", "password__regex=(", "mobile_key__gte=a", "email__range=x", "last_login=x"],
)
def test_admin_list_filters_by_nothing_that_it_does_not_offer(client: Client, query: str) -> None:
    sign_in(client, make_user("sysadmin", "admin"))
    assert client.get(f"/admin/accounts/user/?{query}").status_code == 400


@pytest.mark.parametrize("query", ["role__exact=owner", "is_active__exact=1", "q=13000000000000000", "o=1"])
def test_admin_list_still_filters_by_what_it_offers(client: Client, query: str) -> None:
    sign_in(client, make_user("sysadmin", "admin"))
    assert client.get(f"/admin/accounts/user/?{query}").status_code == 200


# --- Headers and limits -------------------------------------------------------------------------


def test_signed_in_pages_carry_the_closed_headers(client: Client) -> None:
    who = cast.owner()
    filing = cast.draft(who)
    sign_in(client, who)
    pages = [*addresses(filing).values(), *PAGES, "/account/password/"]
    for page in (page for page in pages if page != "/regions/"):
        answer = client.get(page)
        policy = answer["Content-Security-Policy"]
        assert "no-store" in answer["Cache-Control"], page
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["X-Frame-Options"] == "DENY"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer["Referrer-Policy"] == "same-origin"


def test_admin_pages_carry_the_closed_headers(client: Client) -> None:
    sign_in(client, make_user("sysadmin", "admin"))
    for page in ("/admin/", *lists()):
        answer = client.get(page)
        assert "no-store" in answer["Cache-Control"], page
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
        assert "unsafe" not in answer["Content-Security-Policy"]


def test_rotated_forwarded_addresses_do_not_dodge_the_limit(client: Client, settings: Any) -> None:
    settings.TRUSTED_PROXIES = 0
    settings.LOGIN_TRIES_PER_ADDRESS = 5
    statuses = []
    for place in range(8):
        people.see_picture(client)
        form = {"category": "owner", "username": f"nobody{place}", "password": "x", "captcha": people.CAPTCHA}
        statuses.append(client.post("/", form, HTTP_X_FORWARDED_FOR=f"192.0.2.{place}").status_code)
    assert statuses[:5] == [200] * 5
    assert statuses[5:] == [429] * 3


def test_draft_of_hostile_text_can_still_be_thrown_away(client: Client) -> None:
    who = cast.owner()
    filing = cast.draft(who, entity={"remarks": TEXTS["script"]})
    actions.discard(who, filing.uid)
    assert sign_in(client, who).get("/browse/").status_code == 200


HTTPS_COOKIES = """
import django
from django.conf import settings as s
django.setup()
from accounts.known_device import cookie_name
print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, cookie_name())
print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_HTTPONLY)
print(s.SESSION_COOKIE_SAMESITE, s.CSRF_COOKIE_SAMESITE, s.SESSION_COOKIE_DOMAIN, s.SESSION_COOKIE_PATH)
"""


def test_cookies_are_bound_to_the_host_over_https() -> None:
    environment = os.environ | {"HTTPS": "1", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    command = [sys.executable, "-c", HTTPS_COOKIES]
    printed = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    assert printed.split() == [
        *("__Host-session", "__Host-csrf", "__Host-known"),
        *("True", "True", "True", "True"),
        *("Lax", "Lax", "None", "/"),
    ]
