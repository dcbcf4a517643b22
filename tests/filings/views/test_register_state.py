"""How the status of a registered row looks: the same wherever it stands."""

import pytest
from django.template import Context, Template
from django.test import Client

from filings.models import RegisteredDomain, RegisteredEntity, RegisteredWebsite
from filings.public_limits import buckets
from tests.factories import sign_in
from tests.filings import cast, registered

pytestmark = pytest.mark.django_db
BADGES = {
    "active": '<span class="state state-done">在案</span>',
    "empty": '<span class="state state-caution">空壳</span>',
    "cancelled": '<span class="state state-plain">已注销</span>',
}


@pytest.mark.parametrize("status", list(BADGES))
def test_badge_in_words(status: str) -> None:
    template = Template("{% load filings_notices %}{% register_state status %}")
    assert template.render(Context({"status": status})) == BADGES[status]


@pytest.mark.parametrize("status", list(BADGES))
def test_same_badge_to_the_owner_and_to_the_public(client: Client, status: str) -> None:
    who = cast.owner()
    registered.approved(who)
    for model in (RegisteredEntity, RegisteredWebsite, RegisteredDomain):
        model.objects.update(status=status)
    site, stranger = registered.website(), Client()
    buckets.clear()
    sign_in(client, who)
    found = f"/query/?q={site.number}"
    for page in ("/browse/", f"/register/{site.entity_id}/", "/certificates/", found):
        assert BADGES[status] in client.get(page).content.decode(), page
    for page in (found, f"/query/{site.number}/"):
        assert BADGES[status] in stranger.get(page).content.decode(), page
