"""CSV that a spreadsheet opens without harm."""

import pytest

from icpportal.core.csv_export import csv_lines, guarded


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("示例", "示例"),
        ("=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@x", "'@x"),
        ("\t=1", "'\t=1"),
        (None, ""),
        (5, "5"),
    ],
)
def test_guarded_cell(cell: object, text: str) -> None:
    assert guarded(cell) == text


def test_lines_come_one_by_one_with_the_mark_first() -> None:
    lines = csv_lines(["名称", "数"], iter([["甲,乙", 1], ['"', None]]))
    assert next(lines) == "\ufeff名称,数\r\n"
    assert list(lines) == ['"甲,乙",1\r\n', '"""",\r\n']
