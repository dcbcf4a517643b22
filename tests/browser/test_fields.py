"""Fields that narrow or fill one another."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.urls("tests.browser.sample_pages"),
]


@pytest.fixture
def page(browser: Browser, live_server: object) -> Iterator[Page]:
    page = browser.new_page(base_url=str(live_server))
    page.goto("/fields/")
    yield page
    page.close()


def options(page: Page, label: str) -> list[str]:
    return page.get_by_label(label).locator("option").all_text_contents()


def test_province_offers_its_cities_and_the_city_its_counties(page: Page) -> None:
    page.get_by_label("所在省").select_option("广东省")
    expect(page.get_by_label("所在市").locator("option")).to_have_count(22)
    page.get_by_label("所在市").select_option("深圳市")
    expect(page.get_by_label("所在县").locator("option", has_text="南山区")).to_have_count(1)


def test_only_city_of_a_municipality_is_chosen_by_itself(page: Page) -> None:
    page.get_by_label("所在省").select_option("北京市")
    expect(page.get_by_label("所在市")).to_have_value("110100")
    expect(page.get_by_label("所在县").locator("option", has_text="东城区")).to_have_count(1)


def test_another_province_empties_city_and_county(page: Page) -> None:
    page.get_by_label("所在省").select_option("北京市")
    expect(page.get_by_label("所在县").locator("option", has_text="东城区")).to_have_count(1)
    page.get_by_label("所在省").select_option("广东省")
    expect(page.get_by_label("所在市")).to_have_value("")
    expect(page.get_by_label("所在县").locator("option")).to_have_text(["请选择"])


def test_nature_offers_its_documents(page: Page) -> None:
    page.get_by_label("主办单位性质").select_option("企业")
    assert options(page, "有效证件类型") == ["请选择", "营业执照"]
    page.get_by_label("有效证件类型").select_option("营业执照")
    page.get_by_label("主办单位性质").select_option("个人")
    assert options(page, "有效证件类型") == ["请选择", "居民身份证"]
    assert page.get_by_label("有效证件类型").input_value() == ""


def test_same_person_fills_and_gives_back(page: Page) -> None:
    person = page.get_by_label("负责人姓名")
    person.fill("王示例")
    page.get_by_label("与主体负责人相同").check()
    expect(person).to_have_value("陈示例")
    expect(person).to_be_disabled()
    page.get_by_label("与主体负责人相同").uncheck()
    expect(person).to_have_value("王示例")
    expect(person).to_be_enabled()


def test_way_back_to_a_half_filled_form_offers_what_belongs_to_it(page: Page) -> None:
    page.get_by_label("主办单位性质").select_option("企业")
    page.get_by_label("有效证件类型").select_option("营业执照")
    page.get_by_label("所在省").select_option("广东省")
    expect(page.get_by_label("所在市").locator("option")).to_have_count(22)
    page.get_by_label("负责人姓名").fill("王示例")
    page.get_by_label("与主体负责人相同").check()
    page.goto("/list/")
    page.go_back()
    expect(page.get_by_label("主办单位性质")).to_have_value("4")
    expect(page.get_by_label("有效证件类型")).to_have_value("1")
    assert options(page, "有效证件类型") == ["请选择", "营业执照"]
    expect(page.get_by_label("所在市").locator("option")).to_have_count(22)
    page.get_by_label("所在市").select_option("深圳市")
    expect(page.get_by_label("所在县").locator("option", has_text="南山区")).to_have_count(1)
    expect(page.get_by_label("负责人姓名")).to_have_value("陈示例")
    expect(page.get_by_label("负责人姓名")).to_be_disabled()
