"""An owner files with two providers; one corrects, the other's check reopens, and the owner sees what changed."""

import pytest
from django.test import Client

from accounts.models.outbox import OutboxMessage
from filings import actions
from filings.models import Filing
from tests.factories import sign_in
from tests.filings import cast
from tests.filings.forms.typed import ACCESS, ENTITY
from tests.flows.test_owner_files import go, version_on

pytestmark = pytest.mark.django_db
REASON = {"reason": "门牌号有误，已与主办者核对"}


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def checks(filing: Filing) -> list[tuple[str, str]]:
    rows = filing.checks.order_by("provider__name").values_list("provider__name", "state")
    return list(rows)


def test_provider_corrects_and_the_owner_sees_it(client: Client) -> None:
    (first, p1), (second, p2) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    who = cast.owner()
    filing = cast.submitted(who, first, second)
    filing = actions.verify(p2, filing.uid, cast.shown_to(filing, second))
    told = OutboxMessage.objects.filter(user=who).count()

    sign_in(client, p1)
    assert f'href="/desk/{filing.uid}/"' in text(client, "/desk/")
    assert f'href="/desk/{filing.uid}/correct/"' in text(client, f"/desk/{filing.uid}/")
    entity = f"/filing/{filing.uid}/entity/"
    typed = ENTITY | REASON | {"address": "北京市海淀区示例路2号201室"}
    back = go(client, entity, typed | {"version": version_on(text(client, entity))})
    assert back == f"/desk/{filing.uid}/correct/"
    assert "主体信息已保存，并已通知主办者。" in text(client, back)

    assert checks(filing) == [("北京云桥科技有限公司", "open"), ("北京清源数据科技有限公司", "open")]
    assert OutboxMessage.objects.filter(user=who).count() == told + 2
    version = Filing.objects.get().version
    for reader, place in ((who, "browse"), (p1, "desk"), (p2, "desk")):
        sign_in(client, reader)
        assert f'href="/browse/{filing.uid}/changes/{version}/"' in text(client, f"/{place}/{filing.uid}/")
        page = text(client, f"/browse/{filing.uid}/changes/{version}/")
        assert "主体 · 通信地址" in page
        assert "北京市海淀区示例路1号示例大厦2层201室" in page
        assert "北京市海淀区示例路2号201室" in page


def test_difference_of_an_access_names_the_provider_and_is_not_for_the_other(client: Client) -> None:
    (first, p1), (second, p2) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    who = cast.owner()
    filing = cast.submitted(who, first, second)
    site = filing.websites.get()
    sign_in(client, p1)
    go(
        client,
        f"/filing/{filing.uid}/website/{site.pk}/accesses/add/",
        ACCESS | REASON | {"ranges": "1.1.9.9"},
    )
    version = Filing.objects.get().version
    address = f"/browse/{filing.uid}/changes/{version}/"
    sign_in(client, who)
    page = text(client, address)
    assert "接入 · 网站接入服务提供者名称" in page
    assert "新增" in page
    assert "北京云桥科技有限公司" in page
    assert "1.1.9.9" in page
    sign_in(client, p2)
    page = text(client, address)
    assert "1.1.9.9" not in page
    assert "这一步没有修改您能看到的内容。" in page


def test_removed_access_shows_as_removed_and_both_may_go_on(client: Client) -> None:
    (first, p1), (second, _) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    who = cast.owner()
    filing = cast.submitted(who, first, second)
    access = filing.websites.get().accesses.get(provider=first)
    sign_in(client, p1)
    address = f"/filing/{filing.uid}/access/{access.pk}/delete/"
    assert go(client, address, REASON | {"version": "1"}) == "/desk/"
    assert client.get(f"/browse/{filing.uid}/").status_code == 404
    filing.refresh_from_db()
    sign_in(client, who)
    page = text(client, f"/browse/{filing.uid}/changes/{filing.version}/")
    assert "已删除" in page
    assert "1.1.1.1" in page
    assert cast.verified(filing).state == "authority_review"
