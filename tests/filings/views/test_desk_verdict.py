"""核实通过, 修改后重报 and 不予核实 by their pages."""

from typing import Any

import pytest
from django.test import Client

from accounts.models.outbox import OutboxMessage
from filings import actions
from filings.actions.case import Reason
from filings.models import Filing, FilingEvent, ProviderCheck
from tests.factories import make_user, sign_in
from tests.filings import cast, documents

pytestmark = pytest.mark.django_db


def written(filing: Filing) -> tuple[Any, ...]:
    """All that a refused verdict must leave as it was."""
    return (
        list(Filing.objects.filter(pk=filing.pk).values()),
        list(ProviderCheck.objects.order_by("pk").values()),
        FilingEvent.objects.count(),
        OutboxMessage.objects.count(),
    )


@pytest.fixture
def filing() -> Filing:
    return cast.submitted(cast.owner())


@pytest.fixture
def desk(client: Client) -> Client:
    return sign_in(client, cast.provider_with_staff()[1])


def digest_of(filing: Filing, index: int = 0) -> str:
    return cast.shown_to(filing, cast.provider_with_staff(index)[0])


def send(client: Client, filing: Filing, step: str, **data: str) -> Any:
    return client.post(f"/desk/{filing.uid}/{step}/", {"version": str(filing.version), **data})


def corrected(filing: Filing, **changes: Any) -> Filing:
    """The entity mended by the first provider."""
    _, staff = cast.provider_with_staff()
    entity = documents.valid_entity(**changes)
    version = Filing.objects.get(pk=filing.pk).entity.version
    return actions.save_entity(staff, filing.uid, entity, version, "门牌号有误")


def test_verify_page_says_what_will_happen_and_carries_the_digest(desk: Client, filing: Filing) -> None:
    digest = digest_of(filing)
    page = desk.get(f"/desk/{filing.uid}/verify/?seen={digest}&version=2").content.decode()
    assert "申请随即送交北京市通信管理局审核，审核期间任何人都不能修改。" in page
    assert f'name="digest" value="{digest}"' in page
    assert "请核对的内容" not in page


def test_verify_page_without_what_was_seen_shows_the_content(desk: Client, filing: Filing) -> None:
    page = desk.get(f"/desk/{filing.uid}/verify/").content.decode()
    assert "请核对的内容" in page
    assert "示例大厦2层201室" in page
    assert "内容已经有了变化" not in page


def test_verify_moves_the_filing_on(desk: Client, filing: Filing) -> None:
    answer = send(desk, filing, "verify", digest=digest_of(filing), opinion="材料齐全。")
    assert (answer.status_code, answer["Location"]) == (302, f"/desk/{filing.uid}/")
    filing.refresh_from_db()
    assert filing.state == "authority_review"
    event = filing.events.last()
    assert event is not None
    assert (event.action, event.actor.username, event.opinion) == ("verify", "p1", "材料齐全。")
    assert "核实通过，已记入办理记录。" in desk.get(answer["Location"]).content.decode()


def test_verify_pressed_twice_is_one_verdict_and_no_error(desk: Client, filing: Filing) -> None:
    digest = digest_of(filing)
    send(desk, filing, "verify", digest=digest)
    before = written(filing)
    assert send(desk, filing, "verify", digest=digest).status_code == 302
    assert written(filing) == before


def test_first_of_two_verdicts_names_whom_it_waits_for(client: Client) -> None:
    (first, staff), (second, _) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    filing = cast.submitted(cast.owner(), first, second)
    sign_in(client, staff)
    page = client.get(f"/desk/{filing.uid}/verify/").content.decode()
    assert "还要等北京清源数据科技有限公司处理完，才送交北京市通信管理局。" in page
    send(client, filing, "verify", digest=digest_of(filing))
    filing.refresh_from_db()
    assert filing.state == "provider_check"


