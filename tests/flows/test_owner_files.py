"""A site owner walks the wizard of the manual from 信息录入 to the success page, without script."""

import re

import pytest
from django.test import Client

from filings import actions
from filings.models import Filing
from filings.queries import read_document
from tests.factories import sign_in
from tests.filings import cast
from tests.filings.forms import typed

pytestmark = pytest.mark.django_db

# As people type them.
ENTITY = typed.ENTITY | {"document_number": "91110108fake10000p", "person_mobile": "+86 130 0000 0000"}
WEBSITE = {
    "name": "示例零一科技",
    "home_url": "www.beian-demo.test",
    "domains": "beian-demo.test",
    "services": ["8"],
    "languages": ["1"],
    "same_person": "on",
}
ACCESS = {"access_method": "3", "locations": ["110000"], "ranges": "1.1.1.1"}


def version_on(page: str) -> str:
    found = re.search(r'name="version" value="(\d*)"', page)
    assert found
    return found.group(1)


def go(client: Client, address: str, data: dict[str, object]) -> str:
    """Sends the form of a page and gives the address it leads to."""
    answer = client.post(address, data)
    assert answer.status_code == 303, answer.content.decode()
    return str(answer["Location"])


def fill_to_summary(client: Client) -> str:
    """The whole wizard up to step 3; gives the summary's address."""
    provider, _ = cast.provider_with_staff()
    entity = go(client, "/filing/", {})
    start = entity.removesuffix("entity/")
    version = version_on(client.get(entity).content.decode())
    assert go(client, entity, ENTITY | {"version": version, "action": "next"}) == f"{start}websites/"
    assert go(client, f"{start}website/add/", WEBSITE) == f"{start}websites/"
    site = Filing.objects.get().websites.get()
    add = f"{start}website/{site.pk}/accesses/add/"
    found = client.post(add, ACCESS | {"provider_name": "北京 云桥", "action": "search"}).content.decode()
    assert f'value="{provider.pk}"' in found
    chosen = client.post(
        add, ACCESS | {"provider_name": "北京 云桥", "provider": provider.pk, "action": "choose"}
    ).content.decode()
    assert 'value="北京云桥科技有限公司"' in chosen
    data = ACCESS | {"provider": provider.pk, "provider_name": "北京云桥科技有限公司"}
    assert go(client, add, data) == f"{start}website/{site.pk}/accesses/"
    return f"{start}summary/"


def test_owner_files_from_the_menu_to_the_receipt(client: Client) -> None:
    who = cast.owner()
    summary = fill_to_summary(sign_in(client, who))
    page = client.get(summary).content.decode()
    assert "一旦点击“完成”，您就不能再自行修改备案信息；如需修改，须由接入服务商代为修改。" in page
    assert "还不能提交" not in page
    done = go(client, summary, {"version": version_on(page)})
    filing = Filing.objects.get()
    assert filing.state == "provider_check"
    assert done == f"/filing/{filing.uid}/done/"
    assert str(filing.receipt_number) in client.get(done).content.decode()
    content = read_document(filing)
    assert content.entity.document_number == "91110108FAKE10000P"
    assert content.entity.person.mobile == "13000000000"
    assert content.websites[0].person == content.entity.person
    assert content.websites[0].accesses[0].ranges == (("1.1.1.1", "1.1.1.1"),)


def test_done_locks_the_filing_and_a_second_press_shows_the_same_receipt(client: Client) -> None:
    sign_in(client, cast.owner())
    summary = fill_to_summary(client)
    version = version_on(client.get(summary).content.decode())
    first = go(client, summary, {"version": version})
    before = Filing.objects.get()
    assert go(client, summary, {"version": version}) == first
    entity = summary.replace("summary", "entity")
    assert client.get(entity)["Location"] == f"/browse/{before.uid}/"
    late = client.post(entity, ENTITY | {"name": "示例零二科技有限公司", "version": "2"})
    assert late.status_code == 409
    assert "示例零二科技有限公司" in late.content.decode()
    after = Filing.objects.get()
    assert (after.version, after.receipt_number, after.entity.name) == (
        before.version,
        before.receipt_number,
        "示例零一科技有限公司",
    )


def test_start_says_that_a_filing_is_under_way(client: Client) -> None:
    who = cast.owner()
    filing = cast.submitted(who)
    page = sign_in(client, who).get("/filing/").content.decode()
    assert str(filing.receipt_number) in page
    assert "开始填写" not in page
    assert client.post("/filing/").status_code == 409
    assert Filing.objects.count() == 1


def test_start_goes_on_with_the_draft_and_a_look_makes_none(client: Client) -> None:
    who = cast.owner()
    sign_in(client, who)
    assert "开始填写" in client.get("/filing/").content.decode()
    assert Filing.objects.count() == 0
    draft = cast.draft(who)
    assert client.get("/filing/")["Location"] == f"/filing/{draft.uid}/summary/"
    actions.discard(who, draft.uid)
    assert client.get("/filing/").status_code == 200
