"""The code lists of a filing, as data with dates of validity.

Codes are those of the filing system's own dictionaries; names are today's. What has ended stays in the
tables so that old records keep their names, and is not offered any more. Plain Python, no Django.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

PORTAL_OPENED = date(2005, 3, 20)  # Order 33 comes into force
CREDIT_CODE_BEGINS = date(2015, 10, 1)  # GB 32100: one code for every unit
LAST_DAY_BEFORE_CREDIT_CODE = date(2015, 9, 30)

PERSON_NATURE = 5

Entry = TypeVar("Entry", bound="Code")


@dataclass(frozen=True)
class Code:
    """One choice of a list. Both dates are included; no `valid_to` means still valid."""

    code: int
    name: str
    valid_from: date = PORTAL_OPENED
    valid_to: date | None = None

    def is_valid_on(self, day: date) -> bool:
        """Whether a filing of that day may carry it."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class DocumentType(Code):
    """A kind of document. `checker` names the core validator of its number: ``id_number`` for
    `validate_id_number`; ``profession_licence`` takes any 5 to 40 characters, a credit code among them.
    """

    checker: str = "profession_licence"


@dataclass(frozen=True)
class Service(Code):
    """A kind of content 网站服务内容; `group` is a code of `SERVICE_GROUPS`."""

    group: int = 504


@dataclass(frozen=True)
class Location:
    """A province where servers stand. `code` is GB/T 2260; `dictionary_id` is the old system's own number."""

    code: str
    name: str
    dictionary_id: int


@dataclass(frozen=True)
class NatureDocument:
    """That a document proves a nature, for as long as it does."""

    nature: int
    document_type: int
    valid_from: date = PORTAL_OPENED
    valid_to: date | None = None


def _from_2015(code: int, name: str) -> Code:
    return Code(code, name, CREDIT_CODE_BEGINS)


NATURES: tuple[Code, ...] = (
    Code(1, "国防机构"),
    Code(2, "政府机关"),
    Code(3, "事业单位"),
    Code(4, "企业"),
    Code(5, "个人"),
    Code(6, "社会团体"),
    _from_2015(9, "民办非企业单位"),
    _from_2015(10, "基金会"),
    _from_2015(11, "律师执业机构"),
    _from_2015(12, "外国在华文化中心"),
    _from_2015(13, "群众性团体组织"),
    _from_2015(14, "司法鉴定机构"),
    _from_2015(15, "宗教团体"),
    _from_2015(16, "境外机构"),
    _from_2015(17, "医疗机构"),
    _from_2015(18, "公证机构"),
    _from_2015(19, "集体经济"),
    _from_2015(20, "仲裁机构"),
)


def _ended(code: int, name: str, checker: str) -> DocumentType:
    return DocumentType(code, name, PORTAL_OPENED, LAST_DAY_BEFORE_CREDIT_CODE, checker)


def _since_2015(code: int, name: str, checker: str) -> DocumentType:
    return DocumentType(code, name, CREDIT_CODE_BEGINS, None, checker)


DOCUMENT_TYPES: tuple[DocumentType, ...] = (
    DocumentType(1, "营业执照", checker="credit_code"),
    DocumentType(2, "居民身份证", checker="id_number"),
    _ended(3, "组织机构代码证（事业单位）", "organisation_code"),
    DocumentType(4, "事业单位法人证书", checker="credit_code"),
    DocumentType(5, "军队代号", checker="military_code"),
    DocumentType(6, "社会团体法人登记证书", checker="credit_code"),
    DocumentType(7, "护照", checker="passport"),
    _ended(8, "军官证", "officer_card"),
    _ended(9, "组织机构代码证（政府机关）", "organisation_code"),
    _ended(10, "组织机构代码证（社会团体）", "organisation_code"),
    DocumentType(11, "台湾居民来往大陆通行证", checker="taiwan_permit"),
    _ended(12, "组织机构代码证（企业）", "organisation_code"),
    _since_2015(13, "统一社会信用代码证书（政府机关）", "credit_code"),
    _since_2015(14, "港澳居民来往内地通行证", "hkmo_permit"),
    _since_2015(15, "统一社会信用代码证书（事业单位）", "credit_code"),
    _since_2015(17, "民办非企业单位登记证书", "credit_code"),
    _since_2015(19, "基金会法人登记证书", "credit_code"),
    _since_2015(21, "律师事务所执业许可证", "profession_licence"),
    _since_2015(22, "外国在华文化中心登记证", "profession_licence"),
    _since_2015(23, "军队单位对外有偿服务许可证", "profession_licence"),
    _since_2015(24, "群众团体统一社会信用代码证书", "credit_code"),
    _since_2015(25, "宗教活动场所登记证", "credit_code"),
    _since_2015(27, "外国企业常驻代表机构登记证", "credit_code"),
    _since_2015(28, "司法鉴定许可证", "profession_licence"),
    _since_2015(30, "外国人永久居留身份证", "foreign_resident"),
    _since_2015(34, "外国政府旅游部门常驻代表机构批准登记证", "profession_licence"),
    _since_2015(35, "境外机构证件", "profession_licence"),
    _since_2015(36, "社会服务机构登记证书", "credit_code"),
    _since_2015(37, "民办学校办学许可证", "profession_licence"),
    _since_2015(38, "医疗机构执业许可证", "profession_licence"),
    _since_2015(39, "公证机构执业证", "profession_licence"),
    _since_2015(40, "外国驻华使馆人员子女学校批准证书", "profession_licence"),
    _since_2015(41, "港澳居民居住证", "residence_permit"),
    _since_2015(42, "台湾居民居住证", "residence_permit"),
    _since_2015(43, "农村集体经济组织登记证", "credit_code"),
    _since_2015(44, "仲裁委员会登记证", "credit_code"),
)


