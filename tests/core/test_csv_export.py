"""CSV files for spreadsheets."""

import csv
import io
from collections.abc import Iterator

import pytest

from icpportal.core.csv_export import csv_download, csv_lines, guarded


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+86",
        "-2",
        "@SUM(A1)",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "\t=1",
        "\rx",
        "\nx",
        " =1",
        "\u3000=1",
        "\u200b=1",
    ],
)
def test_formula_gets_an_apostrophe(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["", "示例零一科技有限公司", "a=b", "1-2", "'=1"])
def test_other_text_stays(text: str) -> None:
    assert guarded(text) == text


def test_numbers_are_numbers_and_none_is_empty() -> None:
    assert [guarded(-3), guarded(2.5), guarded(None)] == ["-3", "2.5", ""]


def test_lines_begin_with_the_mark_and_end_as_rfc_4180_says() -> None:
    text = "".join(csv_lines(["名称", "说明"], [["甲", '说"好", 再见'], ["=1", "两\n行"]]))
    assert text == '\ufeff名称,说明\r\n甲,"说""好"", 再见"\r\n\'=1,"两\n行"\r\n'
    assert list(csv.reader(io.StringIO(text[1:], newline="")))[2] == ["'=1", "两\n行"]


def test_rows_are_read_as_they_are_sent() -> None:
    read: list[int] = []

    def rows() -> Iterator[list[int]]:
        for number in range(3):
            read.append(number)
            yield [number]

    lines = csv_lines(["数"], rows())
    assert [next(lines), next(lines)] == ["\ufeff", "数\r\n"]
    assert read == []
    assert next(lines) == "0\r\n"
    assert read == [0]


def test_download_is_a_streamed_attachment_in_utf_8() -> None:
    answer = csv_download("备案申请.csv", ["名称"], [["甲"]])
    assert answer.streaming
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E5%A4%87")
    assert answer.getvalue().decode() == "\ufeff名称\r\n甲\r\n"
