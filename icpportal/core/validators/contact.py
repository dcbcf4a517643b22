"""Telephone numbers and mail addresses."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from icpportal.core.validators.domain import domain_to_ascii, domain_to_unicode
from icpportal.core.validators.typed import compact, folded, refuse

_COUNTRY = re.compile(r"^(?:\+|00)86-?")
_LANDLINE = re.compile(r"(?:(010|02[0-9])-?([0-9]{8})|(0[3-9][0-9]{2})-?([0-9]{7,8}))(?:-([0-9]{1,6}))?")
_is_email = EmailValidator(allowlist=[])


def validate_mobile(text: str) -> str:
    """手机号码 in mainland China: 11 digits, without +86, blanks and hyphens.

    :raises ValidationError: required, length, characters, range
    """
    number = _COUNTRY.sub("", compact(text, "手机号码"), count=1).replace("-", "")
    if re.fullmatch("861[0-9]{10}", number):
        number = number[2:]
    if not re.fullmatch("[0-9]+", number):
        refuse("characters", "手机号码只含数字，请核对后重新填写。")
    if len(number) != 11:
        refuse("length", "手机号码应为11位数字，请核对后重新填写。")
    if not re.match("1[3-9]", number):
        refuse("range", "这不是有效的手机号码，请填写以13至19开头的号码。")
    return number


def validate_landline(text: str) -> str:
    """Area code, hyphen, 7 or 8 digits, perhaps an extension: ``010-00000000``, ``0755-00000000-801``.

    :raises ValidationError: required, area_code, format
    """
    number = compact(text, "办公电话")
    if _COUNTRY.match(number):
        number = re.sub("^(?!0)", "0", _COUNTRY.sub("", number, count=1))
    number = re.sub(r"^\((0[0-9]{2,3})\)", r"\1-", number).replace("--", "-")
    match = _LANDLINE.fullmatch(number)
    if match:
        return "-".join(part for part in match.groups() if part)
    if re.fullmatch("[1-9][0-9]{6,7}", number) or re.fullmatch("0{7,8}", number):
        refuse("area_code", "电话号码前缺少区号，请写成010-00000000的样子。")
    refuse("format", "电话号码应为区号加7至8位号码，例如010-00000000，有分机时写成010-00000000-801。")


def validate_phone_list(text: str) -> str:
    """办公电话: landlines or mobiles split by ``;``, 11 to 128 characters together.

    :raises ValidationError: required, length, and those of `validate_landline` and `validate_mobile`
    """
    parts = _parts(text, "办公电话")
    return _joined([_phone(part) for part in parts], 11, "办公电话")


def validate_email(text: str) -> str:
    """One mail address, 6 to 128 characters; its domain in lower case, the name before @ as typed.

    :raises ValidationError: required, format, length
    """
    typed = folded(text, "电子邮箱")
    if ";" in typed.rstrip("; "):
        refuse("format", "这里只填写一个电子邮箱，例如name@example.com。")
    return _joined([_email(typed)], 6, "电子邮箱")


def validate_email_list(text: str) -> str:
    """电子邮箱: addresses split by ``;``, 6 to 128 characters together.

    :raises ValidationError: required, format, length
    """
    return _joined([_email(part) for part in _parts(text, "电子邮箱")], 6, "电子邮箱")


def _parts(text: str, name: str) -> list[str]:
    parts = [part.strip() for part in folded(text, name).split(";") if part.strip()]
    if not parts:
        refuse("required", f"请填写{name}。")
    return parts


def _joined(parts: list[str], least: int, name: str) -> str:
    joined = ";".join(dict.fromkeys(parts))
    if not least <= len(joined) <= 128:
        refuse("length", f"{name}合计应为{least}至128个字符，请核对后重新填写。")
    return joined


def _phone(text: str) -> str:
    number = _COUNTRY.sub("", compact(text, "办公电话"), count=1)
    is_mobile = re.match("1[3-9]", number) and len(number.replace("-", "")) == 11
    return validate_mobile(number) if is_mobile else validate_landline(text)


def _email(text: str) -> str:
    name, _, domain = text.rpartition("@")
    try:
        _is_email(f"{name}@{domain_to_ascii(domain)}")
    except ValidationError:
        refuse("format", "电子邮箱应写成name@example.com的样子，请核对后重新填写。")
    return f"{name}@{domain_to_unicode(domain)}"
