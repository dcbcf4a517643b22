"""The demo's invented providers."""

import pytest
from django.test import Client

from providers.demo import demo_provider, make_demo_providers, make_demo_upload
from providers.models import Provider, ProviderUpload
from tests.factories import make_provider, make_user, sign_in

pytestmark = pytest.mark.django_db


def test_demo_makes_300_of_which_every_province_has_some() -> None:
    make_demo_providers()
    provinces = list(Provider.objects.values_list("province", flat=True))
    assert len(provinces) == 300
    assert len(set(provinces)) == 31
    assert min(provinces.count(code) for code in set(provinces)) == 9
    assert provinces.count("110000") == 16


def test_demo_made_twice_changes_nothing() -> None:
    make_demo_providers()
    before = list(Provider.objects.order_by("pk").values())
    make_demo_providers()
    assert list(Provider.objects.order_by("pk").values()) == before


def test_demo_leaves_other_providers_alone() -> None:
    other = make_provider("北京另一家接入有限公司", is_active=False)
    make_demo_providers()
    other.refresh_from_db()
    assert (Provider.objects.count(), other.is_active) == (301, False)


def test_demo_providers_by_number_are_different_ones_of_one_province() -> None:
    make_demo_providers()
    first, second = demo_provider(0), demo_provider(1)
    assert (first.name, first.province) == ("北京云桥科技有限公司", "110000")
    assert (second.name, second.province) == ("北京澜汀信息技术有限公司", "110000")
    assert demo_provider(0, "440000").name.startswith("广东")


def test_demo_provider_is_valid_and_searchable() -> None:
    make_demo_providers()
    provider = demo_provider(0)
    provider.full_clean()
    assert provider.licence_number == "京B1-示例-0001"
    assert provider.search_text == "北京云桥科技有限公司\n云桥\nbjyqkjyxgs\nyq"


def test_demo_upload_shows_what_is_wrong_with_it_by_now(client: Client) -> None:
    make_demo_providers()
    person = make_user("admin", "admin")
    make_demo_upload(person)
    sign_in(client, person)
    before = list(Provider.objects.order_by("pk").values())
    address = "/admin/providers/provider/import/"
    assert f'href="{address}preview/"' in client.get(address).content.decode()
    for answer in (client.get(f"{address}preview/"), client.post(f"{address}preview/", {"digest": "x"})):
        page = answer.content.decode()
        assert "上传之后名录有了变化。文件中有 1 处需要修改" in page
        assert "<td>第 3 行</td>" in page
        assert "属于“北京澜汀信息技术有限公司”" in page
    assert list(Provider.objects.order_by("pk").values()) == before
    assert ProviderUpload.objects.count() == 1
