"""What holds for any text and any number. The check digits are computed here by tables of their own."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import assume, given
from hypothesis import strategies as st

from icpportal.core import validators
from icpportal.core.validators import (
    domain_to_ascii,
    validate_credit_code,
    validate_domain,
    validate_id_number,
    validate_licence_number,
    validate_organisation_code,
)

EXAMPLES = {
    "validate_credit_code": "91110108FAKE10000P",
    "validate_domain": "示例.公司.cn",
    "validate_email": "owner@example.test",
    "validate_email_list": "a@example.test;b@例子.中国",
    "validate_filing_number": "粤ICP备2026000002号-2X",
    "validate_foreign_resident": "911840197001010000",
    "validate_hkmo_permit": "H00000000",
    "validate_home_url": "http://[2400:3200::1]:8080/a?b",
    "validate_icp_licence": "粤B2-20070001-5",
    "validate_id_number": "62010219660606000X",
    "validate_ip_range": "1.1.1.1-1.1.1.9",
    "validate_landline": "010-00000000-801",
    "validate_licence_number": "999999000000019",
    "validate_military_code": "00000部队",
    "validate_mobile": "+86 130 0000 0000",
    "validate_officer_card": "军字第0000000号",
    "validate_organisation_code": "FAKE0003-X",
    "validate_passport": "E00000000",
    "validate_phone_list": "010-00000000;13000000000",
    "validate_profession_licence": "(2026)示例字第001号",
    "validate_residence_permit": "810000197001010001",
    "validate_taiwan_permit": "0000000000A",
}
OTHERS = {
    "domain_to_ascii": "www.例子.中国",
    "domain_to_unicode": "www.xn--fsqu00a.xn--fiqs8s",
    "home_url_host": "http://[2400:3200::1]:8080/a?b",
    "host_name": "www.例子.中国",
    "home_url_key": "https://www.例子.中国/a/",
    "parse_ip_address": "2400:3200::1",
    "parse_ip_range": "2400:3200::1-2400:3200::f",
    "registrable_domain": "www.example.com.cn",
}
PIECES = [*"09AXZxe.-:/[]()（）。；;@%#~ ß①٣\u200b\x00\ud800", "xn--", "http://", "号", "省", "\u0301"]

DIGITS = "0123456789"
CREDIT_VALUES = {character: value for value, character in enumerate("0123456789ABCDEFGHJKLMNPQRTUWXY")}
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


@st.composite
def broken(draw, example):
    """An example with some of its characters lost, doubled or replaced."""
    text = list(example)
    for _ in range(draw(st.integers(1, 3))):
        position = draw(st.integers(0, len(text)))
        text[position : position + draw(st.integers(0, 2))] = draw(
            st.lists(st.sampled_from(PIECES), max_size=2)
        )
    return "".join(text)


@st.composite
def credit_codes(draw):
    body = "91110108" + draw(st.text("".join(CREDIT_VALUES), min_size=9, max_size=9))
    total = sum(CREDIT_VALUES[c] * weight for c, weight in zip(body, CREDIT_WEIGHTS, strict=True))
    return body + next(c for c, value in CREDIT_VALUES.items() if (total + value) % 31 == 0)


@st.composite
def id_numbers(draw):
    birth = draw(st.integers(1900, 2020))
    body = f"{draw(st.sampled_from(['110101', '440305', '659012']))}{birth}0228" + draw(
        st.text(DIGITS, min_size=3, max_size=3)
    )
    total = sum(int(digit) * weight for digit, weight in zip(body, ID_WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


@st.composite
def organisation_codes(draw):
    body = draw(st.text(DIGITS, min_size=8, max_size=8))
    total = sum(int(digit) * weight for digit, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    return f"{body}-{ {10: 'X', 11: '0'}.get(11 - total % 11, str(11 - total % 11)) }"


@st.composite
def licence_numbers(draw):
    body = draw(st.text(DIGITS, min_size=14, max_size=14))
    product = 10
    for digit in body:
        total = (int(digit) + product) % 10
        product = (20 if total == 0 else total * 2) % 11
    return body + next(d for d in DIGITS if (product + int(d)) % 10 == 1)


def outcome(function, text):
    """What it returns, or None if it refuses with a code and a sentence; any other error fails the test."""
    try:
        return function(text)
    except ValidationError as error:
        refused = error
    assert refused.code
    assert refused.message.encode().endswith("。".encode())
    return None


def replaced(number, position, character):
    return number[:position] + character + number[position + 1 :]


def swapped(number, position):
    first, second = number[position], number[position + 1]
    return number[:position] + second + first + number[position + 2 :]


def test_every_validator_is_tried_here():
    tried = EXAMPLES.keys() | OTHERS.keys() | {"is_mixed_script", "Address", "HostName"}
    assert tried == set(validators.__all__)


@pytest.mark.parametrize("name", EXAMPLES)
@given(data=st.data())
def test_any_text_is_taken_or_refused_with_a_sentence(name, data):
    validate = getattr(validators, name)
    text = data.draw(st.text() | broken(EXAMPLES[name]))
    normal = outcome(validate, text)
    if normal is not None:
        normal.encode()
        assert validate(normal) == normal


@pytest.mark.parametrize("name", OTHERS)
@given(data=st.data())
def test_any_text_is_read_or_refused_with_a_sentence(name, data):
    outcome(getattr(validators, name), data.draw(st.text() | broken(OTHERS[name])))


@given(st.text() | broken("www.例子.中国"))
def test_mixed_script_is_told_of_any_text(text):
    assert validators.is_mixed_script(text) in (True, False)


@given(st.text("abcé例子", min_size=2, max_size=12))
def test_both_forms_of_a_domain_are_one(label):
    readable = f"{label}.中国"
    assert validate_domain(readable) == readable
    assert validate_domain(domain_to_ascii(readable)) == readable
    assert domain_to_ascii(readable).isascii()


@pytest.mark.parametrize(
    ("validate", "numbers", "alphabet"),
    [
        (validate_credit_code, credit_codes(), "0123456789ABCDEFGHJKLMNPQRTUWXY"),
        (validate_id_number, id_numbers(), DIGITS),
        (validate_organisation_code, organisation_codes(), DIGITS),
        (validate_licence_number, licence_numbers(), DIGITS),
    ],
)
@given(data=st.data())
def test_one_wrong_character_is_always_seen(validate, numbers, alphabet, data):
    number = data.draw(numbers)
    assert validate(number) == number
    position = data.draw(st.sampled_from([i for i, c in enumerate(number) if c != "-"]))
    character = data.draw(st.sampled_from(alphabet))
    assume(character != number[position])
    assert outcome(validate, replaced(number, position, character)) is None


@pytest.mark.parametrize(
    ("validate", "numbers"),
    [
        (validate_credit_code, credit_codes()),
        (validate_id_number, id_numbers()),
        (validate_organisation_code, organisation_codes()),
    ],
)
@given(data=st.data())
def test_two_swapped_neighbours_are_always_seen(validate, numbers, data):
    number = data.draw(numbers)
    position = data.draw(st.integers(0, len(number) - 2))
    assume(number[position] != number[position + 1] and "-" not in number[position : position + 2])
    assert outcome(validate, swapped(number, position)) is None
