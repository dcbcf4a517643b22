"""From the owner's 完成 to the number: the provider vouches, the reviewer approves, the owner reads it."""

import re

import pytest
from django.test import Client

from filings.models import Filing
from tests.factories import sign_in
from tests.filings import cast

pytestmark = pytest.mark.django_db


def test_owner_reads_the_number_after_approval(client: Client) -> None:
    who = cast.owner()
    filing = cast.verified(cast.submitted(who))
    sign_in(client, cast.reviewer())
    page = client.get(f"/admin/filings/filing/{filing.pk}/change/").content.decode()
    approve = f"/admin/filings/filing/{filing.pk}/decide/approve/"
    assert f'href="{approve}"' in page
    version = re.search(r'name="version" value="(\d+)"', client.get(approve).content.decode())
    assert version
    assert client.post(approve, {"version": version.group(1)}).status_code == 302
    number = Filing.objects.get().filing_number
    assert re.fullmatch(r"京ICP备\d{10}号", number)
    progress = sign_in(Client(), who).get(f"/progress/{filing.uid}/").content.decode()
    assert "审核通过" in progress
    assert number in progress
