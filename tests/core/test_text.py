import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from icpportal.core.text import UncleanText, clean_line, clean_lines, small_number


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("  示例科技 \t 有限公司　", "示例科技 有限公司"),
        ("示\x00例", "示例"),
        ("示\x1b[31m例", "示[31m例"),
        ("示\u200b例\u2060\ufeff", "示例"),
        ("\u202e示例\u202c", "示例"),
        ("\u3164\u2800\u115f", ""),
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        ("示例😀科技", "示例😀科技"),
        ("❤\ufe0f", "❤\ufe0f"),
        ("𠮷𰻝\U0002ebf0", "𠮷𰻝\U0002ebf0"),
        ("བསྒྲུབས།", "བསྒྲུབས།"),
        ("Việt Nam", "Việt Nam"),
        ("一\r\n二\u2028三\x0b四", "一 二 三 四"),
        ("<script>", "<script>"),
        ("", ""),
    ],
)
def test_line_is_cleaned(typed, clean):
    assert clean_line(typed) == clean


def test_lines_keep_their_ends():
    assert clean_lines(" 一 \r\n\t二\r三\u2029四\x85五\n\n") == "一\n二\n三\n四\n五"


@pytest.mark.parametrize(
    "typed",
    [
        "\ud800",
        "示\udfff例",
        "\ue000",
        "\U000f0000",
        "\ufffe",
        "\U0001ffff",
        "示\u0301\u0302\u0303",
        "示\u0301\u200b\u0302\u200b\u0303",
        "ก" + "็" * 9,
        "x" + "\u0489" * 30,
    ],
)
def test_what_cannot_be_kept_is_refused(typed):
    with pytest.raises(UncleanText):
        clean_line(typed)
    with pytest.raises(UncleanText):
        clean_lines(typed)


@pytest.mark.parametrize("piece", ["a", "示例", " ", "\x00", "\u200b", "é", "e\u0301", "😀", "\r\n"])
def test_a_megabyte_is_cleaned_quickly(piece):
    typed = piece * (1_000_000 // len(piece))
    started = time.perf_counter()
    clean_line(typed)
    assert time.perf_counter() - started < 4


@given(st.text(st.characters(exclude_categories=["Cs", "Co"])))
def test_clean_text_stays_as_it_is(typed):
    try:
        once = clean_lines(typed)
    except UncleanText:
        return
    assert clean_lines(once) == once
    assert clean_line(clean_line(typed)) == clean_line(typed)


@given(st.text())
def test_clean_text_can_be_stored(typed):
    try:
        clean = clean_lines(typed)
    except UncleanText:
        return
    clean.encode()
    assert "\x00" not in clean
    assert "\r" not in clean


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("007", 7),
        ("0", 0),
        ("999999999", 999_999_999),
        ("1000000000", None),
        ("", None),
        ("-1", None),
        ("1.5", None),
        (" 7", None),
        ("²", None),
        ("７", None),
    ],
)
def test_small_number_is_plain_digits(text: str, number: int | None) -> None:
    assert small_number(text) == number
