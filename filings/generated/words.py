"""From what the invented register is put together, and how often each comes: no real names, reserved domains only."""

from dataclasses import dataclass

# Province → share of the register, in thousandths; rounded to what one expects of its size.
PROVINCES: dict[str, int] = {
    "110000": 92,
    "120000": 14,
    "130000": 38,
    "140000": 18,
    "150000": 10,
    "210000": 28,
    "220000": 12,
    "230000": 14,
    "310000": 80,
    "320000": 88,
    "330000": 78,
    "340000": 36,
    "350000": 50,
    "360000": 18,
    "370000": 66,
    "410000": 46,
    "420000": 36,
    "430000": 32,
    "440000": 140,
    "450000": 18,
    "460000": 8,
    "500000": 20,
    "510000": 46,
    "520000": 10,
    "530000": 12,
    "540000": 1,
    "610000": 24,
    "620000": 7,
    "630000": 2,
    "640000": 4,
    "650000": 6,
}
# Year of the first filing → share. Numbers have eight digits before 2020 and ten from then on.
YEARS: dict[int, int] = {
    2005: 20,
    2006: 18,
    2007: 20,
    2008: 22,
    2009: 24,
    2010: 24,
    2011: 28,
    2012: 32,
    2013: 36,
    2014: 44,
    2015: 56,
    2016: 66,
    2017: 70,
    2018: 72,
    2019: 70,
    2020: 70,
    2021: 72,
    2022: 66,
    2023: 62,
    2024: 56,
    2025: 44,
    2026: 28,
}
FIRST_YEAR_OF_TEN_DIGITS = 2020
# How many websites an entity has → share in hundredths: 1.6 on average.
SITES: dict[int, int] = {1: 70, 2: 16, 3: 7, 4: 3, 5: 2, 8: 1, 12: 1}
CANCELLED_SHARE = 0.03
EMPTY_SHARE = 0.01
# No domain at all (reached by IP only), one, two, three.
DOMAINS: dict[int, int] = {0: 1, 1: 91, 2: 6, 3: 2}
IDN_SHARE = 0.06
PRE_APPROVAL_SHARE = 0.02


@dataclass(frozen=True)
class Kind:
    """One nature 主办单位性质: its code, its share in thousandths, and the ends of its names."""

    nature: int
    share: int
    ends: tuple[str, ...]


PERSON = Kind(5, 170, ())
KINDS: tuple[Kind, ...] = (
    Kind(4, 735, ("有限公司", "有限责任公司", "股份有限公司", "中心（有限合伙）", "工作室（个人独资）")),
    PERSON,
    Kind(3, 32, ("学校", "研究院", "图书馆", "博物馆", "检测院")),
    Kind(2, 16, ("管理局", "人民政府办公室", "服务局")),
    Kind(6, 20, ("协会", "商会", "学会", "联合会")),
    Kind(9, 14, ("培训学校", "服务中心", "养老院")),
    Kind(10, 3, ("公益基金会",)),
    Kind(11, 4, ("律师事务所",)),
    Kind(17, 6, ("医院", "口腔诊所")),
)
SYLLABLES = tuple("云桥清源澄和启朗泽润恒信博达安宁瑞丰景行嘉禾天元智远海川明德雅星辰宇凡")
# Each seldom in a name, as most characters are: a search meets common words and rare ones.
UNUSUAL = tuple(
    "岚屿砚笙棠杉桦榆槐枫梧桐楠樟柏松竹兰荷菱芷芸芹茗荔荣苑茵葵蓝蔚薇藤霖霄雪霁露霞虹岳峰岭峻崇嵩"
    "溪涧泓沛沐洛津涵淇渊湘滨漪潇瀚炎炜烁焕煦熙灿玉珂珊珑琪琳瑜瑶璞璟甄畅皓盈盛硕磊祥禄秋秀稷穗"
    "竣笃筑箫篆素纶绮维缘羽翔翠耀聚舟舜艺若莱菁萌萱蓉蕾衡裕观览誉谐谦豫贤赫跃轩轶迅迪逸遥邦郁酩"
    "钧钰铂铭锋锦镜长闻阔陶隆雁雍霆青靖韬韵顺颂颐飞驰骏高鲲鸿鹏鹤麒麟黎鼎齐龙东西南北中上下前后"
)
UNUSUAL_SHARE = 0.08
TRADES = (
    "科技", "网络科技", "信息技术", "数据", "文化传媒", "电子商务", "贸易", "建筑工程", "机械设备", "教育咨询",
    "生物科技", "物流", "餐饮管理", "广告", "软件", "新材料", "环保科技", "农业发展", "装饰工程", "旅游",
)  # fmt: skip
SITE_ENDS = ("官网", "网", "商城", "信息平台", "资讯网", "在线", "服务网", "门户", "云", "")
PERSON_SITES = ("日记", "随笔", "摄影", "笔记", "小站", "读书", "手作", "花园", "收藏", "行记")
SURNAMES = tuple("王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗")
# Latin syllables of invented domains, and reserved suffixes: nobody can register them.
LATIN = tuple(
    first + rest for first in "bdfghjklmnpqrstwxyz" for rest in ("a", "e", "i", "o", "u", "an", "en", "ing")
)
SUFFIXES = ("test", "test", "test", "example")
IDN_SUFFIXES = (("测试", "xn--0zwm56d"), ("test", "test"))
