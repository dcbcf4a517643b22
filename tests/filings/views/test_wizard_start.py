"""信息录入 for somebody who has filed before: 重新填报, 新增网站, 新增接入."""

import pytest
from django.test import Client

from accounts.models import User
from filings import actions
from filings.models import Filing
from filings.queries import read_document
from tests.factories import sign_in
from tests.filings import cast, documents

pytestmark = pytest.mark.django_db
START = "/filing/"


def signed_in(user: User) -> Client:
    client = Client()
    sign_in(client, user)
    return client


def withdrawn(who: User) -> Filing:
    filing = cast.submitted(who)
    return actions.withdraw(who, filing.uid, filing.version)


def registered(who: User) -> None:
    filing = cast.arrived(who)
    actions.approve(cast.reviewer(), filing.uid, filing.version)


def test_refile_opens_a_draft_that_holds_a_copy() -> None:
    who = cast.owner()
    old = withdrawn(who)
    client = signed_in(who)
    assert "重新填报" in client.get(START).content.decode()

    answer = client.post(START, {"copy": str(old.uid)})

    draft = Filing.objects.get(state="draft")
    assert answer["Location"] == f"/filing/{draft.uid}/summary/"
    assert draft.copied_from == old
    assert read_document(draft).entity == read_document(old).entity


def test_refile_of_anothers_filing_is_refused() -> None:
    old = withdrawn(cast.owner())
    other = cast.owner("other", 2)

    answer = signed_in(other).post(START, {"copy": str(old.uid)})

    assert answer.status_code == 409
    assert "这件旧申请不能用来重新填报" in answer.content.decode()
    assert not Filing.objects.filter(owner=other).exists()


def test_a_registered_owner_adds_a_website_and_sees_the_entity_only() -> None:
    who = cast.owner()
    registered(who)
    client = signed_in(who)

    answer = client.post(START, {"kind": "new_website"})

    draft = Filing.objects.get(state="draft")
    assert draft.kind == "new_website"
    assert answer["Location"] == f"/filing/{draft.uid}/websites/"
    assert client.get(f"/filing/{draft.uid}/entity/")["Location"] == f"/filing/{draft.uid}/websites/"
    refused = client.post(
        f"/filing/{draft.uid}/entity/", {"name": "别的单位", "version": draft.entity.version}
    )
    assert refused.status_code in {200, 409}
    assert read_document(draft).entity.name == documents.valid_entity().name


def test_a_registered_owner_adds_an_access_to_a_registered_website() -> None:
    who = cast.owner()
    registered(who)
    client = signed_in(who)

    answer = client.post(START, {"kind": "new_access"})

    draft = Filing.objects.get(state="draft")
    site = draft.websites.get()
    assert answer["Location"] == f"/filing/{draft.uid}/websites/"
    page = client.get(f"/filing/{draft.uid}/websites/").content.decode()
    assert "添加网站" not in page
    assert client.get(f"/filing/{draft.uid}/website/{site.pk}/accesses/").status_code == 200


@pytest.mark.parametrize("kind", ["change", "authority_cancel", "gift", ""])
def test_other_kinds_are_not_opened_here(kind: str) -> None:
    who = cast.owner()
    registered(who)

    answer = signed_in(who).post(START, {"kind": kind})

    assert answer.status_code == 409
    assert not Filing.objects.filter(state="draft").exists()


@pytest.mark.parametrize(
    ("mistaken", "meant"), [("new_access", "new_website"), ("new_website", "new_access")]
)
def test_draft_begun_by_mistake_can_be_thrown_away_from_where_the_menu_leads(
    mistaken: str, meant: str, client: Client
) -> None:
    who = cast.owner()
    cast.registered(who)
    sign_in(client, who)
    client.post("/filing/", {"kind": mistaken})
    draft = Filing.objects.get(state="draft")
    discard = f"/filing/{draft.uid}/discard/"
    page = client.get("/filing/", follow=True).content.decode()
    assert f'href="{discard}" data-window>删除草稿</a>' in page
    assert "已备案的内容不变。" in client.get(discard).content.decode()
    client.post(discard)
    client.post("/filing/", {"kind": meant})
    assert Filing.objects.get(state="draft").kind == meant


def test_summary_of_a_draft_offers_to_throw_it_away(client: Client) -> None:
    who = cast.owner()
    draft = cast.draft(who)
    page = sign_in(client, who).get(f"/filing/{draft.uid}/summary/").content.decode()
    assert f'href="/filing/{draft.uid}/discard/" data-window>删除草稿</a>' in page
    assert "已备案的内容不变" not in client.get(f"/filing/{draft.uid}/discard/").content.decode()
