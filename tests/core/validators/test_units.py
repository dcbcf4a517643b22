import pytest

from icpportal.core.validators import (
    validate_credit_code,
    validate_licence_number,
    validate_military_code,
    validate_organisation_code,
    validate_profession_licence,
)
from tests.core.validators.refusals import refusal_code


@pytest.mark.parametrize(
    "code",
    [
        "91110108FAKE10000P",
        "93440305FAKE10027Q",
        "12620102FAKE100439",
        "52520103FAKE1006XF",
        "31320106FAKE10086D",
        "N1650102FAKE101071",
    ],
)
def test_credit_code_that_is_right(code):
    assert validate_credit_code(code) == code


@pytest.mark.parametrize(
    "typed",
    [
        "91110108fake10000p",
        " 9111 0108 FAKE 1000 0P ",
        "９１１１０１０８ＦＡＫＥ１００００Ｐ",
        "\u200b91110108FAKE10000P\u3000",
    ],
)
def test_credit_code_as_people_type_it(typed):
    assert validate_credit_code(typed) == "91110108FAKE10000P"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "required"),
        ("91110108FAKE10000", "length"),
        ("91110108FAKE10000PP", "length"),
        ("91110108OAKE10000P", "characters"),
        ("91110108FAKE1000-P", "characters"),
        ("9111010AFAKE10000P", "characters"),
        ("91110108FAKE100000", "check_digit"),
        ("91110108FAKE1000ßP", "characters"),
    ],
)
def test_credit_code_that_is_wrong(typed, code):
    assert refusal_code(validate_credit_code, typed) == code


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("FAKE0001-3", "FAKE0001-3"),
        ("FAKE0003-X", "FAKE0003-X"),
        ("FAKE0005-6", "FAKE0005-6"),
        ("FAKE0007-2", "FAKE0007-2"),
        ("fake0001-3", "FAKE0001-3"),
        ("FAKE00013", "FAKE0001-3"),
        ("ＦＡＫＥ０００３—ｘ", "FAKE0003-X"),
    ],
)
def test_organisation_code_that_is_right(typed, normal):
    assert validate_organisation_code(typed) == normal


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("FAKE0001-4", "check_digit"),
        ("FAKE00O1-A", "check_digit"),
        ("FAKE001-3", "format"),
        ("FAKE0001--3", "format"),
        (" ", "required"),
    ],
)
def test_organisation_code_that_is_wrong(typed, code):
    assert refusal_code(validate_organisation_code, typed) == code


@pytest.mark.parametrize(
    "number",
    ["999999000000019", "999999100000034", "999999300000053", "999999500000076", "110108000000016"],
)
def test_licence_number_that_is_right(number):
    assert validate_licence_number(number) == number


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("999999000000010", "check_digit"),
        ("99999900000001", "length"),
        ("9999990000001", "length"),
        ("99999900000001X", "characters"),
        ("٣99999000000019", "characters"),
    ],
)
def test_licence_number_that_is_wrong(typed, code):
    assert refusal_code(validate_licence_number, typed) == code


def test_military_code():
    assert validate_military_code("００000 部队") == "00000部队"
    assert refusal_code(validate_military_code, "部队") == "format"
    assert refusal_code(validate_military_code, "0000部队") == "format"


def test_profession_licence_is_free_within_limits():
    assert validate_profession_licence("（2026）示例字第001号") == "(2026)示例字第001号"
    assert refusal_code(validate_profession_licence, "1234") == "format"
    assert refusal_code(validate_profession_licence, "1" * 41) == "format"
    assert refusal_code(validate_profession_licence, "12345\x006") == "format"
