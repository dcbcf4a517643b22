"""The desk's search box."""

from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from filings import actions
from filings.models import Filing
from tests.factories import sign_in
from tests.filings import cast, documents

pytestmark = pytest.mark.django_db

IDN = {"domains": ("例子.test", "beian-demo.test"), "home_url": "www.beian-demo.test"}


@pytest.fixture
def filing() -> Filing:
    """Of owner ``zhang.san``, with a Chinese domain, receipt R7K2-49QD-0815 and a filing number."""
    found = cast.submitted(cast.owner("zhang.san"), **IDN)
    Filing.objects.filter(pk=found.pk).update(
        receipt_number="R7K2-49QD-0815", filing_number="京ICP备2026000001号"
    )
    return found


def found_by(client: Client, text: str, queue: str = "all") -> str:
    return client.get(f"/desk/?queue={queue}&q={quote(text)}").content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "zhang.san",
        "ZHANG",
        "  zhang.san  ",
        "beian-demo.test",
        "BEIAN-DEMO.TEST.",
        "ｂｅｉａｎ－ｄｅｍｏ．ｔｅｓｔ",
        "beian－demo。test",
        "http://www.beian-demo.test/index.html",
        "www.beian-demo.test:8080",
        "beian-demo",
        "例子.test",
        "xn--fsqu00a.test",
        "例子。test",
        "零一",
        "示例零一科技有限公司",
        "R7K2-49QD-0815",
        "r7k249qd0815",
        " r7k2 49qd 0815 ",
        "Ｒ７Ｋ２４９ＱＤ０８１５",
        "R7K2—49QD",
        "京ICP备2026000001号",
        "京icp备2026000001号-1",
        "京ICP备 2026000001 号1",
        "京ICP备2026000001",
        "2026000001",
        "ICP备2026000001号",
    ],
)
def test_filing_is_found(client: Client, filing: Filing, text: str) -> None:
    _, staff = cast.provider_with_staff()
    assert str(filing.uid) in found_by(sign_in(client, staff), text)


@pytest.mark.parametrize(
    "text",
    [
        "%",
        "_",
        "zhang_san",
        "零%",
        "\\",
        "'",
        '"; drop table x',
        "R7K3",
        "沪ICP备2026000001号",
        "2026000002",
        "13000000000",
        "110101197001010008",
        "test.例子",
        "::1",
        "http://",
        "/",
    ],
)
def test_nothing_is_found_and_a_sentence_says_so(client: Client, filing: Filing, text: str) -> None:
    _, staff = cast.provider_with_staff()
    answer = sign_in(client, staff).get(f"/desk/?q={quote(text)}")
    assert answer.status_code == 200
    page = answer.content.decode()
    assert str(filing.uid) not in page
    assert "里没有找到" in page


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("长" * 129, "查找的内容太长，请控制在 128 个字以内。"),
        ("x" * 60_000, "查找的内容太长，请控制在 128 个字以内。"),
        ("\u200b\u200b", "查找的内容里有无法识别的字符，请删去后重新输入。"),
        ("\ue000", "查找的内容里有无法识别的字符，请删去后重新输入。"),
        ("\x00", "查找的内容里有无法识别的字符，请删去后重新输入。"),
    ],
)
def test_unusable_text_is_said_at_the_field(client: Client, filing: Filing, text: str, sentence: str) -> None:
    _, staff = cast.provider_with_staff()
    page = found_by(sign_in(client, staff), text)
    assert sentence in page
    assert 'aria-invalid="true"' in page


def test_search_in_one_queue_says_where_else_it_was_found(client: Client, filing: Filing) -> None:
    _, staff = cast.provider_with_staff()
    page = found_by(sign_in(client, staff), "零一", "approved")
    assert "在“已备案”里没有找到“零一”" in page
    assert f'<a href="?queue=all&amp;q={quote("零一")}">全部</a>里有 1 件' in page
    assert "待核实 1" in page


def test_search_finds_no_filing_of_others_and_no_website_of_another_provider(client: Client) -> None:
    (first, staff), (second, other) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    who = cast.owner()
    draft = cast.draft(who, first)
    more: dict[str, Any] = {"name": "示例零二", "domains": ("example.net",), "home_url": "www.example.net"}
    site = actions.add_website(who, draft.uid, documents.valid_website(**more))
    access = documents.valid_access(provider_id=second.pk, ranges=(("1.1.1.9", "1.1.1.9"),))
    actions.add_access(who, draft.uid, site.pk, access)
    draft.refresh_from_db()
    actions.submit(who, draft.uid, draft.version)
    assert str(draft.uid) not in found_by(sign_in(client, staff), "example.net")
    assert str(draft.uid) in found_by(sign_in(client, staff), "beian-demo.test")
    assert str(draft.uid) in found_by(sign_in(Client(), other), "example.net")


def test_search_text_is_shown_as_typed(client: Client, filing: Filing) -> None:
    _, staff = cast.provider_with_staff()
    page = found_by(sign_in(client, staff), '<script>"x"')
    assert "<script>&quot;" not in page
    assert 'value="&lt;script&gt;&quot;x&quot;"' in page