@pytest.mark.parametrize("digest", ["", "0" * 64, "\x00", "长" * 5000])
def test_verify_without_what_was_shown_is_refused(desk: Client, filing: Filing, digest: str) -> None:
    before = written(filing)
    answer = send(desk, filing, "verify", digest=digest, opinion="我写的意见")
    assert answer.status_code == 409
    assert "我写的意见" in answer.content.decode()
    assert written(filing) == before


def test_changed_content_is_shown_with_its_difference_and_what_was_typed(client: Client) -> None:
    (first, _), (second, other) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    filing = cast.submitted(cast.owner(), first, second)
    digest = digest_of(filing, 1)
    changed = corrected(filing, address="北京市海淀区示例路2号202室")
    before = written(filing)
    sign_in(client, other)
    for step, text in (
        ("verify", {"opinion": "齐全"}),
        ("decline", {"reason": "other", "words_of_own": "齐全"}),
    ):
        answer = send(client, filing, step, digest=digest, **text)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "内容已经有了变化" in page
        assert "北京市海淀区示例路2号202室" in page
        assert f'href="/browse/{filing.uid}/changes/{changed.version}/"' in page
        assert ">齐全</textarea>" in page.replace("\n", "")
        assert f'name="digest" value="{digest_of(filing, 1)}"' in page
    assert written(filing) == before


def test_page_opened_from_stale_content_says_so_at_once(desk: Client, filing: Filing) -> None:
    digest = digest_of(filing)
    changed = corrected(filing, address="北京市海淀区示例路2号202室")
    page = desk.get(f"/desk/{filing.uid}/verify/?seen={digest}&version={filing.version}").content.decode()
    assert "内容已经有了变化" in page
    assert f"/changes/{changed.version}/" in page
    nonsense = desk.get(f"/desk/{filing.uid}/verify/?seen=%00&version={'9' * 5000}")
    assert nonsense.status_code == 200


def test_last_verdict_over_faults_shows_each_with_its_place(desk: Client, filing: Filing) -> None:
    corrected(filing, address="", city="")
    before = written(filing)
    answer = send(desk, filing, "verify", digest=digest_of(filing), opinion="我写的意见")
    page = answer.content.decode()
    assert answer.status_code == 409
    assert f'href="/filing/{filing.uid}/entity/#id_address"' in page
    assert "我写的意见" in page
    assert written(filing) == before


def test_faults_in_what_the_provider_does_not_see_are_only_counted(client: Client) -> None:
    (first, staff), (second, other) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    filing = cast.submitted(cast.owner(), first, second)
    access = filing.websites.get().accesses.get(provider=second)
    values = documents.valid_access(provider_id=second.pk, ranges=())
    actions.save_access(other, filing.uid, access.pk, values, access.version, "改地址")
    actions.verify(other, filing.uid, digest_of(filing, 1))
    answer = send(sign_in(client, staff), filing, "verify", digest=digest_of(filing))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "另有 1 处在其他接入服务商负责的网站或接入里，由他们修改。" in page
    assert f"/access/{access.pk}/" not in page


def test_faults_in_an_own_access_that_is_empty_are_its_own(desk: Client, filing: Filing) -> None:
    provider, staff = cast.provider_with_staff()
    site = filing.websites.get()
    empty = documents.valid_access(provider_id=provider.pk, method=None, locations=(), ranges=())
    actions.add_access(staff, filing.uid, site.pk, empty, "再加一个接入")
    before = written(filing)
    answer = send(desk, filing, "verify", digest=digest_of(filing))
    page = answer.content.decode()
    assert (answer.status_code, written(filing)) == (409, before)
    assert "请填写IP地址。" in page
    assert "由他们修改" not in page


def test_resubmit_after_a_return(desk: Client) -> None:
    filing = cast.arrived(cast.owner())
    filing = actions.return_for_correction(
        cast.reviewer(), filing.uid, filing.version, [Reason("x", "entity.name")]
    )
    assert desk.get(f"/desk/{filing.uid}/resubmit/").status_code == 200
    assert send(desk, filing, "resubmit", digest=digest_of(filing)).status_code == 302
    filing.refresh_from_db()
    assert filing.state == "authority_review"


