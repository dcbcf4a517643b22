"""Rules on the text of a provider, for the form and the import alike."""

import re

from django.core.exceptions import ValidationError

from icpportal.core.csv_export import FORMULA_SIGNS

_PHONE = r"\+?[0-9(][0-9() \-]{4,30}"
_PHONES = re.compile(rf"{_PHONE}([;；] ?{_PHONE})*")
_HALF_WIDTH_CAPITALS = {code + 0xFEE0: chr(code).upper() for code in range(0x21, 0x7F)} | {
    code: chr(code).upper() for code in range(ord("a"), ord("z") + 1)
}


def normal_licence(text: str) -> str:
    """A licence number as it is compared and stored: half-width, upper case, without blanks; never longer."""
    return text.translate(_HALF_WIDTH_CAPITALS).replace(" ", "")


def refuse_formula(text: str) -> None:
    """:raises ValidationError: code ``formula``: a spreadsheet would run this text"""
    if text.startswith(FORMULA_SIGNS):
        raise ValidationError("不能以 = + - @ 开头，请删去开头的符号。", code="formula")


def check_phones(text: str) -> None:
    """:raises ValidationError: code ``phone``: something else than telephone numbers split by ;"""
    if not _PHONES.fullmatch(text):
        raise ValidationError("请填写电话号码，如 010-12345678，多个号码用“;”分开。", code="phone")
