"""The printable certificate: what stands on it, read back out of the PDF."""

import io
import json

import pytest
import segno
from pypdf import PdfReader

from filings.certificates import drawing
from filings.certificates.facts import canonical
from filings.models import Certificate
from tests.filings.certificates.issued import SECRETS, certificate, person_with_secrets

pytestmark = pytest.mark.django_db


def page_of(pdf: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) == 1
    assert [round(side) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    return reader


def text_of(pdf: bytes) -> str:
    """Without blanks, and without the NUL that pypdf puts before each character of a two-byte font."""
    return "".join(page_of(pdf).pages[0].extract_text().replace("\0", "").split())


def links_of(pdf: bytes) -> set[str]:
    return {str(note.get_object()["/A"]["/URI"]) for note in page_of(pdf).pages[0]["/Annots"]}


def with_facts(issued: Certificate, **facts: object) -> Certificate:
    return Certificate(facts=canonical(json.loads(issued.facts) | facts), issued_at=issued.issued_at)


def test_every_fact_stands_on_the_page_as_text() -> None:
    issued = certificate()
    text = text_of(drawing.draw(issued))
    year = issued.issued_at.year
    for part in (
        "网站备案电子证书",
        "审核通过机关：北京市通信管理局",
        f"网站备案号京ICP备{year}000001号-1",
        f"主体备案号京ICP备{year}000001号",
        "主办单位名称示例零一科技有限公司",
        "主办单位性质企业",
        "网站名称示例零一科技",
        "首页网址www.beian-demo.test",
        "网站域名beian-demo.test",
        f"证书序号：{issued.serial}",
        f"日至{year + 10}年",
        "扫码核验",
    ):
        assert part in text, part


def test_nothing_personal_stands_on_the_page() -> None:
    issued = person_with_secrets()
    pdf = drawing.draw(issued)
    text = text_of(pdf)
    assert "主办单位名称欧***" in text
    for secret in (*SECRETS, "欧阳示例"):
        assert secret not in text
        assert secret.encode() not in pdf


def test_qr_code_and_links_lead_to_the_verification_page_only() -> None:
    issued = certificate()
    address = f"http://127.0.0.1:8000/verify/{issued.serial}/"
    assert links_of(drawing.draw(issued)) == {address}
    dark = [[bool(dot) for dot in row] for row in segno.make_qr(address, error="m").matrix]
    assert drawing.qr_rows(address) == dark


def test_character_that_the_font_lacks_is_named_by_its_code() -> None:
    assert drawing.drawable("龘䶮𠮷") == "龘䶮𠮷"
    assert drawing.drawable("零\U0002ca0a一\U0001f600") == "零〔U+2CA0A〕一〔U+1F600〕"
    pdf = drawing.draw(with_facts(certificate(), site_name="零\U0002ca0a一"))
    assert "网站名称零〔U+2CA0A〕一" in text_of(pdf)


def test_page_has_room_for_the_longest_facts() -> None:
    long = with_facts(
        certificate(),
        organiser="长" * 255,
        site_name="名" * 512,
        home_url="w" * 512,
        domains=[f"{'d' * 60}.{place}.test" for place in range(200)],
    )
    text = text_of(drawing.draw(long))
    assert "……（其余见核验页面）" in text
    assert "审核通过日期" in text
    assert "扫码核验" in text
