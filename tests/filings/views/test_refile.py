"""重新填报: from a filing that ended in vain to a draft with a copy; the old one stays as it was."""

import dataclasses

import pytest
from django.test import Client

from filings import actions, document
from filings.actions.case import Reason
from filings.models import Filing, FilingEvent, RegisteredEntity
from filings.queries import read_document
from tests.factories import sign_in
from tests.filings import cast, documents

pytestmark = pytest.mark.django_db


def ended(filing: Filing, how: str) -> Filing:
    if how == "withdrawn":
        return actions.withdraw(filing.owner, filing.uid, filing.version)
    if how == "declined":
        return actions.decline(cast.provider_with_staff()[1], filing.uid, "主办者已不在本公司接入。")
    filing = cast.verified(filing)
    return actions.reject(cast.the_reviewer(), filing.uid, filing.version, [Reason("other", "", "不实")])


def plain(content: document.Document) -> list[document.Website]:
    """The websites without the ids of their rows."""
    return [
        dataclasses.replace(
            site, key="", accesses=tuple(dataclasses.replace(each, key="") for each in site.accesses)
        )
        for site in content.websites
    ]


def new_access(entity: RegisteredEntity, address: str = "1.1.1.9") -> Filing:
    second, _ = cast.provider_with_staff(1)
    draft = actions.open_draft(entity.owner, "new_access", entity=entity)
    access = documents.valid_access(provider_id=second.pk, ranges=((address, address),))
    actions.add_access(entity.owner, draft.uid, draft.websites.first().pk, access)
    draft.refresh_from_db()
    return actions.submit(entity.owner, draft.uid, draft.version)


def approve(filing: Filing) -> None:
    filing = cast.verified(filing)
    actions.approve(cast.the_reviewer(), filing.uid, filing.version)


def button(old: Filing) -> str:
    return f'action="/browse/{old.uid}/refile/"'


@pytest.mark.parametrize("how", ["withdrawn", "declined", "rejected"])
def test_first_filing_is_filed_anew_and_stays_as_it_was(client: Client, how: str) -> None:
    old = ended(cast.submitted(cast.owner()), how)
    before = (read_document(old), old.version, old.state, FilingEvent.objects.count())
    sign_in(client, old.owner)
    for address in (f"/browse/{old.uid}/", f"/progress/{old.uid}/"):
        assert button(old) in client.get(address).content.decode()

    answer = client.post(f"/browse/{old.uid}/refile/")

    draft = Filing.objects.get(state="draft")
    assert (answer.status_code, answer["Location"]) == (303, f"/filing/{draft.uid}/summary/")
    assert (draft.kind, draft.copied_from) == ("first", old)
    assert (read_document(draft).entity, plain(read_document(draft))) == (before[0].entity, plain(before[0]))
    old.refresh_from_db()
    assert (read_document(old), old.version, old.state, FilingEvent.objects.count()) == before


@pytest.mark.parametrize("how", ["withdrawn", "declined", "rejected"])
def test_new_website_is_filed_anew_with_its_accesses(client: Client, how: str) -> None:
    entity = cast.registered(cast.owner())
    draft = cast.new_website(entity.owner, 2)
    old = ended(actions.submit(entity.owner, draft.uid, draft.version), how)
    said = plain(read_document(old))
    client = sign_in(client, entity.owner)

    client.post(f"/browse/{old.uid}/refile/")

    again = Filing.objects.get(state="draft")
    assert (again.kind, again.registered_entity) == ("new_website", entity)
    assert plain(read_document(again)) == said
    assert said[0].accesses[0].ranges == (("1.1.2.2", "1.1.2.2"),)
    submitted = actions.submit(entity.owner, again.uid, again.version)
    assert submitted.state == "provider_check"


def test_website_registered_meanwhile_is_left_out_and_said(client: Client) -> None:
    entity = cast.registered(cast.owner())
    draft = cast.new_website(entity.owner, 2)
    old = ended(actions.submit(entity.owner, draft.uid, draft.version), "withdrawn")
    cast.website_added(entity.owner, 2)
    page = sign_in(client, entity.owner).post(f"/browse/{old.uid}/refile/", follow=True).content.decode()
    assert "网站“示例站2号”的域名已经备案，没有复制。" in page
    assert not Filing.objects.get(state="draft").websites.exists()


