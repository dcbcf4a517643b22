import pytest
from django.core.exceptions import ValidationError

from icpportal.core.validators import (
    validate_email,
    validate_email_list,
    validate_landline,
    validate_mobile,
    validate_phone_list,
)
from tests.core.validators.refusals import refusal_code


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("13000000000", "13000000000"),
        ("18800000002", "18800000002"),
        ("13900861234", "13900861234"),
        ("13900000086", "13900000086"),
        ("+8613000000000", "13000000000"),
        ("0086 130 0000 0000", "13000000000"),
        ("86-130-0000-0000", "13000000000"),
        ("１３０００００００００", "13000000000"),
    ],
)
def test_mobile_that_is_right(typed, normal):
    assert validate_mobile(typed) == normal


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("12000000000", "range"),
        ("130000000000", "length"),
        ("1300000000", "length"),
        ("13000000000;13000000001", "characters"),
        ("+4413000000000", "characters"),
        ("", "required"),
    ],
)
def test_mobile_that_is_wrong(typed, code):
    assert refusal_code(validate_mobile, typed) == code


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("010-00000000", "010-00000000"),
        ("0755-00000000", "0755-00000000"),
        ("010 00000000", "010-00000000"),
        ("（010）00000000", "010-00000000"),
        ("01000000000", "010-00000000"),
        ("+86 10 00000000", "010-00000000"),
        ("0551-0000000-801", "0551-0000000-801"),
    ],
)
def test_landline_that_is_right(typed, normal):
    assert validate_landline(typed) == normal


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("00000000", "area_code"),
        ("62345678", "area_code"),
        ("010-000000", "format"),
        ("010-0000000", "format"),
        ("0755-000000000", "format"),
        ("010-00000000-1234567", "format"),
        ("400-000-0000", "format"),
        ("。", "format"),
    ],
)
def test_landline_that_is_wrong(typed, code):
    assert refusal_code(validate_landline, typed) == code


def test_phone_list_holds_landlines_and_mobiles():
    assert validate_phone_list("010 00000000；+86 130 0000 0000;") == "010-00000000;13000000000"
    assert validate_phone_list("13000000000") == "13000000000"
    assert refusal_code(validate_phone_list, "010-00000000,13000000000") == "format"
    assert refusal_code(validate_phone_list, "; ;") == "required"


def test_phone_list_over_128_characters():
    nine = ";".join(f"010-0000000{digit}" for digit in range(9))
    assert validate_phone_list(nine) == nine
    assert refusal_code(validate_phone_list, f"{nine};010-00000009;010-00000010") == "length"


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("owner@example.test", "owner@example.test"),
        ("a@example.test;b@example.test", "a@example.test;b@example.test"),
        (" a＠example.test ； B@EXAMPLE.test;", "a@example.test;B@example.test"),
        ("a@xn--fsqu00a.xn--fiqs8s", "a@例子.中国"),
        ("a@b.cn", "a@b.cn"),
    ],
)
def test_email_list_that_is_right(typed, normal):
    assert validate_email_list(typed) == normal


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("owner.example.test", "format"),
        ("x" * 116 + "@example.test", "length"),
        ("a@b", "format"),
        ("a@localhost", "format"),
        ("a@[127.0.0.1]", "format"),
        ("a b@example.test", "format"),
        ("@example.test", "format"),
        ("a@b@example.test", "format"),
        ("a@example.test,b@example.test", "format"),
        ("", "required"),
    ],
)
def test_email_list_that_is_wrong(typed, code):
    assert refusal_code(validate_email_list, typed) == code


def test_email_list_at_its_longest():
    four = ";".join(f"{letter * 17}@example.test" for letter in "abcd")
    assert len(four) == 123
    assert validate_email_list(four) == four
    assert refusal_code(validate_email_list, f"{four};a@b.test") == "length"


def test_email_takes_one_address():
    assert validate_email("owner@Example.TEST") == "owner@example.test"
    for two in ("a@example.test;b@example.test", "a@example.test；b@example.test"):
        with pytest.raises(ValidationError) as refusal:
            validate_email(two)
        assert refusal.value.messages == ["这里只填写一个电子邮箱，例如name@example.com。"]
    with pytest.raises(ValidationError) as refusal:
        validate_email("a b@example.test")
    assert refusal.value.messages == ["电子邮箱应写成name@example.com的样子，请核对后重新填写。"]