def _history(nature: int, document_type: int) -> NatureDocument:
    return NatureDocument(nature, document_type, PORTAL_OPENED, LAST_DAY_BEFORE_CREDIT_CODE)


def _today(nature: int, *document_types: int) -> tuple[NatureDocument, ...]:
    return tuple(NatureDocument(nature, code, CREDIT_CODE_BEGINS) for code in document_types)


# Which document proves which nature: the first table of the system, then today's.
DOCUMENTS_OF_NATURE: tuple[NatureDocument, ...] = (
    _history(1, 5),
    _history(2, 9),
    _history(3, 3),
    _history(3, 4),
    _history(4, 1),
    _history(4, 12),
    _history(5, 2),
    _history(5, 7),
    _history(5, 8),
    _history(5, 11),
    _history(6, 10),
    _history(6, 6),
    *_today(1, 5, 23),
    *_today(2, 13),
    *_today(3, 4, 15),
    *_today(4, 1, 27),
    *_today(5, 2, 7, 14, 11, 30, 41, 42),
    *_today(6, 6),
    *_today(9, 17, 36),
    *_today(10, 19),
    *_today(11, 21),
    *_today(12, 22),
    *_today(13, 24),
    *_today(14, 28),
    *_today(15, 25),
    *_today(16, 35),
    *_today(17, 38),
    *_today(18, 39),
    *_today(19, 43),
    *_today(20, 44),
)

PRE_APPROVALS: tuple[Code, ...] = (
    Code(1, "新闻"),
    Code(2, "出版"),
    Code(3, "教育"),
    Code(4, "医疗保健"),
    Code(5, "药品和医疗器械"),
    Code(6, "电子公告服务"),
    Code(9, "文化"),
    Code(10, "广播电影电视节目"),
    _from_2015(11, "网络预约车"),
    _from_2015(13, "互联网金融"),
    _from_2015(14, "校外培训"),
    _from_2015(15, "宗教"),
)

SERVICE_GROUPS: tuple[Code, ...] = (
    Code(500, "基础应用"),
    Code(501, "网络媒体"),
    Code(502, "电子政务/电子商务"),
    Code(503, "数字娱乐"),
    Code(504, "其他"),
)


def _services(group: int, first: int, *names: str) -> tuple[Service, ...]:
    return tuple(Service(first + index, name, group=group) for index, name in enumerate(names))


SERVICES: tuple[Service, ...] = (
    *_services(500, 1, "即时通信", "搜索引擎", "综合门户", "网上邮局"),
    *_services(501, 5, "网络新闻", "博客/个人空间", "网络广告/信息", "单位门户网站"),
    *_services(502, 9, "网络购物", "网上支付", "网上银行", "网上炒股/股票基金"),
    *_services(503, 13, "网络游戏", "网络音乐", "网络影视", "网络图片", "网络软件/下载"),
    *_services(504, 18, "网上求职", "网上交友/婚介", "网上房产", "网络教育", "网站建设", "WAP", "其他"),
)

