import pytest
import time_machine

from icpportal.core.validators import (
    validate_foreign_resident,
    validate_hkmo_permit,
    validate_id_number,
    validate_officer_card,
    validate_passport,
    validate_residence_permit,
    validate_taiwan_permit,
)
from tests.core.validators.refusals import refusal_code


@pytest.mark.parametrize(
    "number",
    [
        "110101197001010008",
        "440103197912310000",
        "62010219660606000X",
        "52010219950715000X",
        "320102200002290005",
        "650102199912310002",
    ],
)
def test_id_number_that_is_right(number):
    assert validate_id_number(number) == number


@pytest.mark.parametrize(
    "typed", ["62010219660606000x", "620102 19660606 000X", "６２０１０２１９６６０６０６０００Ｘ"]
)
def test_id_number_as_people_type_it(typed):
    assert validate_id_number(typed) == "62010219660606000X"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "required"),
        ("110101197001010000", "check_digit"),
        ("999901197001010003", "division"),
        ("000000000000000000", "division"),
        ("110101197001010", "length"),
        ("1101011970010100081", "length"),
        ("11010119700101000A", "characters"),
        ("1X0101197001010008", "characters"),
        ("110101197002300008", "birth_date"),
        ("110101200102290008", "birth_date"),
        ("110101189912310008", "birth_date"),
        ("110101000001010008", "birth_date"),
        ("11010119700101٠٠٠8", "characters"),
        ("810000197001010008", "division"),
    ],
)
def test_id_number_that_is_wrong(typed, code):
    assert refusal_code(validate_id_number, typed) == code


def test_id_number_born_tomorrow_in_shanghai():
    number = "110101202611250002"
    with time_machine.travel("2026-11-24T15:59:00+00:00", tick=False):
        assert refusal_code(validate_id_number, number) == "birth_date"
    with time_machine.travel("2026-11-24T16:01:00+00:00", tick=False):
        assert validate_id_number(number) == number


def test_residence_permit():
    assert validate_residence_permit("810000197001010001") == "810000197001010001"
    assert refusal_code(validate_residence_permit, "810000197001010008") == "check_digit"
    assert refusal_code(validate_residence_permit, "110101197001010008") == "division"
    assert refusal_code(validate_residence_permit, "81000019700101000") == "length"


def test_foreign_resident():
    assert validate_foreign_resident("abc000000000000") == "ABC000000000000"
    assert validate_foreign_resident("911840197001010000") == "911840197001010000"
    assert refusal_code(validate_foreign_resident, "911840197001010009") == "check_digit"
    assert refusal_code(validate_foreign_resident, "999840197001010000") == "division"
    assert refusal_code(validate_foreign_resident, "110101197001010008") == "format"


@pytest.mark.parametrize(
    ("validate", "typed", "normal"),
    [
        (validate_passport, "E00000000", "E00000000"),
        (validate_passport, "ea 0000000", "EA0000000"),
        (validate_taiwan_permit, "00000000", "00000000"),
        (validate_taiwan_permit, "0000000000（a）", "0000000000A"),
        (validate_hkmo_permit, "h00000000", "H00000000"),
        (validate_hkmo_permit, "M0000000000", "M0000000000"),
        (validate_officer_card, "军字第0000000号", "军字第0000000号"),
        (validate_officer_card, "军字第 ０００００００ 号", "军字第0000000号"),
    ],
)
def test_other_documents_that_are_right(validate, typed, normal):
    assert validate(typed) == normal


@pytest.mark.parametrize(
    ("validate", "typed"),
    [
        (validate_passport, "12345"),
        (validate_passport, "ABCDEFGHI"),
        (validate_passport, "E000000000"),
        (validate_taiwan_permit, "ABC"),
        (validate_taiwan_permit, "0000000"),
        (validate_hkmo_permit, "A00000000"),
        (validate_hkmo_permit, "H0000000"),
        (validate_officer_card, "0000000"),
        (validate_officer_card, "军字第号"),
    ],
)
def test_other_documents_that_are_wrong(validate, typed):
    assert refusal_code(validate, typed) == "format"
