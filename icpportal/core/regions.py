"""The regions of GB/T 2260, from a data file that the portal carries.

Three levels: province, city, county. The municipalities have one city each (110100 北京市 …) that holds their
districts; cities such as 东莞 (441900) or 仙桃 (429004) have no counties. Read once per process, no database.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent / "data" / "regions.json"

# Province code → the character that opens its filing numbers (四川, 贵州, 云南, 甘肃: old names).
PREFIXES: dict[str, str] = {
    "110000": "京",
    "120000": "津",
    "130000": "冀",
    "140000": "晋",
    "150000": "蒙",
    "210000": "辽",
    "220000": "吉",
    "230000": "黑",
    "310000": "沪",
    "320000": "苏",
    "330000": "浙",
    "340000": "皖",
    "350000": "闽",
    "360000": "赣",
    "370000": "鲁",
    "410000": "豫",
    "420000": "鄂",
    "430000": "湘",
    "440000": "粤",
    "450000": "桂",
    "460000": "琼",
    "500000": "渝",
    "510000": "蜀",
    "520000": "黔",
    "530000": "滇",
    "540000": "藏",
    "610000": "陕",
    "620000": "陇",
    "630000": "青",
    "640000": "宁",
    "650000": "新",
}


@dataclass(frozen=True)
class Region:
    """One division: its code of six digits and its full name, e.g. 110105 朝阳区."""

    code: str
    name: str


@dataclass(frozen=True)
class _Tree:
    regions: dict[str, Region]
    parents: dict[str, str]
    children: dict[str, tuple[Region, ...]]


@cache
def _tree() -> _Tree:
    tree = _Tree({}, {}, {})
    for code, name, cities_ in json.loads(_DATA.read_text(encoding="utf-8")):
        _add(tree, "", code, name, cities_)
    tree.children[""] = tuple(tree.regions[code] for code in PREFIXES)
    return tree


def _add(tree: _Tree, parent: str, code: str, name: str, below: list[list[object]]) -> None:
    tree.regions[code] = Region(code, name)
    tree.parents[code] = parent
    for child in below:
        _add(tree, code, str(child[0]), str(child[1]), child[2] if len(child) > 2 else [])  # type: ignore[arg-type]
    tree.children[code] = tuple(tree.regions[str(child[0])] for child in below)


def provinces() -> tuple[Region, ...]:
    """The 31 provinces that have a filing prefix, in the order of their codes."""
    return _tree().children[""]


def cities(province_code: str) -> tuple[Region, ...]:
    """The cities of a province; empty if there is no such province."""
    return _tree().children.get(province_code, ()) if province_code in PREFIXES else ()


def counties(city_code: str) -> tuple[Region, ...]:
    """The counties of a city; empty if it has none or there is no such city."""
    tree = _tree()
    return tree.children.get(city_code, ()) if tree.parents.get(city_code) in PREFIXES else ()


def region_name(code: str) -> str:
    """The name of one division, e.g. 朝阳区; "" if unknown."""
    region = _tree().regions.get(code)
    return region.name if region else ""


def full_name(code: str) -> str:
    """The name with all above it, e.g. 北京市朝阳区 or 广东省东莞市; "" if unknown."""
    tree = _tree()
    names: list[str] = []
    while code in tree.regions:
        if tree.regions[code].name not in names:
            names.insert(0, tree.regions[code].name)
        code = tree.parents[code]
    return "".join(names)


def is_within(code: str, parent: str) -> bool:
    """Whether the division `code` is `parent` itself or lies in it; False if either is unknown."""
    tree = _tree()
    if parent not in tree.regions:
        return False
    while code in tree.regions:
        if code == parent:
            return True
        code = tree.parents[code]
    return False


def prefix_of(province_code: str) -> str:
    """The character that opens a province's filing numbers, e.g. 蜀 for 510000; "" if unknown."""
    return PREFIXES.get(province_code, "")


def authority_name(province_code: str) -> str:
    """The authority that decides a province's filings, e.g. 内蒙古自治区通信管理局; without a name if unknown."""
    return f"{region_name(province_code) if province_code in PREFIXES else ''}通信管理局"
