"""电子证书下载: the owner's certificates, theirs alone."""

import time
from typing import Any

import pytest
from django.test import Client

from accounts.models import Attempt
from filings.models import Certificate, RegisteredWebsite
from tests.factories import make_user, sign_in
from tests.filings.certificates.issued import cancel, certificate, change
from tests.flows.sight import stripped

pytestmark = pytest.mark.django_db
RANDOM = "0123456789ABCDEFGHJK"


def owner_client(client: Client, issued: Certificate) -> Client:
    return sign_in(client, issued.website.entity.owner)


def addresses(serial: str) -> list[str]:
    return [f"/certificates/{serial}/bazs.cert", f"/certificates/{serial}/certificate.pdf"]


def test_page_offers_both_files_and_the_footer(client: Client) -> None:
    issued = certificate()
    page = owner_client(client, issued).get("/certificates/").content.decode()
    for address in addresses(issued.serial):
        assert f'href="{address}"' in page
    number = issued.website.number
    assert number in page
    assert issued.serial in page
    assert "在案" in page
    year = number[5:9]
    footer = (
        "&lt;p align=&quot;center&quot;&gt;&lt;a href=&quot;http://127.0.0.1:8000/verify/?q="
        f"%E4%BA%ACICP%E5%A4%87{year}000001%E5%8F%B7-1&quot; target=&quot;_blank&quot; "
        f"rel=&quot;noopener&quot;&gt;{number}&lt;/a&gt;&lt;/p&gt;"
    )
    assert footer in page
    assert "/cert/bazs.cert" in page


def test_footers_address_answers_with_the_number(client: Client) -> None:
    issued = certificate()
    page = owner_client(client, issued).get("/certificates/").content.decode()
    address = page.split("http://127.0.0.1:8000")[1].split("&quot;")[0]
    assert "这个备案号在本系统的备案中。" in Client().get(address).content.decode()


def test_files_are_attachments_that_nobody_caches(client: Client) -> None:
    issued = certificate()
    owner_client(client, issued)
    file, paper = (client.get(address) for address in addresses(issued.serial))
    assert file.content == bytes(issued.signed)
    assert file["Content-Disposition"] == 'attachment; filename="bazs.cert"'
    assert paper.content.startswith(b"%PDF-")
    assert paper["Content-Type"] == "application/pdf"
    assert {answer["Cache-Control"] for answer in (file, paper)} == {"no-store"}
    assert {answer["X-Content-Type-Options"] for answer in (file, paper)} == {"nosniff"}


@pytest.mark.parametrize("role", ["owner", "provider", "reviewer", "ministry", "admin"])
def test_file_of_somebody_else_reads_as_not_there(client: Client, role: str) -> None:
    issued = certificate()
    sign_in(client, make_user("stranger", role))
    for address, nowhere in zip(addresses(issued.serial), addresses(RANDOM), strict=True):
        answer = client.get(address)
        assert answer.status_code == 404
        assert stripped(answer) == stripped(client.get(nowhere))


def test_revoked_certificate_is_named_and_not_given_out(client: Client) -> None:
    issued = certificate()
    change(issued.website, name="示例零一信息有限公司", investor="示例零一信息有限公司")
    page = owner_client(client, issued).get("/certificates/").content.decode()
    fresh = issued.website.certificates.get(revoked_at=None)
    assert "已作废的证书（1）" in page
    assert issued.serial in page
    for gone, here in zip(addresses(issued.serial), addresses(fresh.serial), strict=True):
        assert gone not in page
        assert here in page
        assert client.get(gone).status_code == 404


def test_cancelled_website_has_no_file_any_more(client: Client) -> None:
    issued = certificate()
    cancel(issued.website)
    page = owner_client(client, issued).get("/certificates/").content.decode()
    assert "已经注销，证书作废，不能下载" in page
    assert "网站首页底部的代码" not in page
    assert [client.get(address).status_code for address in addresses(issued.serial)] == [404, 404]


def test_certificate_without_a_file_says_so(client: Client) -> None:
    issued = certificate()
    Certificate.objects.update(facts="", signed=b"", key=None, valid_until=None)
    assert "正在生成" in owner_client(client, issued).get("/certificates/").content.decode()
    assert [client.get(address).status_code for address in addresses(issued.serial)] == [404, 404]


def test_drawing_has_its_limit(client: Client, settings: Any) -> None:
    issued = certificate()
    owner_client(client, issued)
    address = addresses(issued.serial)[1]
    # The first drawing of a process loads what draws for a second or two.
    client.get(address)
    Attempt.objects.all().delete()
    settings.VERIFICATIONS_PER_ADDRESS = 1
    # The limit counts by whole minutes: both requests within one.
    if time.time() % 60 > 55:
        time.sleep(60 - time.time() % 60)
    assert client.get(address).status_code == 200
    refused = client.get(address)
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 60


def copies(issued: Certificate, count: int) -> None:
    """`count` more websites of the same entity, each with a certificate."""
    website = issued.website
    for site_no in range(2, 2 + count):
        row = RegisteredWebsite.objects.create(
            entity=website.entity,
            number=f"{website.entity.number}-{site_no}",
            site_no=site_no,
            snapshot=website.snapshot,
            key=website.key,
            approved_at=website.approved_at,
            changed_at=website.changed_at,
        )
        values = {"issued_at": issued.issued_at, "valid_until": issued.valid_until, "facts": issued.facts}
        Certificate.objects.create(
            website=row, serial=f"{site_no:020}", snapshot=website.snapshot, signed=b"x", **values
        )


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_the_same_queries_for_any_number(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    issued = certificate()
    copies(issued, count - 1)
    owner_client(client, issued)
    with django_assert_num_queries(5):
        page = client.get("/certificates/").content.decode()
    assert page.count('/bazs.cert"') == count


def test_page_holds_twenty_websites(client: Client) -> None:
    issued = certificate()
    copies(issued, 20)
    owner_client(client, issued)
    first, second = (client.get(f"/certificates/?page={number}").content.decode() for number in (1, 2))
    assert (first.count('/bazs.cert"'), second.count('/bazs.cert"')) == (20, 1)
    assert "第 1 页，共 2 页" in first
