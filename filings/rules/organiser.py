"""The organiser: does the name fit the nature, the document the nature, the address the door."""

import re
from collections.abc import Iterator

from filings import codes, word_lists
from filings.document import Document
from filings.rules.facts import Facts
from filings.rules.labels import quoted
from filings.rules.problem import Problem, Severity

COMPANY = 4
# Units that bear digits or foreign letters in their own names: 国防机构, 外国在华文化中心, 境外机构.
NATURES_WITH_LETTERS = frozenset({1, 12, 16})
# 护照 and 外国人永久居留身份证 write names in letters.
DOCUMENTS_WITH_LETTERS = frozenset({7, 30})
# 国家机关 and 事业单位 have a superior unit, never a person.
NATURES_UNDER_A_SUPERIOR = frozenset({2, 3})
# GB 32100: first two characters of a unit's code (registering authority, kind of unit). 9 alone: 市场监管.
CREDIT_CODE_OPENINGS: dict[int, str] = {
    2: "11",
    3: "12",
    4: "9",
    6: "51",
    9: "52",
    10: "53",
    11: "31",
    13: "13",
    19: "N",
}

_HAN = re.compile("[㐀-䶿一-鿿\U00020000-\U0003134f]")
_LETTER_OR_DIGIT = re.compile("[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]")
_DIGIT = re.compile("[0-9０-９]")
_DOMAIN = re.compile(r"(?i)www\.|https?:|[a-z0-9-]\.[a-z]{2}|\.(?:中国|公司|网络|网址)")
_PERSON_NAME = re.compile(r"[^\W\d_]+(?:[·•.\-' ]+[^\W\d_]+)*[.]?")


def _hard(rule: str, field: str, sentence: str) -> Problem:
    return Problem(rule, Severity.HARD, "entity", field, sentence)


def _doubt(rule: str, field: str, sentence: str) -> Problem:
    return Problem(rule, Severity.DOUBTFUL, "entity", field, sentence)


def document_fits_nature(document: Document, facts: Facts) -> Iterator[Problem]:
    """doc-nature: the document is one of those of the nature on this day (`codes.DOCUMENTS_OF_NATURE`)."""
    entity = document.entity
    nature = codes.find(codes.NATURES, entity.nature)
    if nature is None or codes.find(codes.DOCUMENT_TYPES, entity.document_type) is None:
        return
    offered = codes.documents_for(nature.code, facts.today)
    if entity.document_type not in {entry.code for entry in offered}:
        names = "、".join(entry.name for entry in offered)
        sentence = f"主办单位性质为“{nature.name}”时，有效证件类型应为：{names}。请重新选择性质或证件类型。"
        yield _hard("doc-nature", "document_type", sentence)


def credit_code_fits_nature(document: Document, facts: Facts) -> Iterator[Problem]:
    """credit-code-nature: the opening of a 统一社会信用代码 tells the kind of unit (GB 32100)."""
    entity = document.entity
    entry = codes.find(codes.DOCUMENT_TYPES, entity.document_type)
    opening = CREDIT_CODE_OPENINGS.get(entity.nature or 0, "")
    if entry and entry.checker == "credit_code" and len(entity.document_number) == 18 and opening:
        if entity.document_number.startswith(opening):
            return
        name = codes.name_of(codes.NATURES, entity.nature)
        sentence = f"这个统一社会信用代码的开头与主办单位性质“{name}”通常不符，请核对性质和证件号码。"
        yield _doubt("credit-code-nature", "document_number", sentence)


def unit_name(document: Document, facts: Facts) -> Iterator[Problem]:
    """unit-name: the legal name as on the document: no domain, not letters alone; any letter is doubtful."""
    entity = document.entity
    if not entity.name or entity.nature is None or codes.is_person(entity.nature):
        return
    if _DOMAIN.search(entity.name):
        sentence = "主办单位名称不能是域名或网址，请填写证件上的全称。"
        yield _hard("unit-name", "name", sentence)
    elif entity.nature in NATURES_WITH_LETTERS:
        return
    elif not _HAN.search(entity.name):
        sentence = "主办单位名称不能只有字母、数字或符号，请填写证件上的中文全称。"
        yield _hard("unit-name", "name", sentence)
    elif _LETTER_OR_DIGIT.search(entity.name):
        sentence = "主办单位名称一般不含字母和数字，请核对是否与证件上的全称一致。"
        yield _doubt("unit-name", "name", sentence)