def test_new_access_is_filed_anew_into_the_registered_website(client: Client) -> None:
    entity = cast.registered(cast.owner())
    old = ended(new_access(entity), "withdrawn")
    sign_in(client, entity.owner).post(f"/browse/{old.uid}/refile/")
    draft = Filing.objects.get(state="draft")
    site = draft.websites.get()
    assert (draft.kind, site.registered) == ("new_access", entity.websites.get())
    assert [(row.provider.name, row.registered is None) for row in site.accesses.all()] == [
        ("北京云桥科技有限公司", False),
        ("北京清源数据科技有限公司", True),
    ]
    assert actions.submit(entity.owner, draft.uid, draft.version).state == "provider_check"


def test_access_registered_meanwhile_is_left_out_and_said(client: Client) -> None:
    entity = cast.registered(cast.owner())
    old = ended(new_access(entity), "withdrawn")
    approve(new_access(entity))
    page = sign_in(client, entity.owner).post(f"/browse/{old.uid}/refile/", follow=True).content.decode()
    assert "由北京清源数据科技有限公司提供的接入已经备案，没有复制。" in page
    assert not Filing.objects.get(state="draft").websites.get().accesses.filter(registered=None).exists()


def test_access_of_a_website_cancelled_meanwhile_is_left_out_and_said(client: Client) -> None:
    entity = cast.registered(cast.owner())
    cast.website_added(entity.owner, 2)
    old = ended(new_access(entity), "withdrawn")
    entity.websites.filter(site_no=1).update(status="cancelled")
    page = sign_in(client, entity.owner).post(f"/browse/{old.uid}/refile/", follow=True).content.decode()
    assert "网站“示例零一科技”已注销，它的接入信息没有复制。" in page
    assert [site.registered.site_no for site in Filing.objects.get(state="draft").websites.all()] == [2]


def test_draft_that_is_there_is_not_overwritten(client: Client) -> None:
    old = ended(cast.submitted(cast.owner()), "withdrawn")
    draft = actions.open_draft(old.owner, "first")
    before = read_document(draft)
    answer = sign_in(client, old.owner).post(f"/browse/{old.uid}/refile/", follow=True)
    assert "您已经有一份首次备案的草稿，没有改动它。" in answer.content.decode()
    assert answer.redirect_chain[0][0] == f"/filing/{draft.uid}/entity/"
    assert read_document(draft) == before
    assert Filing.objects.filter(state="draft").count() == 1


def test_another_filing_under_way_is_said(client: Client) -> None:
    who = cast.owner()
    old = ended(cast.submitted(who), "withdrawn")
    open_one = cast.submitted(who)
    answer = sign_in(client, who).post(f"/browse/{old.uid}/refile/", follow=True)
    assert "您有一件首次备案正在办理，办结后才能重新填报。" in answer.content.decode()
    assert answer.redirect_chain[0][0] == f"/progress/{open_one.uid}/"
    assert not Filing.objects.filter(state="draft").exists()


def test_first_filing_once_there_is_a_number_is_not_filed_anew(client: Client) -> None:
    who = cast.owner()
    old = ended(cast.submitted(who), "withdrawn")
    cast.registered(who)
    sign_in(client, who)
    assert button(old) not in client.get(f"/browse/{old.uid}/").content.decode()
    page = client.post(f"/browse/{old.uid}/refile/", follow=True).content.decode()
    assert "您已经有备案号，请使用“新增网站”或“新增接入”。" in page
    assert not Filing.objects.filter(state="draft").exists()


@pytest.mark.parametrize("state", ["draft", "submitted", "arrived"])
def test_what_has_not_ended_in_vain_is_not_filed_anew(client: Client, state: str) -> None:
    filing = getattr(cast, state)(cast.owner())
    sign_in(client, filing.owner)
    assert button(filing) not in client.get(f"/browse/{filing.uid}/").content.decode()
    before = Filing.objects.count()
    assert client.post(f"/browse/{filing.uid}/refile/").status_code == 303
    assert Filing.objects.count() == before


def test_refile_of_anothers_filing_is_not_there(client: Client) -> None:
    old = ended(cast.submitted(cast.owner()), "withdrawn")
    sign_in(client, cast.owner("other", 2))
    assert client.post(f"/browse/{old.uid}/refile/").status_code == 404
    assert client.get(f"/browse/{old.uid}/refile/").status_code == 404
    assert not Filing.objects.filter(state="draft").exists()
    sign_in(client, cast.provider_with_staff()[1])
    assert client.post(f"/browse/{old.uid}/refile/").status_code == 404


def test_get_leads_back_and_opens_nothing(client: Client) -> None:
    old = ended(cast.submitted(cast.owner()), "withdrawn")
    answer = sign_in(client, old.owner).get(f"/browse/{old.uid}/refile/")
    assert answer["Location"] == f"/browse/{old.uid}/"
    assert not Filing.objects.filter(state="draft").exists()
