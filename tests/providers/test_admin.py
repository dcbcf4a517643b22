"""The directory in the admin."""

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from providers.models import Provider, ProviderStaff, ProviderUpload
from tests.factories import make_provider, make_user, sign_in

pytestmark = pytest.mark.django_db

LIST = "/admin/providers/provider/"
IMPORT = f"{LIST}import/"
PREVIEW = f"{LIST}import/preview/"
HEADINGS = "名称,简称,所在省,许可证号,联系电话,联系邮箱,状态\r\n"
GOOD = f"{HEADINGS}北京云桥科技有限公司,云桥,北京,京B1-示例-0012,,,在用\r\n".encode("gb18030")


@pytest.fixture
def admin(client: Client) -> Client:
    return sign_in(client, make_user("root", role="admin"))


def upload(client: Client, data: bytes) -> HttpResponse:
    return client.post(IMPORT, {"file": SimpleUploadedFile("x.csv", data)})


def test_list_offers_the_import_and_shows_provinces_by_name(admin: Client) -> None:
    make_provider("北京云桥科技有限公司")
    page = admin.get(LIST, {"q": "yqkj", "province__exact": "110000"}).content.decode()
    assert f'<a href="{IMPORT}">导入</a>' in page
    assert '<td class="field-province">北京</td>' in page


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_any_number(admin: Client, rows: int, django_assert_num_queries: Any) -> None:
    for number in range(rows):
        make_provider(f"北京云桥{number}有限公司")
    with django_assert_num_queries(4):
        admin.get(LIST)


def test_provider_added_by_form_is_cleaned_and_indexed(admin: Client) -> None:
    form = {"name": " 北京\u200b云桥 ", "province": "110000", "licence_number": "京b1－1", "is_active": "on"}
    assert admin.post(f"{LIST}add/", form).status_code == 302
    provider = Provider.objects.get()
    assert (provider.name, provider.licence_number) == ("北京云桥", "京B1-1")
    assert provider.search_text == "北京云桥\n\nbjyq"


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "清源", "已有同名的接入服务商。"),
        ("licence_number", "b－1", "这个许可证号已属于另一家接入服务商。"),
        ("name", "云\ue000桥", "含有无法保存的字符，请删去后重新填写。"),
        ("name", "=1", "不能以 = + - @ 开头，请删去开头的符号。"),
        ("province", "", "这个字段是必填项。"),
    ],
)
def test_provider_form_refuses_with_sentence(admin: Client, field: str, value: str, sentence: str) -> None:
    make_provider("清源", licence_number="B-1")
    form = {"name": "云桥", "province": "110000", "is_active": "on"} | {field: value}
    answer = admin.post(f"{LIST}add/", form)
    assert answer.status_code == 200
    assert Provider.objects.count() == 1
    assert sentence in answer.content.decode()


