"""代为修改 by whom it is not for, of what is not theirs, and of what must stay."""

import uuid

import pytest
from django.test import Client

from filings import actions
from filings.actions.case import Reason
from filings.models import Access, ProviderCheck
from tests.factories import make_user, sign_in
from tests.filings import cast
from tests.filings.forms.typed import ACCESS, ENTITY, WEBSITE
from tests.filings.views.correction_pages import REASON, own_filing, pages, provider, shared_filing
from tests.flows.sight import all_rows, stripped

pytestmark = pytest.mark.django_db

TYPED = ENTITY | WEBSITE | ACCESS | REASON | {"remarks": "改过的备注", "ranges": "1.1.1.99"}
EDITS = ("entity", "website-edit", "website-delete", "access-add", "access-edit", "access-delete")
MADE_UP = "00000000-0000-4000-8000-000000000000"


@pytest.mark.parametrize("name", ["access-edit", "access-delete"])
def test_access_of_another_provider_reads_as_not_there(client: Client, name: str) -> None:
    filing, _ = shared_filing(client)
    theirs = pages(filing, 1)[name]
    nowhere = f"/filing/{filing.uid}/access/999999/" + ("delete/" if name == "access-delete" else "")
    before = all_rows()
    assert client.get(theirs).status_code == 404
    for version in ("1", ""):
        answer = client.post(theirs, TYPED | {"version": version})
        assert answer.status_code == 409
        assert stripped(answer) == stripped(client.post(nowhere, TYPED | {"version": version}))
    assert all_rows() == before


def test_website_that_the_provider_does_not_serve_reads_as_not_there(client: Client) -> None:
    (first, staff), (second, _) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    who = cast.owner()
    draft = cast.draft(who, first)
    values = cast.documents.valid_website(name="示例零二网站", home_url="www.two.test", domains=("two.test",))
    site = actions.add_website(who, draft.uid, values)
    access = cast.documents.valid_access(provider_id=second.pk, ranges=(("1.1.2.2", "1.1.2.2"),))
    actions.add_access(who, draft.uid, site.pk, access)
    draft.refresh_from_db()
    filing = actions.submit(who, draft.uid, draft.version)
    sign_in(client, staff)
    before = all_rows(but=("FilingView",))
    base = f"/filing/{filing.uid}/website"
    for page in ("", "delete/", "accesses/", "accesses/add/", "ended/"):
        theirs, nowhere = f"{base}/{site.pk}/{page}", f"{base}/999999/{page}"
        assert stripped(client.get(theirs)) == stripped(client.get(nowhere)), page
        typed = TYPED | {"version": "1"}
        answer = client.post(theirs, typed)
        assert answer.status_code in {405, 409}, page
        assert stripped(answer) == stripped(client.post(nowhere, typed)), page
    assert "示例零二网站" not in client.get(f"/desk/{filing.uid}/correct/").content.decode()
    assert all_rows(but=("FilingView",)) == before


def test_forged_provider_is_refused(client: Client) -> None:
    filing, _ = shared_filing(client)
    before = all_rows()
    forged = {"provider": str(provider(1).pk), "provider_name": provider(1).name, "version": "1"}
    for name in ("access-add", "access-edit"):
        for action in ("", "search", "choose"):
            answer = client.post(pages(filing)[name], TYPED | forged | {"action": action})
            assert answer.status_code == 200
            assert "这里只能填写贵公司的接入信息。" in answer.content.decode()
    assert all_rows() == before
    page = client.get(pages(filing)["access-add"]).content.decode()
    assert "data-provider-search" not in page


def test_last_access_of_a_website_stays_and_the_page_says_why(client: Client) -> None:
    filing, _ = own_filing(client)
    before = all_rows()
    answer = client.post(pages(filing)["access-delete"], REASON | {"version": "1"})
    assert answer.status_code == 409
    assert "这是该网站最后一条接入信息，不能删除（1025）" in answer.content.decode()
    assert "门牌号有误" in answer.content.decode()
    assert all_rows() == before


