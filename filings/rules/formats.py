"""Formats, codes and lengths again: the forms checked them, but rows may be older than today's forms."""

from collections.abc import Iterator, Sequence

from filings import codes
from filings.document import Document, Entity, Person, Website
from filings.rules.facts import Facts
from filings.rules.labels import label, quoted
from filings.rules.missing import value_at
from filings.rules.problem import Problem, Severity, access_section, website_section

# Numbers without check digits: their patterns are habit, so they are only doubted.
SOFT_CHECKERS = frozenset(
    {"passport", "hkmo_permit", "taiwan_permit", "military_code", "officer_card", "profession_licence"}
)
CONTACTS = (
    ("1010", "phone_list", "office_phone"),
    ("1011", "mobile", "mobile"),
    ("1009", "email_list", "email"),
)
# SPEC XSD, in characters.
_PERSON_LENGTHS = {"person.name": 128, "person.office_phone": 128, "person.mobile": 128, "person.email": 128}
ENTITY_LENGTHS = {
    "name": 255,
    "document_number": 255,
    "document_address": 1024,
    "investor": 255,
    "address": 1024,
    "remarks": 1024,
    **_PERSON_LENGTHS,
}
WEBSITE_LENGTHS = {"name": 512, "home_url": 512, "remarks": 1024, **_PERSON_LENGTHS}


def _persons(document: Document) -> Iterator[tuple[str, Person]]:
    yield "entity", document.entity.person
    for website in document.websites:
        yield website_section(website.key), website.person


def _unknown(rule: str, section: str, field: str) -> Problem:
    sentence = f"{label(section, field)}不在可选范围内，请重新选择（{rule}）。"
    return Problem(rule, Severity.HARD, section, field, sentence)


def _offered(table: Sequence[codes.Code], code: int | None, facts: Facts) -> bool:
    if code is None:
        return True
    entry = codes.find(table, code)
    return entry is not None and entry.is_valid_on(facts.today)


def entity_codes(document: Document, facts: Facts) -> Iterator[Problem]:
    """1014 无效主办单位性质, 1008 无效证件: what no list offers today."""
    if not _offered(codes.NATURES, document.entity.nature, facts):
        yield _unknown("1014", "entity", "nature")
    if not _offered(codes.DOCUMENT_TYPES, document.entity.document_type, facts):
        yield _unknown("1008", "entity", "document_type")


def entity_regions(document: Document, facts: Facts) -> Iterator[Problem]:
    """1019 省市县代码错误: the 31 provinces; city and county lie in the province chosen."""
    entity = document.entity
    provinces = {place.code for place in codes.LOCATIONS}
    if entity.province and entity.province not in provinces:
        yield _unknown("1019", "entity", "province")
        return
    for field, code in (("city", entity.city), ("county", entity.county)):
        if code and entity.province and code[:2] != entity.province[:2]:
            sentence = f"{label('entity', field)}不在所选的省内，请重新选择（1019）。"
            yield Problem("1019", Severity.HARD, "entity", field, sentence)


def person_documents(document: Document, facts: Facts) -> Iterator[Problem]:
    """1008 无效证件: a responsible person shows the document of an individual."""
    offered = {entry.code for entry in codes.person_documents(facts.today)}
    for section, person in _persons(document):
        if person.document_type is not None and person.document_type not in offered:
            yield _unknown("1008", section, "person.document_type")


def document_numbers(document: Document, facts: Facts) -> Iterator[Problem]:
    """1008 无效证件, 1015 无效身份证号码: hard by check digits, doubtful by a pattern alone."""
    holders: list[tuple[str, str, Entity | Person]] = [("entity", "document_number", document.entity)]
    holders += [(section, "person.document_number", person) for section, person in _persons(document)]
    for section, field, holder in holders:
        entry = codes.find(codes.DOCUMENT_TYPES, holder.document_type)
        if entry is None or not holder.document_number:
            continue
        sentence = facts.format_problem(entry.checker, holder.document_number)
        if sentence:
            rule = "1015" if entry.checker == "id_number" else "1008"
            severity = Severity.DOUBTFUL if entry.checker in SOFT_CHECKERS else Severity.HARD
            yield Problem(rule, severity, section, field, sentence)


def contacts(document: Document, facts: Facts) -> Iterator[Problem]:
    """1009 无效邮箱, 1010 无效办公电话, 1011 无效手机号码."""
    for section, person in _persons(document):
        for rule, kind, name in CONTACTS:
            value = getattr(person, name)
            sentence = facts.format_problem(kind, value) if value else None
            if sentence:
                yield Problem(rule, Severity.HARD, section, f"person.{name}", sentence)


def domain_formats(document: Document, facts: Facts) -> Iterator[Problem]:
    """1004 无效域名: 独立域名, 4 to 128 characters."""
    for website in document.websites:
        for domain in website.domains:
            problem = facts.format_problem("domain", domain)
            if problem:
                sentence = f"域名{quoted(domain)}：{problem}"
                yield Problem("1004", Severity.HARD, website_section(website.key), "domains", sentence)


def home_url_formats(document: Document, facts: Facts) -> Iterator[Problem]:
    """1022 网站首页地址格式错误."""
    for website in document.websites:
        sentence = facts.format_problem("home_url", website.home_url) if website.home_url else None
        if sentence:
            yield Problem("1022", Severity.HARD, website_section(website.key), "home_url", sentence)


def website_codes(document: Document, facts: Facts) -> Iterator[Problem]:
    """1034 无效网站服务内容, 1066 网站语言类别错误, 1033 无效的前置或专项审批内容类型."""
    for website in document.websites:
        section = website_section(website.key)
        lists: tuple[tuple[str, str, Sequence[codes.Code], tuple[int, ...]], ...] = (
            ("1034", "services", codes.SERVICES, website.services),
            ("1066", "languages", codes.LANGUAGES, website.languages),
            ("1033", "pre_approvals", codes.PRE_APPROVALS, tuple(a.kind for a in website.pre_approvals)),
        )
        for rule, field, table, chosen in lists:
            if not all(_offered(table, code, facts) for code in chosen):
                yield _unknown(rule, section, field)


def access_codes(document: Document, facts: Facts) -> Iterator[Problem]:
    """1035 无效网站接入方式, 1036 无效服务器放置地点."""
    provinces = {place.code for place in codes.LOCATIONS}
    for website in document.websites:
        for access in website.accesses:
            section = access_section(access.key)
            if not _offered(codes.ACCESS_METHODS, access.method, facts):
                yield _unknown("1035", section, "method")
            if not provinces.issuperset(access.locations):
                yield _unknown("1036", section, "locations")


def lengths(document: Document, facts: Facts) -> Iterator[Problem]:
    """length: SPEC XSD."""
    sections: list[tuple[str, Entity | Website, dict[str, int]]] = [
        ("entity", document.entity, ENTITY_LENGTHS)
    ]
    sections += [(website_section(site.key), site, WEBSITE_LENGTHS) for site in document.websites]
    for section, holder, limits in sections:
        for field, limit in limits.items():
            if len(str(value_at(holder, field))) > limit:
                sentence = f"{label(section, field)}太长，最多{limit}个字符，请缩短。"
                yield Problem("length", Severity.HARD, section, field, sentence)
