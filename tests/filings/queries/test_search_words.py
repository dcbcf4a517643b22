"""What is typed into search boxes, read."""

import pytest
from django.db.models import Q

from filings.queries.search_words import by_number, by_receipt, host_in, search_text, whole_domain
from icpportal.core.errors import Refused


@pytest.mark.parametrize(
    ("typed", "text"), [("", ""), ("　", ""), (" 示例　零一\u200b ", "示例 零一"), ("a\x00b", "ab")]
)
def test_text_is_cleaned(typed: str, text: str) -> None:
    assert search_text(typed) == text


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("字" * 129, "search-long"),
        ("x" * 60_000, "search-long"),
        ("\ud800", "search-unclean"),
        ("\ue000", "search-unclean"),
        ("\x00", "search-unclean"),
        ("\u200b", "search-unclean"),
    ],
)
def test_text_that_cannot_be_kept_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        search_text(typed)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("京备 2026000001—3", Q(n__exact="京ICP备2026000001号")),
        ("京ＩＣＰ备２０", Q(n__startswith="京ICP备20")),
        ("示例", Q()),
        ("13000000000", Q()),
    ],
)
def test_number_is_read_however_it_is_written(text: str, wanted: Q) -> None:
    assert by_number(text, "n") == wanted


@pytest.mark.parametrize(
    ("text", "number"), [("备2026000001", "ICP备2026000001号"), ("05000001", "ICP备05000001号")]
)
def test_number_without_its_province_may_be_of_any(text: str, number: str) -> None:
    letters = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝蜀黔滇藏陕陇青宁新"
    assert by_number(text, "n") == Q(n__in=[letter + number for letter in letters])


def test_number_of_a_website_means_that_website() -> None:
    wanted = Q(n__exact="京ICP备2026000001号") & Q(place=3)
    assert by_number("京ICP备2026000001号-3", "n", site_no="place") == wanted


@pytest.mark.parametrize(
    ("text", "beginning"),
    [("r7k249qd0815", "R7K2-49QD-0815"), ("R7K2—49", "R7K2-49"), ("ｒ７ｋ２", "R7K2"), ("r7 k2", "R7K2")],
)
def test_receipt_is_grouped(text: str, beginning: str) -> None:
    assert by_receipt(text) == Q(receipt_number__startswith=beginning)


@pytest.mark.parametrize("text", ["r7k", "R7K2-49QD-0815-2", "示例零一", "%", "----"])
def test_other_words_are_no_receipt(text: str) -> None:
    assert by_receipt(text) == Q()


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("http://www.beian-demo.test:80/index.html", "www.beian-demo.test"),
        ("ＢＥＩＡＮ－ｄｅｍｏ", "beian-demo"),
        ("http://", ""),
        ("/", ""),
    ],
)
def test_host_is_cut_out(text: str, host: str) -> None:
    assert host_in(text) == host


def test_only_a_whole_domain_is_one() -> None:
    assert whole_domain("例子。test") == "xn--fsqu00a.test"
    assert whole_domain("示例") == ""
