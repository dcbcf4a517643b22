"""Document numbers of persons."""

import datetime
import re
from zoneinfo import ZoneInfo

from django.utils import timezone

from icpportal.core.validators.checksums import identity_check
from icpportal.core.validators.typed import compact, refuse

_SHANGHAI = ZoneInfo("Asia/Shanghai")
# First two digits of GB/T 2260; the three below belong to residence permits.
_PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71")
_RESIDENCE = frozenset({"810000", "820000", "830000"})
_PASSPORT = re.compile(r"(?=(?:[A-Z]*[0-9]){5})[0-9A-Z]{6,9}")
_HKMO = re.compile(r"[HM](?:[0-9]{8}|[0-9]{10})")
_TAIWAN = re.compile(r"[0-9]{8}|[0-9]{10}(?:\(?[A-Z]\)?)?")
_FOREIGN_OLD = re.compile(r"[A-Z]{3}[0-9]{12}")
_OFFICER = re.compile(r"[一-鿿]{1,4}字第[0-9]{4,10}号")


def validate_id_number(text: str) -> str:
    """居民身份证号码 (GB 11643): 18 characters, the last a digit or X.

    The division is checked by province only: real numbers carry codes older and newer than any list.

    :raises ValidationError: required, length, characters, division, birth_date, check_digit
    """
    number = compact(text, "身份证号码")
    if re.fullmatch("[0-9]{15}", number):
        refuse("length", "15位的旧身份证号码已停用，请填写现行身份证上的18位号码。")
    _check_shape(number, "身份证号码")
    if number[:6] in _RESIDENCE:
        refuse("division", "这是港澳台居民居住证的号码，请把证件类型改为相应的居住证。")
    if not _PROVINCES.fullmatch(number[:2]):
        refuse("division", "身份证号码开头的地区代码不存在，请对照证件核对前6位。")
    _check_birth_and_digit(number, "身份证号码")
    return number


def validate_residence_permit(text: str) -> str:
    """港澳居民居住证 or 台湾居民居住证: as an ID number, with 810000, 820000 or 830000 in front.

    :raises ValidationError: required, length, characters, division, birth_date, check_digit
    """
    number = compact(text, "居住证号码")
    _check_shape(number, "居住证号码")
    if number[:6] not in _RESIDENCE:
        refuse("division", "居住证号码应以810000、820000或830000开头，请对照证件核对。")
    _check_birth_and_digit(number, "居住证号码")
    return number


def validate_foreign_resident(text: str) -> str:
    """外国人永久居留身份证: 18 digits that begin with 9 (since 2023), or three letters and 12 digits.

    :raises ValidationError: required, format, division, birth_date, check_digit
    """
    number = compact(text, "永久居留身份证号码")
    if _FOREIGN_OLD.fullmatch(number):
        return number
    if not re.fullmatch("9[0-9]{16}[0-9X]", number):
        refuse("format", "永久居留身份证号码应为以9开头的18位号码，旧版为3个字母加12位数字，请对照证件核对。")
    if not _PROVINCES.fullmatch(number[1:3]):
        refuse("division", "永久居留身份证号码第2至3位的地区代码不存在，请对照证件核对。")
    _check_birth_and_digit(number, "永久居留身份证号码")
    return number


def validate_passport(text: str) -> str:
    """护照号码: 6 to 9 capitals and digits, at least five of them digits.

    :raises ValidationError: required, format
    """
    number = compact(text, "护照号码")
    if not _PASSPORT.fullmatch(number):
        refuse("format", "护照号码应为6至9位字母和数字，例如E00000000，请对照护照核对。")
    return number


def validate_hkmo_permit(text: str) -> str:
    """港澳居民来往内地通行证: H or M and 8 digits (10 with the number of issues).

    :raises ValidationError: required, format
    """
    number = compact(text, "来往内地通行证号码")
    if not _HKMO.fullmatch(number):
        refuse("format", "港澳居民来往内地通行证号码应为字母H或M加8位数字，请对照证件核对。")
    return number


def validate_taiwan_permit(text: str) -> str:
    """台湾居民来往大陆通行证: 8 digits; old ones 10 digits, a letter may follow. Without brackets.

    :raises ValidationError: required, format
    """
    number = compact(text, "来往大陆通行证号码")
    if not _TAIWAN.fullmatch(number):
        refuse("format", "台湾居民来往大陆通行证号码应为8位数字，请对照证件核对。")
    return number.replace("(", "").replace(")", "")


def validate_officer_card(text: str) -> str:
    """军官证: e.g. ``军字第0000000号``.

    :raises ValidationError: required, format
    """
    number = compact(text, "军官证号码")
    if not _OFFICER.fullmatch(number):
        refuse("format", "军官证号码应写成“军字第0000000号”的样子，请对照证件核对。")
    return number


def _check_shape(number: str, name: str) -> None:
    if len(number) != 18:
        refuse("length", f"{name}应为18位，请对照证件核对。")
    if not re.fullmatch("[0-9]{17}[0-9X]", number):
        refuse("characters", f"{name}只含数字，最后一位可以是X，请对照证件核对。")


def _check_birth_and_digit(number: str, name: str) -> None:
    try:
        birth = datetime.date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        refuse("birth_date", f"{name}中的出生日期不存在，请对照证件核对第7至14位。")
    if birth.year < 1900 or birth > timezone.localdate(timezone=_SHANGHAI):
        refuse("birth_date", f"{name}中的出生日期太早或还没有到，请对照证件核对第7至14位。")
    if identity_check(number[:17]) != number[17]:
        refuse("check_digit", f"{name}的校验位不对，请对照证件再核对一遍。")
