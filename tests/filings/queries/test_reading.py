"""A document in words."""

from filings.document import Access, Document, NamedAccess, Website
from filings.queries.reading import Section, reading_of, text_of
from tests.filings import documents


def texts(section: Section) -> dict[str, str]:
    return {line.field: line.text for group in section.groups for line in group.lines}


def test_reading_of_an_entity_names_codes_and_regions() -> None:
    entity = reading_of(documents.valid_document()).entity
    assert texts(entity) == {
        "name": "示例零一科技有限公司",
        "nature": "企业",
        "document_type": "营业执照",
        "document_number": "91110108FAKE10000P",
        "document_address": "北京市海淀区示例路1号",
        "investor": "示例零一科技有限公司",
        "province": "北京市",
        "city": "北京市",
        "county": "海淀区",
        "address": "北京市海淀区示例路1号示例大厦2层201室",
        "person.name": "张示例",
        "person.document_type": "居民身份证",
        "person.document_number": "110101197001010008",
        "person.office_phone": "010-00000000",
        "person.mobile": "13000000000",
        "person.email": "owner@example.test",
    }


def test_reading_of_a_website_holds_its_accesses() -> None:
    content = documents.with_website(
        pre_approvals=(documents.valid_approval(),),
        accesses=(documents.valid_access(ranges=(("1.1.1.1", "1.1.1.9"), ("2001:db8::1", "2001:db8::1"))),),
    )
    (site,) = reading_of(content).websites
    (access,) = site.accesses
    assert (site.key, site.anchor, site.title) == ("website:1", "website-1", "网站 1：示例零一科技")
    assert texts(site)["services"] == "单位门户网站"
    assert texts(site)["pre_approvals"] == "新闻，批准文号 示例新批字〔2026〕1号，批准日期 2026年1月2日"
    assert texts(access) == {
        "provider_id": "北京示例接入科技有限公司",
        "method": "虚拟主机",
        "locations": "北京",
        "ranges": "1.1.1.1-1.1.1.9\n2001:db8::1",
    }


def test_reading_of_an_empty_document_says_what_is_not_filled_in() -> None:
    reading = reading_of(Document("first", websites=(Website("7", accesses=(Access("8"),)),)))
    assert texts(reading.entity)["name"] == "未填写"
    assert "county" not in texts(reading.entity)
    assert reading.websites[0].title == "网站 1：未填写"
    assert texts(reading.websites[0].accesses[0])["method"] == "未填写"


def test_reading_of_anothers_access_gives_its_name_only() -> None:
    access = NamedAccess("3", provider_id=9, provider_name="北京清源数据科技有限公司")
    reading = reading_of(documents.with_website(accesses=(access,)))
    assert texts(reading.websites[0].accesses[0]) == {"provider_id": "北京清源数据科技有限公司"}


def test_reading_of_an_own_access_says_what_is_not_filled_in() -> None:
    access = Access("3", provider_id=9, provider_name="北京清源数据科技有限公司")
    reading = reading_of(documents.with_website(accesses=(access,)))
    assert texts(reading.websites[0].accesses[0]) == {
        "provider_id": "北京清源数据科技有限公司",
        "method": "未填写",
        "locations": "未填写",
        "ranges": "未填写",
    }


def test_reading_links_only_the_sections_that_may_be_edited() -> None:
    reading = reading_of(documents.valid_document(), {"website:1": "/somewhere/"})
    assert (reading.entity.address, reading.websites[0].address) == ("", "/somewhere/")


def test_text_of_a_code_that_no_list_knows_says_so() -> None:
    assert text_of("nature", 99) == "未知代码 99"
    assert text_of("province", "999999") == "999999"