def test_provider_cannot_be_deleted(admin: Client) -> None:
    provider = make_provider("北京云桥科技有限公司")
    assert admin.post(f"{LIST}{provider.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Provider.objects.get() == provider


def test_staff_of_another_role_is_refused(admin: Client) -> None:
    form = {"user": make_user("owner").pk, "provider": make_provider("北京云桥科技有限公司").pk}
    assert admin.post("/admin/providers/providerstaff/add/", form).status_code == 200
    assert not ProviderStaff.objects.exists()


def test_staff_of_the_role_provider_is_added(admin: Client) -> None:
    user, provider = make_user("p1", role="provider"), make_provider("北京云桥科技有限公司")
    form = {"user": user.pk, "provider": provider.pk, "is_administrator": "on"}
    assert admin.post("/admin/providers/providerstaff/add/", form).status_code == 302
    assert ProviderStaff.objects.get(user=user, provider=provider).is_administrator


def test_staff_form_offers_only_accounts_of_the_role_provider(admin: Client) -> None:
    make_user("chosen1", role="provider")
    make_user("chosen2")
    query = {"app_label": "providers", "model_name": "providerstaff", "field_name": "user", "term": "chosen"}
    found = admin.get("/admin/autocomplete/", query).json()["results"]
    assert [result["text"] for result in found] == ["chosen1"]


def test_import_shows_a_preview_then_writes(admin: Client) -> None:
    assert upload(admin, GOOD).headers["Location"] == PREVIEW
    assert not Provider.objects.exists()
    answer = admin.get(PREVIEW)
    page = answer.content.decode()
    assert "新增 1 家，更新 0 家，不变 0 家" in page
    assert "北京云桥科技有限公司" in page
    answer = admin.post(PREVIEW, {"digest": answer.context["digest"]}, follow=True)
    assert "导入完成：新增 1 家，更新 0 家，不变 0 家。" in answer.content.decode()
    assert Provider.objects.get().licence_number == "京B1-示例-0012"
    assert LogEntry.objects.get().object_repr == "北京云桥科技有限公司"
    assert not ProviderUpload.objects.exists()


def test_import_agreed_to_twice_writes_once(admin: Client) -> None:
    upload(admin, GOOD)
    digest = admin.get(PREVIEW).context["digest"]
    admin.post(PREVIEW, {"digest": digest})
    answer = admin.post(PREVIEW, {"digest": digest}, follow=True)
    assert "没有待导入的文件" in answer.content.decode()
    assert Provider.objects.count() == LogEntry.objects.count() == 1


def test_import_with_a_stale_preview_writes_nothing_and_shows_anew(admin: Client) -> None:
    upload(admin, GOOD)
    digest = admin.get(PREVIEW).context["digest"]
    make_provider("北京云桥科技有限公司")
    answer = admin.post(PREVIEW, {"digest": digest}, follow=True)
    assert "一条也没有导入。请重新核对后再导入。" in answer.content.decode()
    assert "新增 0 家，更新 1 家，不变 0 家" in answer.content.decode()
    assert Provider.objects.get().licence_number == ""
    assert not LogEntry.objects.exists()


def test_import_of_a_wrong_file_lists_lines_and_keeps_nothing(admin: Client) -> None:
    answer = upload(admin, f"{HEADINGS}云桥,,北京,,,,\r\n<b>清源</b>,,<i>火星</i>,,,,\r\n".encode())
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "文件中有 1 处需要修改，一条也没有导入。" in page
    assert "<td>第 3 行</td><td>所在省：没有“&lt;i&gt;火星&lt;/i&gt;”" in page
    assert not Provider.objects.exists()
    assert not ProviderUpload.objects.exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "文件是空的"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "这不是文本文件"),
        (b"x" * 2_000_001, "文件超过 2 MB"),
        ("甲,乙\r\n".encode(), "第一行应是这七个标题"),
    ],
)
def test_import_of_no_csv_file_says_so(admin: Client, data: bytes, sentence: str) -> None:
    assert sentence in upload(admin, data).content.decode()
    assert not ProviderUpload.objects.exists()


def test_import_without_a_file_says_so(admin: Client) -> None:
    assert "请选择要导入的 CSV 文件。" in admin.post(IMPORT).content.decode()


def test_import_escapes_names_in_the_preview(admin: Client) -> None:
    upload(admin, f"{HEADINGS}<script>alert(1)</script>,,北京,,,,\r\n".encode())
    page = admin.get(PREVIEW).content.decode()
    assert "<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>" in page
    assert "<script>alert" not in page


def test_import_shows_at_most_200_lines(admin: Client) -> None:
    rows = "".join(f"云桥{number},,北京,,,,\r\n" for number in range(250))
    upload(admin, f"{HEADINGS}{rows}".encode())
    page = admin.get(PREVIEW).content.decode()
    assert page.count("<td>新增</td>") == 200
    assert "另有 50 家未在此列出，会一并写入。" in page


def test_import_keeps_one_file_for_each_person(admin: Client) -> None:
    upload(admin, GOOD)
    upload(admin, f"{HEADINGS}清源,,北京,,,,\r\n".encode())
    assert "清源" in ProviderUpload.objects.get().text


def test_template_can_be_downloaded_and_imported(admin: Client) -> None:
    answer = admin.get(f"{IMPORT}template/")
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert answer.content.startswith("\ufeff名称,简称,所在省,许可证号,".encode())
    assert upload(admin, answer.content).headers["Location"] == PREVIEW


@pytest.mark.parametrize("role", ["reviewer", "ministry"])
@pytest.mark.parametrize("address", [IMPORT, PREVIEW, f"{IMPORT}template/"])
def test_import_is_refused_to_other_staff(client: Client, role: str, address: str) -> None:
    user = make_user("staff", role=role)
    ProviderUpload.objects.create(user=user, text=GOOD.decode("gb18030"))
    sign_in(client, user)
    assert client.get(address).status_code == 403
    answer = client.post(address, {"file": SimpleUploadedFile("x.csv", GOOD), "digest": "x"})
    assert answer.status_code == 403
    assert not Provider.objects.exists()
    assert ProviderUpload.objects.count() == 1


@pytest.mark.parametrize("role", ["owner", "provider"])
def test_import_is_not_open_to_people_outside_the_admin(client: Client, role: str) -> None:
    sign_in(client, make_user("somebody", role=role))
    assert upload(client, GOOD).status_code in {302, 403, 404}
    assert not ProviderUpload.objects.exists()
