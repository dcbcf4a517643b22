import pytest

from icpportal.core.csv_export import csv_lines, guarded


@pytest.mark.parametrize(
    "cell", ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠a"]
)
def test_formula_gets_an_apostrophe(cell):
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize(
    ("cell", "text"), [("北京", "北京"), ("a=b", "a=b"), (12, "12"), (None, ""), ("—", "—")]
)
def test_other_cells_stay(cell, text):
    assert guarded(cell) == text


def test_lines_are_quoted_where_they_must_be_and_begin_with_the_mark():
    text = "".join(csv_lines(("名称", "数"), [('示例"一",二', 1), ("=A1", None)]))
    assert text == '\ufeff名称,数\r\n"示例""一"",二",1\r\n\'=A1,\r\n'