LANGUAGES: tuple[Code, ...] = (
    Code(1, "中文简体"),
    Code(2, "中文繁体"),
    Code(3, "维吾尔语"),
    Code(4, "哈萨克语"),
    Code(5, "柯尔克孜语"),
    Code(6, "蒙古语"),
    Code(7, "藏语"),
    Code(8, "壮语"),
    Code(9, "朝鲜语"),
    Code(10, "彝语"),
    Code(11, "苗语"),
    Code(12, "英语"),
    Code(13, "日语"),
    Code(14, "法语"),
    Code(15, "俄语"),
    Code(16, "西班牙语"),
    Code(17, "阿拉伯语"),
)

ACCESS_METHODS: tuple[Code, ...] = (
    Code(1, "专线"),
    Code(2, "主机托管"),
    Code(3, "虚拟主机"),
    Code(4, "其他方式"),
    Code(5, "云接入"),
)

LOCATIONS: tuple[Location, ...] = (
    Location("110000", "北京", 2),
    Location("120000", "天津", 29),
    Location("130000", "河北", 11),
    Location("140000", "山西", 28),
    Location("150000", "内蒙古", 21),
    Location("210000", "辽宁", 19),
    Location("220000", "吉林", 16),
    Location("230000", "黑龙江", 14),
    Location("310000", "上海", 26),
    Location("320000", "江苏", 17),
    Location("330000", "浙江", 34),
    Location("340000", "安徽", 1),
    Location("350000", "福建", 4),
    Location("360000", "江西", 18),
    Location("370000", "山东", 25),
    Location("410000", "河南", 9),
    Location("420000", "湖北", 10),
    Location("430000", "湖南", 15),
    Location("440000", "广东", 5),
    Location("450000", "广西", 7),
    Location("460000", "海南", 12),
    Location("500000", "重庆", 3),
    Location("510000", "四川", 24),
    Location("520000", "贵州", 8),
    Location("530000", "云南", 33),
    Location("540000", "西藏", 32),
    Location("610000", "陕西", 27),
    Location("620000", "甘肃", 6),
    Location("630000", "青海", 23),
    Location("640000", "宁夏", 22),
    Location("650000", "新疆", 31),
)


def find(table: Sequence[Entry], code: int | None) -> Entry | None:
    """The entry of that code, ended ones too; None if there is none."""
    return next((entry for entry in table if entry.code == code), None)


def name_of(table: Sequence[Code], code: int | None) -> str:
    """The name to show: empty for None, and a code that no list knows is shown as such."""
    if code is None:
        return ""
    entry = find(table, code)
    return entry.name if entry else f"未知代码 {code}"


def location_name(code: str) -> str:
    """The province of a server location, or the code itself when no province has it."""
    return next((place.name for place in LOCATIONS if place.code == code), code)


def valid_on(table: Sequence[Code], day: date) -> tuple[Code, ...]:
    """What a form offers on that day, in the table's order."""
    return tuple(entry for entry in table if entry.is_valid_on(day))


def documents_for(nature: int | None, on: date) -> tuple[DocumentType, ...]:
    """The documents that prove a nature on that day, in the table's order; none for an unknown nature."""
    codes = [
        row.document_type
        for row in DOCUMENTS_OF_NATURE
        if row.nature == nature and row.valid_from <= on and (row.valid_to is None or on <= row.valid_to)
    ]
    return tuple(entry for code in codes for entry in DOCUMENT_TYPES if entry.code == code)


def person_documents(on: date) -> tuple[DocumentType, ...]:
    """The documents of a responsible person 负责人: those of an individual."""
    return documents_for(PERSON_NATURE, on)


def is_person(nature: int | None) -> bool:
    """Whether the organiser is an individual 个人."""
    return nature == PERSON_NATURE


# What every entity must have, and what units must have besides. Paths as in `filings.document.Entity`.
REQUIRED_OF_EVERY_ENTITY: tuple[str, ...] = (
    "name",
    "nature",
    "document_type",
    "document_number",
    "document_address",
    "province",
    "city",
    "address",
    "person.name",
    "person.document_type",
    "person.document_number",
    "person.mobile",
    "person.email",
)
REQUIRED_OF_UNITS: tuple[str, ...] = ("investor", "person.office_phone")


def required_fields(nature: int | None) -> frozenset[str]:
    """The entity's required fields. While the nature is not chosen, only what everybody needs."""
    if nature is None or is_person(nature):
        return frozenset(REQUIRED_OF_EVERY_ENTITY)
    return frozenset(REQUIRED_OF_EVERY_ENTITY + REQUIRED_OF_UNITS)
