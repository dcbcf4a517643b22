"""The provinces as the directory writes them: 北京, 内蒙古."""

import re

_KIND = re.compile("(省|市|(壮族|回族|维吾尔)?自治区)$")
_NAMES = (
    "11北京 12天津 13河北 14山西 15内蒙古 21辽宁 22吉林 23黑龙江 31上海 32江苏 33浙江 34安徽 35福建 36江西 "
    "37山东 41河南 42湖北 43湖南 44广东 45广西 46海南 50重庆 51四川 52贵州 53云南  "
    "54西藏 61陕西 62甘肃 63青海 64宁夏 65新疆"
)


def province_choices() -> list[tuple[str, str]]:
    """Pairs of code and short name, for a select."""
    return [(f"{item[:2]}0000", item[2:]) for item in _NAMES.split()]


def province_code(text: str) -> str:
    """The code of a province given by its code, short or full name; "" if there is none such."""
    short_name = _KIND.sub("", text)
    return next((code for code, name in province_choices() if text == code or short_name == name), "")
