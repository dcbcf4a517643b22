"""Who reaches what, and for how long."""

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client

from accounts.models import User
from tests.accounts import people
from tests.factories import make_user, sign_in

pytestmark = pytest.mark.django_db
CLOSED = ["/account/", "/account/password/", "/account/contact/mobile/", "/account/contact/code/", "/admin/"]


@pytest.mark.parametrize("address", CLOSED)
def test_closed_page_sends_a_stranger_home_and_back_later(client, address):
    answer = client.get(f"{address}?a=1")
    assert answer.status_code == 303
    assert answer["Location"] == f"/?next={address.replace('/', '%2F')}%3Fa%3D1"


@pytest.mark.parametrize("address", CLOSED)
@pytest.mark.parametrize("method", ["get", "post"])
def test_closed_page_sends_the_half_logged_in_to_the_code_page(client, address, method):
    make_user("staff", role="admin")
    people.log_in(client, "staff")
    answer = getattr(client, method)(address)
    assert (answer.status_code, answer["Location"]) == (303, "/login/code/")


def test_closed_page_is_closed_to_a_login_without_the_second_step(client):
    client.force_login(make_user())
    assert client.get("/account/").status_code == 303


def test_login_comes_back_to_the_page_that_was_asked_for(client):
    make_user()
    people.see_picture(client)
    form = {"category": "owner", "username": "owner", "password": people.PASSWORD, "captcha": "K7TM"}
    client.post("/?next=%2Faccount%2Fpassword%2F", form)
    code = people.shown_code(client, "/login/code/")
    assert client.post("/login/code/", {"code": code})["Location"] == "/account/password/"


@pytest.mark.parametrize(
    "target", ["https://evil.test/", "//evil.test/", "javascript:alert(1)", "/\\evil.test"]
)
def test_login_never_leads_to_another_site(client, target):
    make_user()
    people.see_picture(client)
    form = {"category": "owner", "username": "owner", "password": people.PASSWORD, "captcha": "K7TM"}
    client.post("/?" + "next=" + target, form)
    code = people.shown_code(client, "/login/code/")
    assert client.post("/login/code/", {"code": code})["Location"] == "/account/"


def test_posting_to_a_closed_page_leads_back_to_its_form(client):
    answer = client.post("/account/password/", HTTP_REFERER="http://testserver/account/?x=1")
    assert answer["Location"] == "/?next=%2Faccount%2F%3Fx%3D1"
    for referer in ("http://evil.test/trap/", "http://["):
        answer = client.post("/account/password/", HTTP_REFERER=referer)
        assert answer["Location"] == "/?next=%2Faccount%2Fpassword%2F"


@pytest.mark.parametrize("half", [False, True])
def test_form_sent_after_the_login_ended_stays_on_the_answer(client, half):
    before = make_user().mobile
    if half:
        people.log_in(client, "owner")
    answer = client.post("/account/contact/mobile/", {"value": "+86 135", "current": people.PASSWORD})
    page = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"]) == (403, "no-store")
    assert '<input type="hidden" name="value" value="+86 135">' in page
    assert '<form method="post" action="/account/contact/mobile/" data-unsent>' in page
    assert people.PASSWORD not in page
    assert "重新登录" in page
    assert User.objects.get().mobile == before


def test_form_with_secrets_alone_is_not_kept(client):
    answer = client.post("/account/password/", {"current": "x", "password": "y", "again": "y"})
    assert (answer.status_code, answer["Location"]) == (303, "/?next=%2Faccount%2Fpassword%2F")


@pytest.mark.parametrize(
    ("role", "idle", "stays"),
    [
        ("owner", 1795, True),
        ("owner", 1801, False),
        ("provider", 1795, True),
        ("reviewer", 895, True),
        ("reviewer", 901, False),
        ("admin", 901, False),
    ],
)
def test_session_ends_when_idle(client, role, idle, stays):
    make_user("someone", role=role)
    with time_machine.travel("2026-11-24 10:00:00+08:00", tick=False) as clock:
        people.log_in_fully(client, "someone", category="provider" if role == "provider" else "owner")
        clock.shift(idle)
        answer = client.get("/account/")
    assert answer.status_code == (200 if stays else 303)


@pytest.mark.parametrize(("role", "hours"), [("owner", 12), ("reviewer", 8)])
def test_session_ends_at_its_full_length_however_busy(client, role, hours):
    make_user("someone", role=role)
    with time_machine.travel("2026-11-24 10:00:00+08:00", tick=False) as clock:
        people.log_in_fully(client, "someone")
        for _ in range(hours * 6):
            clock.shift(600)
            assert client.get("/account/").status_code == 200
        clock.shift(1)
        assert client.get("/account/").status_code == 303


def test_session_that_ended_says_why(client):
    make_user()
    with time_machine.travel("2026-11-24 10:00:00+08:00", tick=False) as clock:
        people.log_in_fully(client, "owner")
        clock.shift(1801)
        page = client.get("/account/", follow=True).content.decode()
    assert "您已有一段时间没有操作，为了安全，请重新登录" in page


def test_session_id_changes_at_each_step(client):
    make_user()
    people.see_picture(client)
    ids = [client.session.session_key]
    people.log_in(client, "owner")
    ids.append(client.session.session_key)
    client.post("/login/code/", {"code": people.shown_code(client, "/login/code/")})
    ids.append(client.session.session_key)
    assert len(set(ids)) == 3
    assert not Session.objects.filter(session_key__in=ids[:2]).exists()


def test_logout_ends_the_session_on_the_server(client):
    make_user()
    people.log_in_fully(client, "owner")
    old = client.cookies["session"].value
    assert client.post("/logout/")["Location"] == "/"
    client.cookies["session"] = old
    assert client.get("/account/").status_code == 303


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_logout_by_another_method_changes_nothing(client, method):
    make_user()
    people.log_in_fully(client, "owner")
    assert getattr(client, method)("/logout/").status_code == 405
    assert client.get("/account/").status_code == 200


def test_session_of_a_disabled_person_ends_at_once(client):
    user = make_user()
    sign_in(client, user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/account/").status_code == 303


def test_pages_are_private_and_cookies_are_closed(client):
    make_user()
    answer = people.log_in_fully(client, "owner")
    for name in ("session", "known"):
        cookie = answer.cookies[name]
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"
    assert client.get("/account/")["Cache-Control"] == "no-store"


def test_signed_in_page_costs_few_queries(client, django_assert_num_queries):
    make_user()
    people.log_in_fully(client, "owner")
    with django_assert_num_queries(2):
        client.get("/account/")


@pytest.mark.parametrize(
    "address",
    ["/", "/register/", "/register/form/", "/reset/", "/login/code/", "/logout/", "/account/password/"],
)
@pytest.mark.parametrize("origin", [None, "null", "http://evil.test"])
def test_form_without_a_token_or_from_elsewhere_changes_nothing(address, origin):
    client = Client(enforce_csrf_checks=True)
    user = make_user()
    sign_in(client, user)
    client.cookies["csrf"] = "a" * 32
    token = "b" * 32 if origin is None else "a" * 32
    headers = {} if origin is None else {"HTTP_ORIGIN": origin}
    answer = client.post(address, {"csrfmiddlewaretoken": token, "decision": "accept"}, **headers)
    assert answer.status_code == 403
    assert "html" in answer["Content-Type"]
    assert client.get("/account/").status_code == 200
    assert User.objects.get().password == user.password
