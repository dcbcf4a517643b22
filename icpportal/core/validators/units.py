"""Document numbers of organisations."""

import re

from icpportal.core.validators.checksums import credit_check, licence_check, organisation_check
from icpportal.core.validators.typed import compact, folded, refuse

_CREDIT = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
_ORGANISATION = re.compile(r"([0-9A-Z]{8})-?([0-9A-Z])")
_MILITARY = re.compile(r"(?:中国人民解放军|中国人民武装警察部队)?第?[0-9]{5}部队")
_PROFESSION = re.compile(r"[0-9A-Za-z一-鿿()\[\]〔〕【】/.\-]{5,40}")


def validate_credit_code(text: str) -> str:
    """统一社会信用代码 (GB 32100): 18 characters in capitals.

    :raises ValidationError: required, length, characters, check_digit
    """
    code = compact(text, "统一社会信用代码")
    if len(code) != 18:
        refuse("length", "统一社会信用代码应为18位，请对照证件核对。")
    if re.search("[IOZSV]", code):
        refuse(
            "characters", "统一社会信用代码不使用字母I、O、Z、S、V，请核对是否应为数字1、0、2、5或其他字母。"
        )
    if not _CREDIT.fullmatch(code):
        refuse("characters", "统一社会信用代码只含数字和大写字母，且第3至8位为数字，请对照证件核对。")
    if credit_check(code[:17]) != code[17]:
        refuse("check_digit", "统一社会信用代码的校验位不对，请对照证件再核对一遍。")
    return code


def validate_organisation_code(text: str) -> str:
    """组织机构代码 (GB 11714) with its hyphen: ``FAKE0001-3``.

    :raises ValidationError: required, format, check_digit
    """
    match = _ORGANISATION.fullmatch(compact(text, "组织机构代码"))
    if not match:
        refuse(
            "format", "组织机构代码应为8位数字或字母，加连字符和1位校验码，例如12345678-X，请对照证件核对。"
        )
    body, check = match.groups()
    if check not in "0123456789X":
        refuse("check_digit", "组织机构代码的最后一位只能是数字或X，请对照证件核对。")
    if organisation_check(body) != check:
        refuse("check_digit", "组织机构代码的校验位不对，请对照证件再核对一遍。")
    return f"{body}-{check}"


def validate_licence_number(text: str) -> str:
    """工商营业执照注册号 (GS15-2006): 15 digits.

    :raises ValidationError: required, length, characters, check_digit
    """
    number = compact(text, "营业执照注册号")
    if re.fullmatch("[0-9]{13}", number):
        refuse("length", "13位的旧注册号已停用，请填写现行营业执照上的号码。")
    if len(number) != 15:
        refuse("length", "营业执照注册号应为15位数字，请对照证件核对。")
    if not re.fullmatch("[0-9]{15}", number):
        refuse("characters", "营业执照注册号只含数字，请对照证件核对。")
    if licence_check(number[:14]) != number[14]:
        refuse("check_digit", "营业执照注册号的校验位不对，请对照证件再核对一遍。")
    return number


def validate_military_code(text: str) -> str:
    """军队代号: five digits and 部队, e.g. ``00000部队``.

    :raises ValidationError: required, format
    """
    code = compact(text, "军队代号")
    if not _MILITARY.fullmatch(code):
        refuse("format", "军队代号应为五位数字加“部队”，例如00000部队，请对照证件核对。")
    return code


def validate_profession_licence(text: str) -> str:
    """The number of a profession's licence, whose form each profession sets: 5 to 40 characters.

    :raises ValidationError: required, format
    """
    number = folded(text, "证件号码").replace(" ", "")
    if not _PROFESSION.fullmatch(number):
        refuse("format", "证件号码应为5至40个字符，只含汉字、字母、数字、括号和连字符，请对照证件核对。")
    return number
