import pytest

from icpportal.core.validators import validate_filing_number, validate_icp_licence
from tests.core.validators.refusals import refusal_code


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("京ICP备05000001号", "京ICP备05000001号"),
        ("蜀ICP备07000123号-12", "蜀ICP备07000123号-12"),
        ("滇ICP备2024000001号-3", "滇ICP备2024000001号-3"),
        ("粤ICP备2026000002号-2X", "粤ICP备2026000002号-2X"),
        ("皖ICP备2022000001号-3a", "皖ICP备2022000001号-3A"),
        ("藏ICP备05000064号", "藏ICP备05000064号"),
        ("京icp备05000001号", "京ICP备05000001号"),
        (" 京 ＩＣＰ备０５０００００１号－１ ", "京ICP备05000001号-1"),
    ],
)
def test_filing_number_that_is_right(typed, normal):
    assert validate_filing_number(typed) == normal


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("川ICP备07000123号", "prefix"),
        ("甘ICP备08000007号", "prefix"),
        ("贵ICP备08000007号", "prefix"),
        ("云ICP备08000007号", "prefix"),
        ("港ICP备08000007号", "prefix"),
        ("ICP备08000007号", "prefix"),
        ("京ICP备0500001号", "digits"),
        ("京ICP备050000001号", "digits"),
        ("京ICP备0500000001号", "digits"),
        ("京ICP备05000001号-0", "site"),
        ("京ICP备05000001", "format"),
        ("京ICP证05000001号", "format"),
        ("京ICP备05000001号-", "format"),
        ("京ICP备05000001-1号", "format"),
        ("", "required"),
    ],
)
def test_filing_number_that_is_wrong(typed, code):
    assert refusal_code(validate_filing_number, typed) == code


@pytest.mark.parametrize("number", ["京ICP证050001号", "B2-20070001", "粤B2-20070001", "粤B2-20070001-5"])
def test_icp_licence_that_is_right(number):
    assert validate_icp_licence(number.lower()) == number


@pytest.mark.parametrize("typed", ["京ICP证05号", "京ICP备05000001号", "B2-2007001", "川B2-20070001"])
def test_icp_licence_that_is_wrong(typed):
    assert refusal_code(validate_icp_licence, typed) == "format"
