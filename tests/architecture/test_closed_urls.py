"""Every address is closed to strangers and to people between the two login steps, unless it stands here."""

from urllib.parse import urlsplit

import pytest
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from accounts.access import is_open
from tests.architecture.addresses import all_addresses
from tests.factories import make_user

pytestmark = pytest.mark.django_db

# Adding a line here opens a page to the whole world: say why it may be.
OPEN = {
    # The way in.
    "home",
    "accounts:captcha",
    "accounts:captcha-picture",
    "accounts:captcha-sound",
    "accounts:login-code",
    "accounts:login-resend",
    "accounts:logout",
    # Becoming a user.
    "accounts:register",
    "accounts:register-privacy",
    "accounts:register-form",
    "accounts:register-confirm",
    "accounts:register-resend",
    # A forgotten password; each page after the first needs a code that was sent.
    "accounts:reset",
    "accounts:reset-code",
    "accounts:reset-resend",
    "accounts:reset-password",
    # Texts for everybody.
    "core:help",
    "core:privacy",
    # 公告: notices that staff published for everybody.
    "filings:notice",
    # 公共查询 and its JSON: what the register says, masked. The last answers 404 to whatever else begins so.
    "public:query",
    "public:site",
    "public:api-sites",
    "public:api-site",
    "public:api-certificate",
    "public:api-description",
    "public:api-nothing",
    # 电子证书核验: whether a number or a certificate is genuine, and the CA that signs them.
    "filings:verify",
    "filings:verify-serial",
    "filings:certificate-ca",
    # The public list of provinces, cities and counties.
    "core:regions",
    # Leads to the home page's login.
    "admin:login",
}

# Not there, refused, or not for this method.
CLOSED_STATUSES = {403, 404, 405}
LOGIN_PAGES = {"/", "/login/code/"}


def is_closed(answer: HttpResponse) -> bool:
    if answer.status_code in {302, 303}:
        return urlsplit(answer["Location"]).path in LOGIN_PAGES
    return answer.status_code in CLOSED_STATUSES


def open_addresses(client: Client) -> set[str]:
    """Names of the addresses, outside the list, that are marked open or that answer this client."""
    others = [each for each in all_addresses() if each.name not in OPEN]
    marked = {each.name for each in others if is_open(each.view)}
    answering = {
        each.name or each.path
        for each in others
        for answer in (client.get(each.path), client.post(each.path, {"action": "x"}))
        if not is_closed(answer)
    }
    return marked | answering


def test_address_is_closed_to_strangers() -> None:
    assert open_addresses(Client()) == set()


@pytest.mark.parametrize("role", ["owner", "provider", "reviewer", "ministry", "admin"])
def test_address_is_closed_between_the_login_steps(role: str) -> None:
    client = Client()
    client.force_login(make_user(f"half-{role}", role=role))
    assert open_addresses(client) == set()


def test_list_names_only_what_exists() -> None:
    assert {address.name for address in all_addresses()} >= OPEN


@login_not_required
def careless(request: HttpRequest, number: int = 0) -> HttpResponse:
    return HttpResponse("secret")


@login_not_required
def hidden(request: HttpRequest) -> HttpResponse:
    raise Http404


urlpatterns = [
    path("", careless, name="home"),
    path("careless/<int:number>/", careless, name="careless"),
    path("hidden/", hidden, name="hidden"),
]


@pytest.mark.urls(__name__)
def test_open_address_is_found() -> None:
    assert open_addresses(Client()) == {"careless", "hidden"}
