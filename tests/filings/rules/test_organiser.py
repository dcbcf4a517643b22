"""Names, natures, documents, addresses and investors of an organiser."""

import pytest

from tests.filings.documents import valid_document, valid_individual, valid_person, with_entity
from tests.filings.rules.found import found, places

# (nature, document, allowed today)
NATURE_DOCUMENT = [
    (1, 1, False),
    (1, 6, False),
    (1, 5, True),
    (1, 23, True),
    (2, 2, False),
    (2, 4, False),
    (2, 6, False),
    (2, 11, False),
    (2, 13, True),
    (3, 1, False),
    (3, 5, False),
    (3, 7, False),
    (3, 11, False),
    (3, 3, False),
    (3, 15, True),
    (4, 2, False),
    (4, 4, False),
    (4, 6, False),
    (4, 12, False),
    (4, 1, True),
    (5, 1, False),
    (5, 4, False),
    (5, 6, False),
    (5, 8, False),
    (5, 2, True),
    (6, 1, False),
    (6, 5, False),
    (6, 10, False),
    (6, 6, True),
    (20, 44, True),
]


@pytest.mark.parametrize(("nature", "document_type", "allowed"), NATURE_DOCUMENT)
def test_document_fits_nature(nature: int, document_type: int, allowed: bool) -> None:
    document = with_entity(nature=nature, document_type=document_type)
    expected = [] if allowed else [("hard", "entity", "document_type")]
    assert places(document, "doc-nature") == expected


def test_document_fits_nature_names_what_is_accepted() -> None:
    (problem,) = found(with_entity(document_type=2), "doc-nature")
    assert problem.sentence == (
        "主办单位性质为“企业”时，有效证件类型应为：营业执照、外国企业常驻代表机构登记证。请重新选择性质或证件类型。"
    )


@pytest.mark.parametrize("changes", [{"nature": None}, {"document_type": None}, {"nature": 999}])
def test_document_fits_nature_waits_for_both(changes: dict[str, int | None]) -> None:
    assert places(with_entity(**changes), "doc-nature") == []


@pytest.mark.parametrize(
    ("nature", "document_type", "number", "doubtful"),
    [
        (4, 1, "91110108FAKE10000P", False),
        (4, 1, "93440305FAKE10027Q", False),
        (4, 1, "12620102FAKE100439", True),
        (3, 15, "12620102FAKE100439", False),
        (9, 17, "52520103FAKE1006XF", False),
        (19, 43, "N1650102FAKE101071", False),
        (2, 13, "91110108FAKE10000P", True),
        (20, 44, "91110108FAKE10000P", False),
    ],
)
def test_credit_code_fits_nature(nature: int, document_type: int, number: str, doubtful: bool) -> None:
    document = with_entity(nature=nature, document_type=document_type, document_number=number)
    expected = [("doubtful", "entity", "document_number")] if doubtful else []
    assert places(document, "credit-code-nature") == expected


@pytest.mark.parametrize(
    ("name", "nature", "rule", "severity"),
    [
        ("示例零一科技有限公司", 4, "", ""),
        ("示例市第一中学", 3, "", ""),
        ("张示例", 5, "", ""),
        ("示例零一科技有限公司", 5, "name-nature", "hard"),
        ("示例网", 4, "site-as-name", "hard"),
        ("abc", 4, "unit-name", "hard"),
        ("张示例123", 5, "person-name", "hard"),
    ],
)
def test_organiser_name(name: str, nature: int, rule: str, severity: str) -> None:
    document = with_entity(name=name, nature=nature)
    names = ("name-nature", "site-as-name", "unit-name", "person-name")
    problems = [p for r in names for p in found(document, r) if p.field == "name"]
    assert [p.severity.value for p in problems if p.rule == rule] == ([severity] if severity else [])
    assert bool(problems) is bool(severity)


@pytest.mark.parametrize(
    ("name", "nature", "expected"),
    [
        ("示例零一科技有限公司", 4, []),
        ("beian-demo.test", 4, ["hard"]),
        ("示例www.beian-demo.test公司", 4, ["hard"]),
        ("示例A科技有限公司", 4, ["doubtful"]),
        ("示例101中学", 3, ["doubtful"]),
        ("00000部队", 1, []),
        ("Example Limited", 16, []),
        ("１２３", 3, ["hard"]),
    ],
)
def test_unit_name(name: str, nature: int, expected: list[str]) -> None:
    assert [p.severity.value for p in found(with_entity(name=name, nature=nature), "unit-name")] == expected


@pytest.mark.parametrize(
    ("name", "nature", "expected"),
    [
        ("示例零一科技有限公司", 3, [("doubtful", "entity", "nature")]),
        ("示例医院有限公司", 17, []),
        ("示例基金会", 10, []),
        ("示例基金会", 4, [("doubtful", "entity", "nature")]),
        ("示例公司职工技术协会", 6, []),
    ],
)
def test_name_fits_nature(name: str, nature: int, expected: list[tuple[str, str, str]]) -> None:
    assert places(with_entity(name=name, nature=nature), "name-nature") == expected


@pytest.mark.parametrize(
    ("name", "document_type", "expected"),
    [
        ("张示例", 2, []),
        ("示例·买买提", 2, []),
        ("Example Person", 7, []),
        ("Example Person", 2, ["doubtful"]),
        ("张@示例", 2, ["hard"]),
        ("张示例１", 2, ["hard"]),
    ],
)
def test_individual_name(name: str, document_type: int, expected: list[str]) -> None:
    entity = valid_individual(name=name, document_type=document_type)
    problems = [p for p in found(valid_document(entity=entity), "person-name") if p.field == "name"]
    assert [p.severity.value for p in problems] == expected


@pytest.mark.parametrize(
    ("address", "remarks", "doubtful"),
    [
        ("北京市海淀区示例路1号", "", False),
        ("北京市海淀区示例大厦201室", "", False),
        ("北京市海淀区示例路", "", True),
        ("北京市海淀区示例路", "此地址已是最详细地址", False),
        ("北京市海淀区示例路1号示例大学", "", True),
        ("北京市海淀区示例路1号示例大学计算机系", "", False),
    ],
)
def test_address_detail(address: str, remarks: str, doubtful: bool) -> None:
    expected = [("doubtful", "entity", "address")] if doubtful else []
    assert places(with_entity(address=address, remarks=remarks), "address-detail") == expected


@pytest.mark.parametrize(
    ("address", "doubtful"), [("北京市100信箱2号", True), ("北京市海淀区示例路1号", False)]
)
def test_post_box(address: str, doubtful: bool) -> None:
    expected = [("doubtful", "entity", "address")] if doubtful else []
    assert places(with_entity(address=address), "post-box") == expected


@pytest.mark.parametrize(
    ("nature", "name", "investor", "doubtful"),
    [
        (5, "张示例", "张示例", False),
        (5, "张示例", "李示例", True),
        (5, "张示例", "", False),
        (3, "示例市第一中学", "李示例", True),
        (3, "示例市第一中学", "示例市教育局", False),
        (3, "示例市第一中学", "教育局", False),
        (2, "示例市公安局", "张示例", True),
        (4, "示例零一科技有限公司", "李示例", False),
        (4, "示例零一科技有限公司", "示例集团有限公司", False),
        (4, "示例零一科技有限公司", "示例市财政局", True),
    ],
)
def test_investor(nature: int, name: str, investor: str, doubtful: bool) -> None:
    document = with_entity(nature=nature, name=name, investor=investor, person=valid_person())
    expected = [("doubtful", "entity", "investor")] if doubtful else []
    assert places(document, "investor") == expected
