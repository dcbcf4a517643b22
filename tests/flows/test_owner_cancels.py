"""From a number to its end: the owner asks on the pages, the reviewer approves, the register says 已注销."""

import re

import pytest
from django.test import Client

from filings import actions
from filings.models import Certificate, Claim, Filing, RegisteredDomain, RegisteredEntity
from tests.factories import PASSWORD, sign_in
from tests.filings import cast
from tests.flows.sight import all_rows

pytestmark = pytest.mark.django_db


def asked(client: Client, entity: RegisteredEntity) -> Filing:
    """注销网站 of the first website, from the menu to the receipt."""
    page = client.get("/cancel/website/").content.decode()
    site = entity.websites.order_by("site_no")[0]
    assert f'value="{site.pk}"' in page
    typed = {"website": site.pk, "statement": "网站已关闭", "effective_on": "2026-11-24", "version": ""}
    confirm = client.post("/cancel/website/", typed | {"action": "next"})["Location"]
    version = re.search(r'name="version" value="(\d+)"', client.get(confirm).content.decode())
    assert version
    done = client.post(confirm, {"version": version.group(1), "current": PASSWORD})["Location"]
    assert "提交成功" in client.get(done).content.decode()
    return Filing.objects.get(kind="cancel_website")


def approved_in_admin(filing: Filing) -> None:
    browser = sign_in(Client(), cast.the_reviewer())
    address = f"/admin/filings/filing/{filing.pk}/decide/approve/"
    version = re.search(r'name="version" value="(\d+)"', browser.get(address).content.decode())
    assert version
    assert browser.post(address, {"version": version.group(1)}).status_code == 302


def test_owner_cancels_one_of_two_websites(client: Client) -> None:
    entity = cast.registered(cast.owner())
    cast.website_added(entity.owner, 2)
    sign_in(client, entity.owner)
    approved_in_admin(asked(client, entity))

    statuses = [(row.site_no, row.status) for row in entity.websites.order_by("site_no")]
    assert statuses == [(1, "cancelled"), (2, "active")]
    entity.refresh_from_db()
    assert (entity.status, entity.next_site_no) == ("active", 3)
    revoked = Certificate.objects.order_by("pk").values_list("website__site_no", "revoked_at")
    assert [(number, day is not None) for number, day in revoked] == [(1, True), (2, False)]
    page = client.get(f"/register/{entity.pk}/").content.decode()
    assert page.count("已注销</span>") == 1
    progress = client.get("/progress/").content.decode()
    assert "已审核通过" in progress
    assert "相应备案已注销。" in progress


def test_domain_is_free_for_another_owner_and_the_number_for_nobody(client: Client) -> None:
    entity = cast.registered(cast.owner())
    sign_in(client, entity.owner)
    approved_in_admin(asked(client, entity))
    assert list(Claim.objects.values_list("kind", flat=True)) == ["document"]

    theirs = cast.registered(cast.owner("other", 2), entity={"document_number": "93440305FAKE10027Q"})
    live = RegisteredDomain.objects.exclude(status="cancelled").get(domain="beian-demo.test")
    assert (live.entity_number, live.site_number) == (theirs.number, f"{theirs.number}-1")
    assert theirs.number[-7:] == "000002号"
    added = cast.website_added(entity.owner, 3)
    assert added.number == f"{entity.number}-2"


def test_last_website_leaves_an_empty_entity_that_can_be_filled_or_cancelled(client: Client) -> None:
    entity = cast.registered(cast.owner())
    sign_in(client, entity.owner)
    approved_in_admin(asked(client, entity))
    entity.refresh_from_db()
    assert entity.status == "empty"
    assert "空壳</span>" in client.get("/browse/").content.decode()
    assert "主体名下没有可以注销的网站。" in client.get("/cancel/website/").content.decode()
    assert client.get("/cancel/entity/").status_code == 200
    cast.website_added(entity.owner, 2)
    entity.refresh_from_db()
    assert entity.status == "active"


def test_new_access_drafted_before_the_cancellation_cannot_bring_the_website_back(client: Client) -> None:
    entity = cast.registered(cast.owner())
    draft = actions.open_draft(entity.owner, "new_access", entity=entity)
    provider, _ = cast.provider_with_staff(1)
    access = cast.documents.valid_access(provider_id=provider.pk, ranges=(("1.1.1.9", "1.1.1.9"),))
    actions.add_access(entity.owner, draft.uid, draft.websites.get().pk, access)
    sign_in(client, entity.owner)
    approved_in_admin(asked(client, entity))
    draft.refresh_from_db()
    before = all_rows()
    answer = client.post(f"/filing/{draft.uid}/summary/", {"version": draft.version})
    assert answer.status_code == 409
    assert "这个网站已注销，不能再办理（1050）" in answer.content.decode()
    assert all_rows() == before
