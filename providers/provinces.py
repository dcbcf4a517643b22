"""The provinces as the directory writes them: 北京, 内蒙古."""

import re
from functools import cache

from icpportal.core.regions import provinces

_KIND = re.compile("(省|市|(壮族|回族|维吾尔)?自治区)$")


@cache
def province_choices() -> tuple[tuple[str, str], ...]:
    """Pairs of code and short name, for a select."""
    return tuple((region.code, _KIND.sub("", region.name)) for region in provinces())


def province_name(code: str) -> str:
    """The short name of a code; the code itself if there is none such."""
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    return dict(province_choices())


def province_code(text: str) -> str:
    """The code of a province given by its code, short or full name; "" if there is none such."""
    short_name = _KIND.sub("", text)
    return next((code for code, name in province_choices() if text == code or short_name == name), "")
