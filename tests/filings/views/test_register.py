"""The page of a registered entity: what was approved, its websites, accesses and certificates, and the doors."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from filings import actions
from filings.actions.opening import Terms
from filings.models import RegisteredEntity
from tests.factories import make_user, sign_in
from tests.filings import cast, documents

pytestmark = pytest.mark.django_db


@pytest.fixture
def entity() -> RegisteredEntity:
    return cast.registered(cast.owner())


def page_of(client: Client, entity: RegisteredEntity) -> str:
    answer = client.get(f"/register/{entity.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_shows_what_was_approved_and_the_doors(client: Client, entity: RegisteredEntity) -> None:
    site = entity.websites.get()
    page = page_of(sign_in(client, entity.owner), entity)
    for text in (
        f"备案号 {entity.number}",
        "示例零一科技有限公司",
        f"<dd>{entity.number}-1</dd>",
        "beian-demo.test",
        "北京云桥科技有限公司",
        "1.1.1.1",
        f'<td data-label="证书序号">{site.certificates.get().serial}</td>',
        '<td data-label="状态">有效</td>',
        'name="kind" value="new_website"',
        'name="kind" value="new_access"',
        "换一家接入服务商的，点“新增接入”",
        f'href="/cancel/website/?website={site.pk}"',
        'href="/cancel/entity/"',
    ):
        assert text in page


def test_browse_leads_here_and_the_landing_to_browse(client: Client, entity: RegisteredEntity) -> None:
    sign_in(client, entity.owner)
    assert client.get("/landing/")["Location"] == "/browse/"
    assert f'href="/register/{entity.pk}/"' in client.get("/browse/").content.decode()
    assert f'href="/register/{entity.pk}/"' in client.get("/filing/").content.decode()


def test_doors_open(client: Client, entity: RegisteredEntity) -> None:
    site = entity.websites.get()
    sign_in(client, entity.owner)
    chosen = client.get(f"/cancel/website/?website={site.pk}").content.decode()
    assert f'value="{site.pk}" checked' in chosen or "checked" in chosen
    for kind in ("new_website", "new_access"):
        assert client.post("/filing/", {"kind": kind})["Location"].endswith("/websites/")


def test_expired_certificate_does_not_read_as_valid(client: Client, entity: RegisteredEntity) -> None:
    past = timezone.now() - datetime.timedelta(seconds=1)
    entity.websites.get().certificates.update(valid_until=past)
    sign_in(client, entity.owner)
    assert '<td data-label="状态">已过期</td>' in page_of(client, entity)
    assert "<dt>状态</dt><dd>已过期</dd>" in client.get("/certificates/").content.decode()


def test_new_access_stands_beside_the_old_one(client: Client, entity: RegisteredEntity) -> None:
    second, _ = cast.provider_with_staff(1)
    draft = actions.open_draft(entity.owner, "new_access", entity=entity)
    access = documents.valid_access(provider_id=second.pk, ranges=(("1.1.1.9", "1.1.1.9"),))
    actions.add_access(entity.owner, draft.uid, draft.websites.get().pk, access)
    draft.refresh_from_db()
    filing = cast.verified(actions.submit(entity.owner, draft.uid, draft.version))
    sign_in(client, entity.owner)
    assert "北京清源数据科技有限公司" not in page_of(client, entity)
    actions.approve(cast.the_reviewer(), filing.uid, filing.version)
    page = page_of(client, entity)
    assert "北京清源数据科技有限公司" in page
    assert "1.1.1.9" in page


def test_cancelled_entity_still_shows_but_offers_nothing(client: Client, entity: RegisteredEntity) -> None:
    terms = Terms(datetime.date(2026, 12, 31), "单位已注销")
    draft = actions.open_draft(entity.owner, "cancel_entity", entity=entity, terms=terms)
    filing = actions.submit(entity.owner, draft.uid, draft.version)
    actions.approve(cast.the_reviewer(), filing.uid, filing.version)
    page = page_of(sign_in(client, entity.owner), entity)
    assert page.count("已注销</span>") == 2
    assert '<td data-label="状态">已作废</td>' in page
    assert "北京云桥科技有限公司" in page
    assert "new_website" not in page
    assert "/cancel/website/?" not in page


@pytest.mark.parametrize("role", ["owner", "provider", "reviewer", "ministry", "admin"])
def test_is_for_its_owner_only(client: Client, entity: RegisteredEntity, role: str) -> None:
    who = cast.provider_with_staff()[1] if role == "provider" else make_user("somebody", role)
    sign_in(client, who)
    for address in (f"/register/{entity.pk}/", "/register/999999/", f"/register/{10**30}/"):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "示例零一" not in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_takes_the_same_queries_for_any_number(
    client: Client, entity: RegisteredEntity, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(2, count + 1):
        cast.website_added(entity.owner, number)
    sign_in(client, entity.owner)
    with django_assert_num_queries(6):
        page = page_of(client, entity)
    assert page.count("<h3>电子证书</h3>") == count
