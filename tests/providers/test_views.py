"""The page on which a provider is chosen."""

from typing import Any

import pytest
from django.test import Client

from providers.models import Provider
from tests.factories import make_provider, make_user, sign_in

ADDRESS = "/providers/search/"


@pytest.fixture
def owner(db: None, client: Client) -> Client:
    return sign_in(client, make_user())


def test_search_page_shows_each_provider_with_a_radio_button(owner: Client) -> None:
    provider = make_provider("北京云桥科技有限公司", short_name="云桥", licence_number="京B1-示例-0012")
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
    make_provider("北京云桥科技有限公司")
    answer = sign_in(client, make_user("staff", role=role)).get(ADDRESS, {"q": "云桥"})
    assert answer.status_code == 404
    assert "云桥科技" not in answer.content.decode()


@pytest.mark.parametrize(("rows", "queries", "radios"), [(1, 4, 1), (3, 4, 3), (45, 3, 20)])
def test_search_page_costs_at_most_the_same_for_any_number_found(
    owner: Client, rows: int, queries: int, radios: int, django_assert_num_queries: Any
) -> None:
    for number in range(rows):
        make_provider(f"北京云桥{number:02}有限公司")
    with django_assert_num_queries(queries):
        page = owner.get(ADDRESS, {"q": "云桥"}).content.decode()
    assert page.count('type="radio"') == radios


def test_search_page_stays_small_with_10000_found(owner: Client) -> None:
    long_name = "云桥" * 120
    providers = [
        Provider(name=f"{long_name}{n:05}", province="110000", search_text="云桥") for n in range(10_000)
    ]
    Provider.objects.bulk_create(providers)
    answer = owner.get(ADDRESS, {"q": "云桥"})
    page = answer.content.decode()
    assert "找到 20 家以上，按名称排列。再多输入几个字，可以缩小范围。" in page
    assert '<p class="hint">第 1 页</p>' in page
    assert 'name="page" value="2">下一页' in page
    assert len(answer.content) < 60_000


def test_search_page_turns_pages_and_keeps_the_keywords(owner: Client) -> None:
    for number in range(41):
        make_provider(f"北京云桥{number:02}有限公司")
    page = owner.get(ADDRESS, {"q": "京云桥", "page": "2"}).content.decode()
    assert "找到 41 家" in page
    assert "第 2 页，共 3 页" in page
    assert 'name="page" value="1">上一页' in page
    assert 'name="page" value="3">下一页' in page
    assert '<input type="hidden" name="q" value="京云桥">' in page


def test_search_page_without_script_says_how_to_go_on_with_the_chosen(owner: Client) -> None:
    provider = make_provider("北京云桥科技有限公司")
    page = owner.get(ADDRESS, {"q": "云桥", "provider": str(provider.pk)}).content.decode()
    assert "您选择的是“北京云桥科技有限公司”。" in page
    assert 'data-name="北京云桥科技有限公司" checked' in page


@pytest.mark.parametrize("chosen", ["0", "x", "9" * 5000, "-1", "\x00", "²"])
def test_search_page_with_an_absurd_choice_chooses_nothing(owner: Client, chosen: str) -> None:
    make_provider("北京云桥科技有限公司")
    page = owner.get(ADDRESS, {"q": "云桥", "provider": chosen}).content.decode()
    assert "您选择的是" not in page
    assert " checked" not in page


@pytest.mark.django_db
def test_search_page_is_there_for_provider_staff(client: Client) -> None:
    make_provider("北京云桥科技有限公司")
    answer = sign_in(client, make_user("p1", role="provider")).get(ADDRESS, {"q": "云桥"})
    assert "北京云桥科技有限公司" in answer.content.decode()


@pytest.mark.django_db
def test_search_page_is_closed_to_strangers(client: Client) -> None:
    make_provider("北京云桥科技有限公司")
    answer = client.get(ADDRESS, {"q": "云桥"})
    assert answer.status_code in {302, 303, 404}
    assert "云桥科技" not in answer.content.decode()


def test_search_page_refuses_other_methods(owner: Client) -> None:
    assert owner.post(ADDRESS, {"q": "云桥"}).status_code == 405


@pytest.mark.parametrize("q", ["云\x00桥", "云\ud800桥", "😀" * 3000, "%" * 3000, "' or 1=1 --", "\\"])
def test_search_page_answers_any_text(owner: Client, q: str) -> None:
    address = f"{ADDRESS}?q=" + "".join(f"%{byte:02X}" for byte in q.encode("utf-8", "surrogatepass"))
    assert owner.get(address).status_code == 200


def test_search_in_a_window_is_sent_without_what_stands_around_it(owner: Client) -> None:
    make_provider("北京云桥科技有限公司")
    answer = owner.get(ADDRESS, {"q": "云桥"}, headers={"X-Window": "1"})
    page = answer.content.decode()
    assert 'id="window" data-window-title="选择网站接入服务提供者"' in page
    assert 'data-name="北京云桥科技有限公司"' in page
    assert "<body data-signed-in>" in page
    assert "业务菜单" not in page
    assert "X-Window" in answer["Vary"]
    assert "业务菜单" in owner.get(ADDRESS, {"q": "云桥"}).content.decode()
