"""The page on which a provider is chosen."""

import pytest
from django.test import Client

from tests.factories import make_provider, make_user, sign_in

ADDRESS = "/providers/search/"


@pytest.fixture
def owner(db: None, client: Client) -> Client:
    sign_in(client, make_user())
    return client


def test_search_page_shows_each_provider_with_a_radio_button(owner: Client) -> None:
    provider = make_provider(short_name="云桥", licence_number="京B1-示例-0012")
    page = owner.get(ADDRESS, {"q": "云桥"}).content.decode()
    assert f'type="radio" name="provider" value="{provider.pk}"' in page
    assert 'data-name="北京云桥科技有限公司"' in page
    assert "简称 云桥 · 北京 · 许可证 京B1-示例-0012" in page
    assert "找到 1 家" in page
    assert 'id="window" data-window-title="选择网站接入服务提供者"' in page


def test_search_page_with_wrong_keywords_says_so_and_keeps_them(owner: Client) -> None:
    answer = owner.get(ADDRESS, {"q": "一一 二二 三三"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<title>错误：选择网站接入服务提供者" in page
    assert '<a href="#id_provider_q">最多输入两个关键词，用空格分开，请减少后再查。</a>' in page
    assert 'value="一一 二二 三三"' in page


def test_search_page_escapes_what_names_and_keywords_hold(owner: Client) -> None:
    make_provider("<script>alert(1)</script>", short_name='" autofocus onfocus="alert(2)')
    page = owner.get(ADDRESS, {"q": "<script>alert"}).content.decode()
    assert "<script>alert" not in page
    assert 'data-name="&lt;script&gt;alert(1)&lt;/script&gt;"' in page
    assert "简称 &quot; autofocus onfocus=&quot;alert(2)" in page


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["reviewer", "ministry", "admin"])
def test_search_page_is_not_there_for_other_roles(client: Client, role: str) -> None:
    make_provider()
    sign_in(client, make_user("staff", role=role))
    answer = client.get(ADDRESS, {"q": "云桥"})
    assert answer.status_code == 404
    assert "云桥科技" not in answer.content.decode()


def test_search_page_refuses_other_methods(owner: Client) -> None:
    assert owner.post(ADDRESS, {"q": "云桥"}).status_code == 405


@pytest.mark.parametrize("q", ["云\x00桥", "云\ud800桥", "😀" * 3000, "%" * 3000, "' or 1=1 --", "\\"])
def test_search_page_answers_any_text(owner: Client, q: str) -> None:
    address = f"{ADDRESS}?q=" + "".join(f"%{byte:02X}" for byte in q.encode("utf-8", "surrogatepass"))
    assert owner.get(address).status_code == 200
