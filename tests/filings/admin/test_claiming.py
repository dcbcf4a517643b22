"""认领 and 放回 in the admin: one by one, and many at once with a result for each."""

import re
from typing import Any

import pytest
from django.test import Client

from filings import actions
from filings.admin.claiming import claim_context
from filings.models import Filing, FilingView
from tests.factories import make_user, sign_in
from tests.filings import cast
from tests.filings.many import arrived

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
LIST = "/admin/filings/filing/"


def claims() -> list[tuple[int, str | None]]:
    return list(Filing.objects.order_by("pk").values_list("pk", "claimed_by__username"))


def tick(client: Client, *keys: object, **more: str) -> Any:
    data = {"action": "claim_chosen", "_selected_action": [str(key) for key in keys], "index": "0"} | more
    return client.post(LIST, data)


def results(answer: Any) -> list[str]:
    """The rows of the page of results, as text."""
    body = re.search(r"<tbody>(.*)</tbody>", answer.content.decode(), re.DOTALL)
    assert body
    rows = re.findall(r"<tr>(.*?)</tr>", body[1], re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]


def test_claim_and_release_by_their_buttons(client: Client) -> None:
    filing, me = arrived(1), cast.reviewer("me")
    sign_in(client, me)
    page = client.get(f"{LIST}{filing.pk}/claim/").content.decode()
    assert "还没有人认领" in page
    assert f'action="{LIST}{filing.pk}/claim/"' in page
    assert "/release/" not in page
    assert claims() == [(filing.pk, None)]
    answer = client.post(f"{LIST}{filing.pk}/claim/", follow=True)
    assert answer.redirect_chain == [(f"{LIST}{filing.pk}/change/", 302)]
    assert f"{filing.receipt_number}：已认领。" in answer.content.decode()
    assert claims() == [(filing.pk, "me")]
    page = client.get(f"{LIST}{filing.pk}/release/").content.decode()
    assert "您已认领这件申请；3 个工作日后仍没有办理，会自动放回。" in page
    client.post(f"{LIST}{filing.pk}/release/")
    assert claims() == [(filing.pk, None)]


def test_claim_that_another_has_is_said_and_refused(client: Client) -> None:
    filing, other = arrived(1), cast.reviewer("other")
    actions.claim(other, filing.uid)
    sign_in(client, cast.reviewer("me"))
    page = client.get(f"{LIST}{filing.pk}/claim/").content.decode()
    assert "审核员 other 已于11月24日 10:00 认领这件申请。" in page
    assert '<button type="submit" class="button">' not in page
    for step in ("claim", "release"):
        answer = client.post(f"{LIST}{filing.pk}/{step}/", follow=True)
        assert "审核员 other 已于11月24日 10:00 认领这件申请" in answer.content.decode()
    assert claims() == [(filing.pk, "other")]


@pytest.mark.parametrize("step", ["claim", "release"])
def test_claim_of_what_is_out_of_sight_is_not_there(client: Client, step: str) -> None:
    theirs = arrived(1, province="310000")
    address = f"{LIST}{theirs.pk}/{step}/"
    sign_in(client, cast.reviewer())
    assert {client.get(address).status_code, client.post(address).status_code} == {404}
    assert client.post(f"{LIST}x/{step}/").status_code == 404
    for role in ("owner", "provider", "admin"):
        answer = sign_in(client, make_user(role, role)).post(address)
        assert answer.status_code in {302, 403, 404}
    assert claims() == [(theirs.pk, None)]
    assert not FilingView.objects.filter(what=step).exists()


def test_context_offers_nothing_where_nothing_can_be_claimed() -> None:
    who, me = cast.owner(), cast.reviewer("me")
    filing = cast.arrived(who)
    assert claim_context(me, filing)["claim"].may_claim
    assert claim_context(who, filing)["claim"] is None
    ended = actions.withdraw(who, filing.uid, filing.version)
    assert claim_context(me, ended) == {"filing": ended, "claim": None}


def test_many_at_once_have_a_result_each(client: Client) -> None:
    free, taken, theirs = arrived(1), arrived(2), arrived(3, province="310000")
    ended = arrived(4)
    actions.claim(cast.reviewer("other"), taken.uid)
    actions.withdraw(ended.owner, ended.uid, ended.version)
    sign_in(client, cast.reviewer("me"))
    answer = tick(client, free.pk, taken.pk, theirs.pk, ended.pk, 999_999, free.pk)
    assert answer.status_code == 200
    rows = results(answer)
    assert [str(row.split(" ")[0]) for row in rows] == [
        free.receipt_number,
        taken.receipt_number,
        "—",
        ended.receipt_number,
        "—",
    ]
    assert "已认领，3 个工作日内有效" in rows[0]
    assert "审核员 other 已于11月24日 10:00 认领这件申请" in rows[1]
    assert rows[2] == rows[4] == "— 没有认领 没有找到这件申请。"
    assert "现在的状态是“已撤回”" in rows[3]
    assert "认领了 1 件" in answer.content.decode()
    assert claims() == [(free.pk, "me"), (taken.pk, "other"), (theirs.pk, None), (ended.pk, None)]


def test_all_of_the_list_are_bounded(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    mine, theirs = [arrived(1), arrived(2)], arrived(3, province="310000")
    sign_in(client, cast.reviewer("me"))
    monkeypatch.setattr("filings.admin.claiming.AT_ONCE", 1)
    answer = tick(client, mine[0].pk, select_across="1")
    assert answer.status_code == 302
    assert "一次最多认领 1 件" in client.get(LIST).content.decode()
    assert tick(client, *[each.pk for each in mine]).status_code == 302
    assert claims() == [(mine[0].pk, None), (mine[1].pk, None), (theirs.pk, None)]
    monkeypatch.setattr("filings.admin.claiming.AT_ONCE", 2)
    assert len(results(tick(client, mine[0].pk, select_across="1"))) == 2
    assert claims() == [(mine[0].pk, "me"), (mine[1].pk, "me"), (theirs.pk, None)]


@pytest.mark.parametrize("key", ["x", "-1", "1' OR 1=1", "9" * 30])
def test_forged_keys_are_refused(client: Client, key: str) -> None:
    filing = arrived(1)
    sign_in(client, cast.reviewer())
    assert tick(client, key).status_code in {302, 400}
    assert claims() == [(filing.pk, None)]
