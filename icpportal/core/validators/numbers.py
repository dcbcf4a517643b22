"""Numbers that the authorities issue."""

import re

from icpportal.core.regions import PREFIXES
from icpportal.core.validators.typed import compact, refuse

_PREFIX = f"[{''.join(PREFIXES.values())}]"
_FILING = re.compile(rf"{_PREFIX}ICP备(?:[0-9]{{8}}|20[0-9]{{8}})号(?:-[1-9][0-9]{{0,5}}[AXK]?)?")
_LICENCE = re.compile(
    rf"{_PREFIX}ICP证(?:[0-9]{{6}}|[0-9]{{8}})号|{_PREFIX}?B2-[0-9]{{8}}(?:-[1-9][0-9]{{0,5}})?"
)
# What people write for the four provinces whose prefix is not the character in daily use.
_MISTAKEN = {"川": "蜀", "贵": "黔", "云": "滇", "甘": "陇", "秦": "陕"}


def validate_filing_number(text: str) -> str:
    """备案号: of an entity ``京ICP备05000001号``, of its website ``…号-1``; 8 digits, or 10 since 2020.

    :raises ValidationError: required, prefix, digits, site, format
    """
    number = compact(text, "备案号")
    if _FILING.fullmatch(number):
        return number
    if number[0] in _MISTAKEN:
        refuse("prefix", f"备案号不用“{number[0]}”开头，该省的简称是“{_MISTAKEN[number[0]]}”，请核对。")
    if not re.match(_PREFIX, number):
        refuse("prefix", "备案号应以省份简称开头，例如京ICP备05000001号，请核对。")
    if re.fullmatch(".ICP备[0-9]+号.*", number) and not re.match(".ICP备(?:[0-9]{8}|20[0-9]{8})号", number):
        refuse("digits", "备案号中间应为8位数字，或以年份开头的10位数字，请核对。")
    if re.match(".ICP备[0-9]+号-0", number):
        refuse("site", "网站序号从1开始，请核对“号”后面的数字。")
    refuse("format", "备案号应写成京ICP备05000001号或京ICP备05000001号-1的样子，请核对。")


def validate_icp_licence(text: str) -> str:
    """经营许可证号: ``京ICP证050001号``, ``粤B2-20070001``, across provinces ``B2-20070001``.

    :raises ValidationError: required, format
    """
    number = compact(text, "经营许可证号")
    if not _LICENCE.fullmatch(number):
        refuse("format", "经营许可证号应写成京ICP证050001号或B2-20070001的样子，请对照许可证核对。")
    return number