def test_last_check_stays_and_the_page_says_why(client: Client) -> None:
    filing, _ = own_filing(client)
    before = all_rows()
    answer = client.post(pages(filing)["website-delete"], REASON | {"version": "1"})
    assert answer.status_code == 409
    assert "这是最后一家接入服务商的接入信息，不能删除" in answer.content.decode()
    assert all_rows() == before


def test_website_with_anothers_access_is_not_deleted(client: Client) -> None:
    filing, _ = shared_filing(client)
    before = all_rows()
    answer = client.post(pages(filing)["website-delete"], REASON | {"version": "1"})
    assert answer.status_code == 409
    assert "这一部分不能由您修改。" in answer.content.decode()
    assert all_rows() == before


def test_provider_whose_last_access_is_gone_is_led_to_its_desk(client: Client) -> None:
    filing, _ = shared_filing(client)
    address = pages(filing)
    answer = client.post(address["access-delete"], REASON | {"version": "1"}, follow=True)
    assert answer.redirect_chain == [("/desk/", 303)]
    assert "这件申请不再由贵公司核实。" in answer.content.decode()
    assert [check.provider for check in ProviderCheck.objects.all()] == [provider(1)]
    before = all_rows()
    for name, page in address.items():
        assert client.get(page).status_code == 404, name
        assert client.post(page, TYPED | {"version": "1"}).status_code in {404, 405}, name
    assert all_rows() == before
    assert Access.objects.count() == 1


@pytest.mark.parametrize("who", ["owner", "other provider", "reviewer", "ministry", "admin"])
def test_correct_is_not_there_for_others(client: Client, who: str) -> None:
    filing, _ = own_filing(client)
    people = {
        "owner": lambda: filing.owner,
        "other provider": lambda: cast.provider_with_staff(1)[1],
        "reviewer": cast.reviewer,
    }
    sign_in(client, people[who]() if who in people else make_user("somebody", who))
    before = all_rows()
    page = f"/desk/{filing.uid}/correct/"
    nowhere = f"/desk/{uuid.UUID(MADE_UP)}/correct/"
    assert stripped(client.get(page)) == stripped(client.get(nowhere))
    assert client.get(page).status_code == 404
    assert all_rows() == before


@pytest.mark.parametrize("state", ["passed", "authority_review", "withdrawn"])
def test_locked_filing_is_read_only_and_keeps_what_was_typed(client: Client, state: str) -> None:
    filing, _ = shared_filing(client)
    address = pages(filing)
    if state == "withdrawn":
        actions.withdraw(filing.owner, filing.uid, filing.version)
    elif state == "passed":
        staff = cast.provider_with_staff()[1]
        actions.verify(staff, filing.uid, cast.shown_to(filing, provider()))
    else:
        cast.verified(filing)
    before = all_rows(but=("FilingView",))
    for name, page in address.items():
        answer = client.get(page)
        assert answer.status_code == 303, name
        assert str(filing.uid) in answer["Location"]
    for name in EDITS:
        answer = client.post(address[name], TYPED | {"version": "1"})
        assert answer.status_code == 409, name
        assert "改过的备注" in answer.content.decode()
        assert "不能修改" in answer.content.decode()
    assert all_rows(but=("FilingView",)) == before


def test_returned_filing_may_be_corrected(client: Client) -> None:
    filing, _ = own_filing(client)
    filing = cast.verified(filing)
    reasons = [Reason("address", "entity.address")]
    filing = actions.return_for_correction(cast.reviewer(), filing.uid, filing.version, reasons)
    typed = ENTITY | REASON | {"address": "北京市海淀区示例路3号301室", "version": "2"}
    assert client.post(pages(filing)["entity"], typed).status_code == 303
    assert filing.events.filter(action="correct").count() == 1


@pytest.mark.parametrize("page", ["website/add/", "summary/", "websites/", "discard/", "terms/", "done/"])
def test_owners_other_pages_lead_a_provider_back_and_change_nothing(client: Client, page: str) -> None:
    filing, _ = own_filing(client)
    before = all_rows(but=("FilingView",))
    address = f"/filing/{filing.uid}/{page}"
    assert client.get(address).status_code == 303
    assert client.post(address, TYPED | {"version": str(filing.version)}).status_code in {303, 405, 409}
    assert all_rows(but=("FilingView",)) == before
