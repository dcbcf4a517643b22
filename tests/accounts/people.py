"""What a person does on the pages of accounts, step by step, over HTTP."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

from tests.factories import PASSWORD

CAPTCHA = "K7TM"


def see_picture(client: Client) -> None:
    assert client.get("/captcha/picture/").status_code == 200


def log_in(client: Client, username: str, password: str = PASSWORD, **more: Any) -> HttpResponse:
    """The first step, picture code included."""
    see_picture(client)
    form = {"category": "owner", "username": username, "password": password, "captcha": CAPTCHA, **more}
    return client.post("/", form)


def shown_code(client: Client, address: str) -> str:
    """The code that the page at `address` shows."""
    page = client.get(address).content.decode()
    found = re.search(r'data-testid="on-screen-code">(\d{6})<', page)
    assert found, page
    return found[1]


def log_in_fully(client: Client, username: str, password: str = PASSWORD, **more: Any) -> HttpResponse:
    """Both steps."""
    assert log_in(client, username, password, **more).status_code == 302
    return client.post("/login/code/", {"code": shown_code(client, "/login/code/")})


def accept_agreements(client: Client) -> None:
    assert client.post("/register/", {"decision": "accept"}).status_code == 302
    assert client.post("/register/privacy/", {"decision": "accept"}).status_code == 302


APPLICANT = {
    "username": "zhao2026",
    "password": PASSWORD,
    "again": PASSWORD,
    "mobile": "13000000000",
    "email": "zhao@example.com",
}


def fill_in(client: Client, **changes: Any) -> HttpResponse:
    """The registration form, sent."""
    see_picture(client)
    return client.post("/register/form/", {**APPLICANT, "captcha": CAPTCHA, **changes})