def company_is_no_site(document: Document, facts: Facts) -> Iterator[Problem]:
    """site-as-name: the name of a website is no legal name of a company."""
    entity = document.entity
    if entity.nature == COMPANY and entity.name.endswith(word_lists.SITE_ENDINGS):
        sentence = f"{quoted(entity.name)}像是网站名称。主办单位名称请填写营业执照上的全称。"
        yield _hard("site-as-name", "name", sentence)


def name_fits_nature(document: Document, facts: Facts) -> Iterator[Problem]:
    """name-nature: …公司 is a 企业: never an individual (hard), seldom another unit (doubtful)."""
    entity = document.entity
    if not entity.name or entity.nature is None:
        return
    if entity.name.endswith(word_lists.COMPANY_ENDINGS):
        if codes.is_person(entity.nature):
            sentence = "主办单位名称是企业名称，性质却是“个人”。请把性质改为“企业”，或填写本人姓名。"
            yield _hard("name-nature", "name", sentence)
        elif entity.nature not in word_lists.NATURES_OF_COMPANIES:
            sentence = "主办单位名称像是企业名称，请核对主办单位性质是否应为“企业”。"
            yield _doubt("name-nature", "nature", sentence)
        return
    for ending, nature in word_lists.ENDINGS_OF_NATURE:
        if entity.name.endswith(ending) and entity.nature != nature:
            expected = codes.name_of(codes.NATURES, nature)
            sentence = f"名称以“{ending}”结尾的，主办单位性质一般是“{expected}”，请核对。"
            yield _doubt("name-nature", "nature", sentence)
            return


def individual_name(document: Document, facts: Facts) -> Iterator[Problem]:
    """person-name: an individual's name has no digits or symbols; letters are doubtful without a passport."""
    entity = document.entity
    if not codes.is_person(entity.nature) or not entity.name:
        return
    if _DIGIT.search(entity.name) or not _PERSON_NAME.fullmatch(entity.name):
        sentence = "个人姓名不能含数字或符号，请按证件填写姓名。"
        yield _hard("person-name", "name", sentence)
    elif _LETTER_OR_DIGIT.search(entity.name) and entity.document_type not in DOCUMENTS_WITH_LETTERS:
        sentence = "姓名中有字母，请核对是否与证件上的姓名一致。"
        yield _doubt("person-name", "name", sentence)


def addresses(document: Document, facts: Facts) -> Iterator[Problem]:
    """address-detail: to the door, a school's to the department, unless 备注 says 此地址已是最详细地址.

    post-box: no post box.
    """
    address, remarks = document.entity.address, document.entity.remarks
    if not address:
        return
    if any(word in address for word in word_lists.POST_BOX_WORDS):
        sentence = "通信地址请填写实际地址，不要填写信箱。"
        yield _doubt("post-box", "address", sentence)
    if word_lists.FULL_ADDRESS_REMARK in remarks:
        return
    hint = f"如果已经最详细，请在备注中写“{word_lists.FULL_ADDRESS_REMARK}”。"
    if address.endswith(word_lists.SCHOOL_ENDINGS):
        yield _doubt("address-detail", "address", f"学校的通信地址请写到院系或科室。{hint}")
    elif not any(word in address for word in word_lists.DOOR_WORDS):
        yield _doubt("address-detail", "address", f"通信地址请写到门牌号（如某路某号某楼某室）。{hint}")


def investor(document: Document, facts: Facts) -> Iterator[Problem]:
    """investor: an individual's own name; an institution's superior is no person, a company's no office."""
    entity = document.entity
    if not entity.investor or not entity.name:
        return
    if codes.is_person(entity.nature) and entity.investor != entity.name:
        sentence = "个人备案的投资者一般是本人，请填写本人姓名。"
        yield _doubt("investor", "investor", sentence)
    elif entity.nature in NATURES_UNDER_A_SUPERIOR and _reads_as_a_person(
        entity.investor, entity.person.name
    ):
        sentence = "政府机关和事业单位的上级主管单位不能是个人，请填写上级单位的全称。"
        yield _doubt("investor", "investor", sentence)
    elif entity.nature == COMPANY and entity.investor.endswith(word_lists.OFFICE_ENDINGS):
        sentence = "企业的投资者一般是本企业、所属集团或法定代表人，不是政府部门，请核对。"
        yield _doubt("investor", "investor", sentence)


def _reads_as_a_person(name: str, responsible: str) -> bool:
    if name == responsible:
        return True
    return len(name) <= 4 and not word_lists.UNIT_CHARACTERS.intersection(name)
