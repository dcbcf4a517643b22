"""A process of its own in which several owners at once live the whole life of a filing, page by page.

Reads a JSON job on standard input: {database, lives: numbers of owners}; the staff (p1, reviewer) and their provider
are there already. Prints one JSON list: for each life "done", or what went wrong.
"""

import html
import json
import os
import re
import sys
import threading
import traceback
from typing import Any

import django

CAPTCHA = "K7TM"


def main() -> None:
    job = json.load(sys.stdin)
    demo = {"DEMO": "1", "CAPTCHA_ANSWER": CAPTCHA, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    os.environ.update(demo | {"DATABASE_URL": job["database"]})
    django.setup()
    outcomes: list[str] = []
    threads = [threading.Thread(target=live, args=(number, outcomes)) for number in job["lives"]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(json.dumps(outcomes))  # noqa: T201


def live(number: int, outcomes: list[str]) -> None:
    from django.db import connection

    try:
        whole_life(number)
        outcomes.append("done")
    except Exception:  # whatever it is, the test shows it
        outcomes.append(traceback.format_exc())
    finally:
        connection.close()


def whole_life(number: int) -> None:
    from filings.models import Filing
    from tests.factories import PASSWORD

    name, domain = f"owner{number}", f"beian-demo-{number}.test"
    owner, provider, reviewer = new_owner(name, number), entered("p1", "provider"), entered("reviewer")
    summary = wizard_filled(owner, number, domain)
    post(owner, summary, {"version": hidden(owner, summary, "version")})
    filing = Filing.objects.get(owner__username=name)
    vouched(provider, f"/desk/{filing.uid}/")
    approve = f"/admin/filings/filing/{filing.pk}/decide/approve/"
    post(reviewer, approve, {"version": hidden(reviewer, approve, "version"), "current": PASSWORD})
    filing.refresh_from_db()
    assert filing.state == "approved", filing.state
    published(owner, filing.filing_number, domain)
    post(owner, "/logout/", {})
    assert owner.get("/account/").status_code in {302, 303}


def new_owner(name: str, number: int) -> Any:
    """The client of an owner who has registered and logged in."""
    from django.test import Client

    from tests.accounts import people

    client = Client()
    people.accept_agreements(client)
    people.fill_in(client, username=name, mobile=f"138{number:08d}", email=f"{name}@example.test")
    code = people.shown_code(client, "/register/confirm/")
    assert client.post("/register/confirm/", {"sms_code": code}).status_code == 302
    assert people.log_in_fully(Client(), name).status_code == 302
    return entered(name)


def entered(name: str, category: str = "owner") -> Any:
    """The client of a person with both steps of the login behind them."""
    from django.test import Client

    from tests.accounts import people

    client = Client()
    assert people.log_in_fully(client, name, category=category).status_code == 302
    return client


def wizard_filled(client: Any, number: int, domain: str) -> str:
    """信息录入 up to the summary, whose address it gives."""
    from filings.demo.content import credit_code
    from providers.models import Provider
    from tests.flows.test_owner_files import ACCESS, ENTITY, WEBSITE

    entity = post(client, "/filing/", {})
    start = entity.removesuffix("entity/")
    typed = ENTITY | {"document_number": credit_code(number), "version": hidden(client, entity, "version")}
    post(client, entity, typed | {"action": "next"})
    site = {"name": f"示例第{number}号网站", "home_url": f"www.{domain}", "domains": domain}
    post(client, f"{start}website/add/", WEBSITE | site)
    page = client.get(f"{start}websites/").content.decode()
    found = re.search(rf"{start}website/(\d+)/accesses/", page)
    assert found, page
    provider = Provider.objects.get()
    access = ACCESS | {"provider": provider.pk, "provider_name": provider.name, "ranges": f"1.1.3.{number}"}
    post(client, f"{start}website/{found[1]}/accesses/add/", access)
    return f"{start}summary/"


def vouched(client: Any, desk: str) -> None:
    """核实通过, by the link on the filing's page."""
    found = re.search(rf'href="({desk}verify/[^"]+)"', client.get(desk).content.decode())
    assert found
    page = html.unescape(found[1])
    post(client, page, {name: hidden(client, page, name) for name in ("digest", "version")})


def published(client: Any, number: str, domain: str) -> None:
    """Everybody finds it, and its certificate is good."""
    from filings.models import Certificate

    assert number in client.get("/query/", {"q": domain}).content.decode()
    found = client.get("/api/v1/sites", {"number": number}).json()["sites"]
    assert [site["domains"] for site in found] == [[domain]]
    serial = Certificate.objects.get(website__entity__number=number).serial
    assert client.get(f"/api/v1/certificates/{serial}").json()["status"]["code"] == "valid"
    assert client.get(f"/certificates/{serial}/bazs.cert").status_code == 200
    assert number in client.get("/certificates/").content.decode()


def hidden(client: Any, address: str, name: str) -> str:
    answer = client.get(address)
    found = re.search(rf'name="{name}" value="(\w*)"', answer.content.decode())
    assert found, (answer.status_code, answer.content.decode())
    return found[1]


def post(client: Any, address: str, data: dict[str, Any]) -> str:
    """Sends a form and gives the address that it leads to."""
    answer = client.post(address, data)
    assert answer.status_code in {302, 303}, (address, answer.status_code, answer.content.decode())
    return str(answer["Location"])


if __name__ == "__main__":
    main()
