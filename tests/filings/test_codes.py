"""The code lists: what goes with what, and when."""

import datetime

import pytest

from filings import codes

TODAY = datetime.date(2026, 11, 24)
IN_2010 = datetime.date(2010, 1, 1)

# (nature, document, allowed) of the table of 2007-2012
MATRIX_2010 = [
    (1, 1, False),
    (1, 3, False),
    (1, 6, False),
    (1, 8, False),
    (1, 10, False),
    (1, 12, False),
    (2, 2, False),
    (2, 4, False),
    (2, 6, False),
    (2, 8, False),
    (2, 11, False),
    (3, 1, False),
    (3, 5, False),
    (3, 7, False),
    (3, 9, False),
    (3, 11, False),
    (4, 2, False),
    (4, 4, False),
    (4, 6, False),
    (4, 8, False),
    (4, 10, False),
    (5, 1, False),
    (5, 4, False),
    (5, 6, False),
    (5, 10, False),
    (6, 1, False),
    (6, 3, False),
    (6, 5, False),
    (6, 8, False),
    (6, 11, False),
    (1, 5, True),
    (3, 3, True),
    (4, 1, True),
    (5, 2, True),
    (5, 8, True),
    (6, 6, True),
]
ENDED_TYPES = {3, 8, 9, 10, 12}

TODAYS_TABLE = {
    1: {5, 23},
    2: {13},
    3: {4, 15},
    4: {1, 27},
    5: {2, 7, 11, 14, 30, 41, 42},
    6: {6},
    9: {17, 36},
    10: {19},
    11: {21},
    12: {22},
    13: {24},
    14: {28},
    15: {25},
    16: {35},
    17: {38},
    18: {39},
    19: {43},
    20: {44},
}


def _documents(nature: int, on: datetime.date) -> set[int]:
    return {entry.code for entry in codes.documents_for(nature, on)}


@pytest.mark.parametrize(("nature", "document", "allowed"), MATRIX_2010)
def test_documents_for_in_2010_follow_the_first_table(nature: int, document: int, allowed: bool) -> None:
    assert (document in _documents(nature, IN_2010)) is allowed


@pytest.mark.parametrize(("nature", "document", "allowed"), MATRIX_2010)
def test_documents_for_today_accept_no_ended_document(nature: int, document: int, allowed: bool) -> None:
    expected = allowed and document not in ENDED_TYPES
    assert (document in _documents(nature, TODAY)) is expected


@pytest.mark.parametrize(("nature", "documents"), list(TODAYS_TABLE.items()))
def test_documents_for_today(nature: int, documents: set[int]) -> None:
    assert _documents(nature, TODAY) == documents


def test_documents_for_change_on_the_day_of_the_credit_code() -> None:
    assert _documents(4, datetime.date(2015, 9, 30)) == {1, 12}
    assert _documents(4, datetime.date(2015, 10, 1)) == {1, 27}


def test_documents_for_unknown_nature_or_none_are_empty() -> None:
    assert codes.documents_for(7, TODAY) == ()
    assert codes.documents_for(None, TODAY) == ()


def test_valid_on_offers_no_ended_document() -> None:
    offered = {entry.code for entry in codes.valid_on(codes.DOCUMENT_TYPES, TODAY)}
    assert offered.isdisjoint(ENDED_TYPES)


def test_valid_on_offered_six_natures_in_2010() -> None:
    assert [entry.code for entry in codes.valid_on(codes.NATURES, IN_2010)] == [1, 2, 3, 4, 5, 6]


def test_every_nature_of_today_has_a_document_that_is_valid_today() -> None:
    for nature in codes.valid_on(codes.NATURES, TODAY):
        documents = codes.documents_for(nature.code, TODAY)
        assert documents, nature.name
        assert all(document.is_valid_on(TODAY) for document in documents)


def test_person_documents_are_those_of_an_individual() -> None:
    assert [entry.name for entry in codes.person_documents(TODAY)] == [
        "居民身份证",
        "护照",
        "港澳居民来往内地通行证",
        "台湾居民来往大陆通行证",
        "外国人永久居留身份证",
        "港澳居民居住证",
        "台湾居民居住证",
    ]


@pytest.mark.parametrize(
    ("code", "name"),
    [(4, "企业"), (1, "国防机构"), (None, ""), (999, "未知代码 999")],
)
def test_name_of_nature(code: int | None, name: str) -> None:
    assert codes.name_of(codes.NATURES, code) == name


def test_name_of_ended_document_stays_readable() -> None:
    assert codes.name_of(codes.DOCUMENT_TYPES, 8) == "军官证"


@pytest.mark.parametrize(
    ("code", "name", "group"),
    [(1, "即时通信", 500), (5, "网络新闻", 501), (12, "网上炒股/股票基金", 502), (17, "网络软件/下载", 503)],
)
def test_services_keep_their_codes_and_groups(code: int, name: str, group: int) -> None:
    service = codes.find(codes.SERVICES, code)
    assert service is not None
    assert (service.name, service.group) == (name, group)


def test_services_run_from_1_to_24() -> None:
    assert [service.code for service in codes.SERVICES] == list(range(1, 25))
    assert codes.SERVICES[23].name == "其他"


@pytest.mark.parametrize(
    ("province", "name", "dictionary_id"),
    [("110000", "北京", 2), ("340000", "安徽", 1), ("650000", "新疆", 31), ("330000", "浙江", 34)],
)
def test_locations_keep_the_old_numbers(province: str, name: str, dictionary_id: int) -> None:
    location = next(place for place in codes.LOCATIONS if place.code == province)
    assert (location.name, location.dictionary_id) == (name, dictionary_id)


def test_locations_are_the_31_provinces() -> None:
    assert len({place.code for place in codes.LOCATIONS}) == 31
    assert len({place.dictionary_id for place in codes.LOCATIONS}) == 31


def test_location_name_of_unknown_code_is_the_code() -> None:
    assert codes.location_name("110000") == "北京"
    assert codes.location_name("990000") == "990000"


@pytest.mark.parametrize(("nature", "expected"), [(5, True), (4, False), (None, False)])
def test_is_person(nature: int | None, expected: bool) -> None:
    assert codes.is_person(nature) is expected


def test_required_fields_of_units_include_investor_and_office_phone() -> None:
    assert codes.required_fields(4) - codes.required_fields(5) == {"investor", "person.office_phone"}
    assert codes.required_fields(None) == codes.required_fields(5)


@pytest.mark.parametrize(
    "table",
    [codes.NATURES, codes.DOCUMENT_TYPES, codes.PRE_APPROVALS, codes.SERVICES, codes.LANGUAGES],
)
def test_codes_of_a_table_are_unique(table: tuple[codes.Code, ...]) -> None:
    numbers = [entry.code for entry in table]
    assert len(numbers) == len(set(numbers))
