"""电子证书核验: open to all, the truth of today, and nothing kept."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from filings.certificates import keys
from filings.models import SigningKey
from tests.architecture.test_get_never_writes import written_tables
from tests.filings.certificates.issued import SECRETS, cancel, certificate, change, person_with_secrets
from tests.flows.sight import all_rows

pytestmark = pytest.mark.django_db


def sent(client: Client, content: bytes, name: str = "bazs.cert") -> HttpResponse:
    return client.post("/verify/", {"file": SimpleUploadedFile(name, content)})


def page_of(answer: HttpResponse) -> str:
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    return answer.content.decode()


def badge(page: str) -> list[str]:
    return re.findall(r'<span class="state state-\w+">([^<]+)</span>', page)


def test_page_says_how_to_check_by_oneself(client: Client) -> None:
    certificate()
    page = page_of(client.get("/verify/"))
    assert "<code>openssl cms -verify -inform DER -in bazs.cert -CAfile ca.pem</code>" in page
    assert 'href="/certificates/ca.pem"' in page
    assert keys.fingerprint(SigningKey.objects.get(kind="ca")) in page
    assert badge(page) == []
    assert "/verify/" in page_of(client.get("/"))
    assert 'href="/verify/"' in client.get("/help/").content.decode()


def test_page_without_a_key_answers_as_well(client: Client) -> None:
    assert "自己验证签名" not in page_of(client.get("/verify/"))
    assert client.get("/certificates/ca.pem").status_code == 404
    assert not SigningKey.objects.exists()


@pytest.mark.parametrize("spelling", ["{}", " {} ", "{}-1", "｛｝"])
def test_number_in_any_usual_spelling_is_found(client: Client, spelling: str) -> None:
    number = certificate().website.entity.number
    typed = number.replace("ICP", " ｉｃｐ ") if spelling == "｛｝" else spelling.format(number)
    page = page_of(client.get("/verify/", {"q": typed}))
    assert badge(page) == ["有效"]
    assert "示例零一科技有限公司" in page


@pytest.mark.parametrize(
    "spelling", ["京ICP備{}", "京ICP备{}", "ICP备案号：京ICP备{}号", "京 icp 备 {} 号 － 1"]
)
def test_number_is_read_as_in_the_public_query(client: Client, spelling: str) -> None:
    digits = certificate().website.entity.number[5:-1]
    page = page_of(client.get("/verify/", {"q": spelling.format(digits)}))
    assert badge(page) == ["有效"]
    assert "示例零一科技有限公司" in page


def test_list_that_is_whole_does_not_say_that_it_is_cut(client: Client) -> None:
    website = certificate().website
    number = website.entity.number
    for site_no in range(2, 21):
        website.pk, website.site_no, website.number = None, site_no, f"{number}-{site_no}"
        website.save(force_insert=True)
    page = page_of(client.get("/verify/", {"q": number}))
    assert (badge(page), "只显示前" in page) == (["有效"] * 20, False)
    website.pk, website.site_no, website.number = None, 21, f"{number}-21"
    website.save(force_insert=True)
    page = page_of(client.get("/verify/", {"q": number}))
    assert (badge(page), "只显示前 20 个网站" in page) == (["有效"] * 20, True)


@pytest.mark.parametrize("form", [str, str.lower, lambda text: f" {text[:10]} {text[10:]} "])
def test_serial_in_any_usual_spelling_leads_to_its_page(client: Client, form: Any) -> None:
    issued = certificate()
    answer = client.get("/verify/", {"q": form(issued.serial)})
    assert answer["Location"] == f"/verify/{issued.serial}/"
    assert badge(page_of(client.get(answer["Location"]))) == ["有效"]


def test_replaced_certificate_shows_what_is_true_now(client: Client) -> None:
    issued = certificate()
    change(issued.website, name="示例零一信息有限公司", investor="示例零一信息有限公司")
    for answer in (client.get(f"/verify/{issued.serial}/"), sent(client, bytes(issued.signed))):
        page = page_of(answer)
        assert badge(page) == ["已变更"]
        assert "示例零一信息有限公司" in page
        assert "这份证书上写的是：示例零一科技有限公司" in page


def test_cancelled_website_is_said_to_be_cancelled(client: Client) -> None:
    issued = certificate()
    cancel(issued.website)
    for answer in (
        client.get(f"/verify/{issued.serial}/"),
        client.get("/verify/", {"q": issued.website.number}),
        sent(client, bytes(issued.signed)),
    ):
        assert badge(page_of(answer)) == ["已注销"]


def test_unknown_is_not_ours(client: Client) -> None:
    issued = certificate()
    altered = bytes(issued.signed).replace("企业".encode(), "个人".encode())
    for answer in (
        client.get("/verify/00000000000000000000/"),
        client.get("/verify/x/"),
        client.get("/verify/%E2%80%8B/"),
        client.get("/verify/%00/"),
        client.get("/verify/%ED%A0%80/"),
        client.get(f"/verify/{'9' * 3000}/"),
        client.get("/verify/", {"q": "京ICP备2026999999号"}),
        sent(client, altered),
    ):
        page = page_of(answer)
        assert badge(page) == ["不是本系统签发"]
        assert "示例零一科技有限公司" not in page


def test_name_of_a_person_is_masked_everywhere(client: Client) -> None:
    issued = person_with_secrets()
    for answer in (
        client.get(f"/verify/{issued.serial}/"),
        client.get("/verify/", {"q": issued.website.number}),
        sent(client, bytes(issued.signed)),
    ):
        page = page_of(answer)
        assert "欧***" in page
        assert [secret for secret in (*SECRETS, "欧阳示例") if secret in page] == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "请填写备案号或证书序号。"),
        ("不知道", "请填写备案号，例如京ICP备05000001号，或证书上的 20 位序号。"),
        ("台ICP备05000001号", "备案号应以省份简称开头，例如京ICP备05000001号，请核对。"),
        ("京ICP备1号", "备案号中间应为8位数字"),
        ("x" * 200, "内容太长，请只填一个备案号或证书序号。"),
        ("京\x00ICP备", "备案号应写成"),
    ],
)
def test_what_is_no_number_gets_a_sentence(client: Client, typed: str, sentence: str) -> None:
    page = page_of(client.get("/verify/", {"q": typed}))
    assert sentence in page
    assert "<title>错误：" in page
    assert badge(page) == []


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "这个文件是空的"),
        (b"\x00\xff" * 500, "这个文件不是电子证书"),
        (b"%PDF-1.7", "这个文件不是电子证书"),
        (b"<script>" * 100, "这个文件不是电子证书"),
        (b"0" * 65_537, "文件太大"),
    ],
)
def test_file_of_another_kind_gets_a_sentence(client: Client, content: bytes, sentence: str) -> None:
    page = page_of(sent(client, content, '"><script>.cert'))
    assert sentence in page
    assert "<title>错误：" in page
    assert badge(page) == []


def test_form_without_a_file_gets_a_sentence(client: Client) -> None:
    for answer in (client.post("/verify/"), client.post("/verify/", {"file": "text"})):
        assert "请选择证书文件 bazs.cert。" in page_of(answer)


def test_huge_file_is_refused_before_it_is_read(client: Client) -> None:
    answer = sent(client, b"0" * 300_000)
    assert answer.status_code == 413
    page = answer.content.decode()
    assert (
        '<a href="#id_file">证书文件 bazs.cert：文件太大：证书文件不超过 64 KB，请选择 bazs.cert。</a>'
        in page
    )
    assert "请选择证书文件 bazs.cert。" not in page


def test_upload_leaves_nothing(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    issued = certificate()
    before = all_rows()
    page_of(sent(client, bytes(issued.signed)))
    assert all_rows() == before
    assert list(tmp_path.iterdir()) == []
    assert "sessionid" not in client.cookies
    assert settings.SESSION_COOKIE_NAME not in client.cookies


def test_upload_needs_the_forms_token(client: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert sent(strict, b"x").status_code == 403


def test_looking_writes_nothing_but_the_counter(client: Client) -> None:
    issued = certificate()
    for address in ("/verify/", f"/verify/?q={issued.serial}", f"/verify/{issued.serial}/"):
        assert written_tables(client, address) <= {"accounts_attempt"}


def test_one_network_asks_only_so_often(client: Client, settings: Any) -> None:
    settings.VERIFICATIONS_PER_ADDRESS = 2
    issued = certificate()
    assert badge(page_of(client.get(f"/verify/{issued.serial}/"))) == ["有效"]
    assert badge(page_of(client.get("/verify/", {"q": issued.website.number}))) == ["有效"]
    for answer in (
        client.get(f"/verify/{issued.serial}/"),
        client.get("/verify/", {"q": issued.website.number}),
        sent(client, bytes(issued.signed)),
    ):
        assert answer.status_code == 429
        assert 0 < int(answer["Retry-After"]) <= 60
    page_of(client.get("/verify/"))
    assert page_of(client.get(f"/verify/{issued.serial}/", REMOTE_ADDR="192.0.2.7"))
