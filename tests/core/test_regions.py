import pytest

from icpportal.core import regions
from icpportal.core.regions import Region


def test_provinces_are_the_31_with_a_prefix():
    provinces = regions.provinces()
    assert len(provinces) == 31
    assert provinces[0] == Region("110000", "北京市")
    assert provinces[-1] == Region("650000", "新疆维吾尔自治区")


def test_prefixes_are_those_of_the_law():
    prefixes = "".join(regions.prefix_of(province.code) for province in regions.provinces())
    assert prefixes == "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝蜀黔滇藏陕陇青宁新"
    assert regions.prefix_of("710000") == ""


def test_municipality_has_one_city_with_all_districts():
    assert regions.cities("110000") == (Region("110100", "北京市"),)
    assert Region("110105", "朝阳区") in regions.counties("110100")
    assert Region("500242", "酉阳土家族苗族自治县") in regions.counties("500100")


def test_province_has_cities_and_they_counties():
    assert Region("330100", "杭州市") in regions.cities("330000")
    assert Region("330113", "临平区") in regions.counties("330100")


@pytest.mark.parametrize("city", ["441900", "460400", "429004", "620200"])
def test_city_without_counties(city):
    assert regions.region_name(city)
    assert regions.counties(city) == ()


@pytest.mark.parametrize("code", ["", "999999", "11", "110105", "京", "\ud800"])
def test_unknown_parent_has_no_children(code):
    assert regions.cities(code) == ()
    assert regions.counties(code) == ()


def test_a_city_is_no_province_and_the_other_way_round():
    assert regions.cities("330100") == ()
    assert regions.counties("330000") == ()


@pytest.mark.parametrize(
    ("code", "name", "full"),
    [
        ("110105", "朝阳区", "北京市朝阳区"),
        ("330113", "临平区", "浙江省杭州市临平区"),
        ("441900", "东莞市", "广东省东莞市"),
        ("220200", "吉林市", "吉林省吉林市"),
        ("450000", "广西壮族自治区", "广西壮族自治区"),
        ("999999", "", ""),
    ],
)
def test_names(code, name, full):
    assert regions.region_name(code) == name
    assert regions.full_name(code) == full


@pytest.mark.parametrize(
    ("code", "parent", "expected"),
    [
        ("110105", "110100", True),
        ("110105", "110000", True),
        ("500242", "500100", True),
        ("110105", "110105", True),
        ("110105", "120000", False),
        ("110000", "110105", False),
        ("429004", "420000", True),
        ("999999", "110000", False),
        ("110105", "", False),
        ("", "", False),
    ],
)
def test_is_within(code, parent, expected):
    assert regions.is_within(code, parent) is expected


def test_authority_names():
    assert regions.authority_name("110000") == "北京市通信管理局"
    assert regions.authority_name("150000") == "内蒙古自治区通信管理局"
    assert regions.authority_name("710000") == "通信管理局"
    assert regions.authority_name("") == "通信管理局"
