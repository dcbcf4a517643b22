"""Registered websites that the first provider serves, for the tests of 变更 and 取消接入."""

from typing import Any

from django.test import Client

from accounts.models import User
from filings import actions
from filings.models import Filing, RegisteredEntity
from tests.factories import sign_in
from tests.filings import cast

TERMS = {"effective_on": "2027-01-31", "statement": "主办者搬迁"}


def reviewer() -> User:
    return User.objects.filter(username="reviewer").first() or cast.reviewer()


def approved(filing: Filing) -> Filing:
    return actions.approve(reviewer(), filing.uid, filing.version)


def registered(number: int = 1, shared: bool = False) -> RegisteredEntity:
    """The entity of an owner of that number, whose one website the first provider serves, the second too if shared."""
    names = ("", "owner", "owner2", "owner3")
    documents = ("", "91110108FAKE10000P", "93440305FAKE10027Q", "")
    who = cast.owner(names[number], number)
    providers = [cast.provider_with_staff(index)[0] for index in range(1 + shared)]
    entity: dict[str, Any] = {"document_number": documents[number]}
    if number == 3:
        entity = vars(cast.documents.valid_individual())
    domain = "beian-demo.test" if number == 1 else f"beian-demo{number}.test"
    filing = cast.arrived(who, *providers, entity=entity, domains=(domain,), home_url=f"www.{domain}")
    approved(filing)
    return RegisteredEntity.objects.get(owner=who)


def staff_in(client: Client) -> User:
    """The first provider's administrator, signed in."""
    _, staff = cast.provider_with_staff()
    sign_in(client, staff)
    return staff


def change_draft(client: Client, entity: RegisteredEntity) -> Filing:
    """A draft of 变更, opened on the page."""
    answer = client.post(f"/registered/{entity.pk}/change/", TERMS)
    assert answer.status_code == 303, answer.content.decode()
    return Filing.objects.get(kind="change", state="draft")
