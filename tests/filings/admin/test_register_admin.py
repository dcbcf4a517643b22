"""The register in the admin, and 依职权注销 from its page to the second reviewer's approval."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from filings import actions
from filings.demo.content import credit_code
from filings.models import Filing, FilingEvent, RegisteredEntity, RegisteredWebsite
from filings.queries import read_document
from tests.factories import make_user, sign_in
from tests.filings import cast, documents, rounds

pytestmark = pytest.mark.django_db
LIST = "/admin/filings/registeredentity/"
FILINGS = "/admin/filings/filing/"
ARTICLE = "《非经营性互联网信息服务备案管理办法》第二十三条"
FORM = {"article": ARTICLE, "statement": "填报虚假信息", "effective_on": "2026-11-20"}


@pytest.fixture
def judge() -> User:
    return cast.reviewer()


@pytest.fixture
def entity(judge: User) -> RegisteredEntity:
    return rounds.registered(judge)


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_list_is_searched_by_number_domain_and_organiser(
    client: Client, judge: User, entity: RegisteredEntity
) -> None:
    sign_in(client, judge)
    digits = entity.number[5:15]
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in digits)
    for term in (
        entity.number,
        f"{entity.number}-1",
        entity.number[:9],
        f"备{digits}号",
        digits,
        wide,
        "Beian-Demo.test",
        "ｂｅｉａｎ－ｄｅｍｏ．ｔｅｓｔ",
        " 示例零一\u200b",
        "",
    ):
        assert entity.number in text_of(client, f"{LIST}?q={term}"), term
    for term in ("beian-demo", "沪ICP备", f"沪ICP备{digits}号", "别的公司", "%"):
        assert entity.number not in text_of(client, f"{LIST}?q={term}"), term


@pytest.mark.parametrize(
    "tail", ["", "?q=示例", "?status__exact=active", "{}/change/", "{}/cancel/", "{}/history/"]
)
def test_another_province_is_not_there(client: Client, entity: RegisteredEntity, tail: str) -> None:
    sign_in(client, cast.reviewer("shanghai", "310000"))
    page = client.get(LIST + tail.format(entity.pk), follow=True).content.decode()
    assert entity.number not in page
    assert "示例零一" not in page


def test_page_shows_websites_certificates_and_filings(
    client: Client, judge: User, entity: RegisteredEntity
) -> None:
    page = text_of(sign_in(client, judge), f"{LIST}{entity.pk}/change/")
    site = entity.websites.get()
    for text in (
        entity.number,
        "示例零一科技有限公司",
        site.number,
        "beian-demo.test",
        site.certificates.get().serial,
        "签发，有效",
        "<dt>审核通过日期</dt>",
        f"{FILINGS}{Filing.objects.get().pk}/change/",
        f"{LIST}{entity.pk}/cancel/{site.pk}/",
    ):
        assert text in page
    assert "110101197001010008" not in page


def opened(client: Client, entity: RegisteredEntity, tail: str = "", **changes: str) -> Filing:
    answer = client.post(f"{LIST}{entity.pk}/cancel/{tail}", FORM | changes)
    assert answer.status_code == 302
    filing = Filing.objects.filter(kind="authority_cancel").latest("pk")
    assert answer["Location"] == f"{FILINGS}{filing.pk}/change/"
    return filing


def step(client: Client, filing: Filing, action: str) -> Any:
    filing.refresh_from_db()
    return client.post(f"{FILINGS}{filing.pk}/decide/{action}/", {"version": filing.version})


def test_two_reviewers_cancel_an_entity(client: Client, judge: User, entity: RegisteredEntity) -> None:
    sign_in(client, judge)
    assert "拒不改正" in text_of(client, f"{LIST}{entity.pk}/cancel/")
    filing = opened(client, entity)
    page = text_of(client, f"{FILINGS}{filing.pk}/change/")
    assert "注销整个主体" in page
    assert ARTICLE in page
    assert f"{FILINGS}{filing.pk}/decide/submit/" in page
    assert "这一步不发消息。" in text_of(client, f"{FILINGS}{filing.pk}/decide/submit/")
    assert step(client, filing, "submit").status_code == 302
    own = step(client, filing, "approve")
    assert own.status_code == 409
    assert "只能由另一位审核员来做" in own.content.decode()
    assert RegisteredEntity.objects.get().status == "active"
    second = sign_in(Client(), cast.reviewer("second"))
    assert str(filing) in text_of(second, FILINGS)
    assert step(second, filing, "approve").status_code == 302
    assert RegisteredEntity.objects.get().status == "cancelled"
    assert RegisteredWebsite.objects.get().certificates.get().revoked_at is not None
    again = client.get(f"{LIST}{entity.pk}/cancel/", follow=True).content.decode()
    assert "这个主体已注销，无需再注销。" in again


def test_one_website_is_cancelled_and_the_owners_open_filing_ends(
    client: Client, judge: User, entity: RegisteredEntity
) -> None:
    provider, _ = cast.provider_with_staff()
    who = entity.owner
    draft = actions.open_draft(who, "new_website", entity=entity)
    values = documents.valid_website(
        name="示例零二科技", domains=("example.net",), home_url="www.example.net"
    )
    site = actions.add_website(who, draft.uid, values)
    access = documents.valid_access(provider_id=provider.pk, provider_name=provider.name)
    actions.add_access(who, draft.uid, site.pk, access)
    draft.refresh_from_db()
    open_filing = actions.submit(who, draft.uid, draft.version)
    sign_in(client, judge)
    filing = opened(client, entity, f"{entity.websites.get().pk}/")
    step(client, filing, "submit")
    assert step(sign_in(Client(), make_user("miit", "ministry")), filing, "approve").status_code == 302
    open_filing.refresh_from_db()
    assert open_filing.state == "rejected"
    assert (RegisteredWebsite.objects.get().status, RegisteredEntity.objects.get().status) == (
        "cancelled",
        "empty",
    )
    assert read_document(open_filing).websites[0].name == "示例零二科技"


def test_draft_is_deleted_by_its_opener(client: Client, judge: User, entity: RegisteredEntity) -> None:
    sign_in(client, judge)
    filing = opened(client, entity)
    answer = step(client, filing, "discard")
    assert answer.status_code == 302
    filing.refresh_from_db()
    assert filing.state == "discarded"
    assert RegisteredEntity.objects.get().status == "active"


def test_second_draft_leads_to_the_first(client: Client, judge: User, entity: RegisteredEntity) -> None:
    sign_in(client, judge)
    first = opened(client, entity)
    answer = client.post(f"{LIST}{entity.pk}/cancel/", FORM | {"statement": "另一个理由"}, follow=True)
    assert "您有一件依职权注销还没有提交" in answer.content.decode()
    assert Filing.objects.filter(kind="authority_cancel").get() == first


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"article": ""}, "请选择依据条款。"),
        ({"article": "第九十九条"}, "第九十九条"),
        ({"article": "other"}, "请写明所依据的法规和条款。"),
        ({"statement": " "}, "请填写理由。"),
        ({"statement": "字" * 501}, "字" * 501),
        ({"effective_on": "昨天"}, "昨天"),
        ({"effective_on": "9999-12-31"}, "请填写实际的日期，最晚一年以内。"),
    ],
)
def test_bad_form_is_shown_again_and_opens_nothing(
    client: Client, judge: User, entity: RegisteredEntity, changes: dict[str, str], sentence: str
) -> None:
    sign_in(client, judge)
    before = (Filing.objects.count(), FilingEvent.objects.count())
    answer = client.post(f"{LIST}{entity.pk}/cancel/", FORM | changes)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert (Filing.objects.count(), FilingEvent.objects.count()) == before


def test_other_article_is_kept_as_written(client: Client, judge: User, entity: RegisteredEntity) -> None:
    sign_in(client, judge)
    other = {"article": "other", "other_article": "《互联网信息服务管理办法》第十九条"}
    assert opened(client, entity, **other).article == "《互联网信息服务管理办法》第十九条"


@pytest.mark.parametrize("who", ["owner", "provider", "admin", "shanghai"])
def test_nobody_else_opens_one(client: Client, entity: RegisteredEntity, who: str) -> None:
    person = cast.reviewer("x", "310000") if who == "shanghai" else make_user("x", who)
    sign_in(client, person)
    answer = client.post(f"{LIST}{entity.pk}/cancel/", FORM)
    assert answer.status_code in {302, 303, 403, 404}
    assert not Filing.objects.filter(kind="authority_cancel").exists()


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_any_number(
    client: Client, judge: User, count: int, django_assert_num_queries: Any
) -> None:
    for place in range(count):
        who = cast.owner(f"owner{place}", place + 1)
        name = f"beian-demo{place}.test"
        filing = cast.arrived(
            who,
            entity={"document_number": credit_code(place)},
            domains=(name,),
            home_url=f"www.{name}",
        )
        actions.approve(judge, filing.uid, filing.version)
    sign_in(client, judge)
    with django_assert_num_queries(4):
        page = text_of(client, LIST)
    assert page.count("示例零一科技有限公司") == count