def test_decline_ends_the_filing_with_words_that_its_owner_reads(desk: Client, filing: Filing) -> None:
    sent = OutboxMessage.objects.count()
    answer = send(
        desk,
        filing,
        "decline",
        digest=digest_of(filing),
        reason="wrong-address",
        words_of_own="请填写 1.1.1.8。",
    )
    assert answer.status_code == 302
    filing.refresh_from_db()
    assert filing.state == "declined"
    assert filing.events.last().opinion == (  # type: ignore[union-attr]
        "填写的IP地址不是本公司分配给贵单位的地址。\n请填写 1.1.1.8。"
    )
    assert OutboxMessage.objects.count() == sent + 2
    page = sign_in(Client(), filing.owner).get(f"/browse/{filing.uid}/").content.decode()
    assert "填写的IP地址不是本公司分配给贵单位的地址。" in page


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "请选择不予核实的理由，主办者会看到。"),
        ({"reason": "other"}, "请写明不予核实的理由，主办者会看到。"),
        ({"reason": "other", "words_of_own": " \u200b "}, "请写明不予核实的理由，主办者会看到。"),
        ({"reason": "made-up", "words_of_own": "我写的理由"}, "我写的理由"),
        ({"reason": "other", "words_of_own": "长" * 501}, "长" * 501),
    ],
)
def test_decline_needs_a_reason(desk: Client, filing: Filing, data: dict[str, str], sentence: str) -> None:
    before = written(filing)
    answer = send(desk, filing, "decline", digest=digest_of(filing), **data)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert 'name="digest" value="' + digest_of(filing) in answer.content.decode()
    assert written(filing) == before


@pytest.mark.parametrize("step", ["verify", "resubmit", "decline"])
def test_verdict_that_the_table_does_not_have_is_refused_with_its_reason(desk: Client, step: str) -> None:
    filing = cast.submitted(cast.owner())
    filing = actions.withdraw(filing.owner, filing.uid, filing.version)
    before = written(filing)
    name = {"verify": "核实通过", "resubmit": "修改后重报", "decline": "不予核实"}[step]
    sentence = f"这件申请现在的状态是“已撤回”，不能“{name}”。"
    answer = desk.get(f"/desk/{filing.uid}/{step}/", follow=True)
    assert answer.redirect_chain == [(f"/desk/{filing.uid}/", 302)]
    assert sentence in answer.content.decode()
    data = {"digest": digest_of(filing), "reason": "no-papers", "words_of_own": "我写的"}
    answer = send(desk, filing, step, **data, opinion="我写的")
    assert answer.status_code == 409
    assert sentence in answer.content.decode()
    assert "我写的" in answer.content.decode()
    assert written(filing) == before


@pytest.mark.parametrize("step", ["verify", "resubmit", "decline"])
@pytest.mark.parametrize("who", ["other-provider", "owner", "reviewer", "ministry", "admin"])
def test_verdict_by_anybody_else_is_not_there(client: Client, filing: Filing, step: str, who: str) -> None:
    actors = {"other-provider": lambda: cast.provider_with_staff(1)[1], "owner": lambda: filing.owner}
    actor = actors.get(who, lambda: make_user("somebody", who))()
    before = written(filing)
    sign_in(client, actor)
    assert client.get(f"/desk/{filing.uid}/{step}/").status_code == 404
    answer = send(client, filing, step, digest=digest_of(filing), reason="no-papers")
    assert answer.status_code == 404
    assert written(filing) == before


def test_verdict_of_a_provider_removed_a_second_ago_is_not_there(client: Client) -> None:
    (first, staff), (second, _) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    filing = cast.submitted(cast.owner(), first, second)
    digest = digest_of(filing)
    access = filing.websites.get().accesses.get(provider=first)
    actions.delete_access(staff, filing.uid, access.pk, access.version, "不再提供接入")
    before = written(filing)
    sign_in(client, staff)
    for step in ("verify", "resubmit", "decline"):
        assert send(client, filing, step, digest=digest, reason="no-papers").status_code == 404
    assert written(filing) == before
