"""Ten thousand invented access providers in all provinces."""

from icpportal.core.regions import PREFIXES, region_name
from providers.models import Provider
from tests.benchmarks.copying import store

# Each is in about every fifteenth name.
_WORDS = [
    "云桥",
    "清源",
    "远帆",
    "松野",
    "海蓝",
    "星河",
    "天枢",
    "中联",
    "博易",
    "众望",
    "华腾",
    "金域",
    "启明",
    "瑞讯",
    "盛景",
    "通达",
    "万象",
    "新城",
    "亿联",
    "智汇",
    "安信",
    "百川",
    "晨光",
    "东方",
    "飞跃",
    "光谷",
    "恒网",
    "佳讯",
    "凯达",
    "联创",
]
_TRADES = ("科技", "信息技术", "网络", "数据", "通信", "云计算")
_AT_ONCE = 1_000
# Nobody's: licences of this form are not given.
_LICENCE = "B1-示例大-"


def fill(count: int) -> None:
    """At least `count` of them, however many others there are. Their names are made by their numbers."""
    there = Provider.objects.filter(licence_number__startswith=_LICENCE).count()
    for start in range(there, count, _AT_ONCE):
        store(_provider(number) for number in range(start, min(start + _AT_ONCE, count)))


def _provider(number: int) -> Provider:
    provinces = tuple(PREFIXES)
    province = provinces[number % len(provinces)]
    first, rest = number % len(_WORDS), number // len(_WORDS)
    second, round_ = rest % len(_WORDS), rest // len(_WORDS)
    short = _WORDS[first] + _WORDS[second]
    trade = _TRADES[round_ % len(_TRADES)]
    row = Provider(
        name=f"{region_name(province)[:2]}{short}{trade}{round_ or ''}有限公司",
        short_name=short,
        province=province,
        licence_number=f"{_LICENCE}{number:05d}",
        contact_phone="010-00000000",
        contact_email="directory@example.test",
    )
    row.index()
    return row
