import pytest

from icpportal.core.validators import home_url_host, home_url_key, validate_home_url
from tests.core.validators.refusals import refusal_code


@pytest.mark.parametrize(
    ("typed", "domains", "normal"),
    [
        ("www.beian-demo.test", ["beian-demo.test"], "www.beian-demo.test"),
        ("bbs.beian-demo.test", ["beian-demo.test", "example.org"], "bbs.beian-demo.test"),
        ("beian-demo.test", ["Beian-Demo.test."], "beian-demo.test"),
        ("HTTP://WWW.Beian-Demo.test/", ["beian-demo.test"], "http://www.beian-demo.test"),
        ("https://www.beian-demo.test:443/Index?a=1", None, "https://www.beian-demo.test/Index?a=1"),
        ("http：／／www．beian-demo．test／", None, "http://www.beian-demo.test"),
        ("www。beian-demo。test", None, "www.beian-demo.test"),
        ("www.beian-demo.test:8080/x", [], "www.beian-demo.test:8080/x"),
        ("www.例子.中国/首页", ["xn--fsqu00a.xn--fiqs8s"], "www.例子.中国/首页"),
        ("http://1.1.1.1/", None, "http://1.1.1.1"),
        ("1.1.1.1", [], "1.1.1.1"),
        ("http://[2400:3200:0::1]:8080/", None, "http://[2400:3200::1]:8080"),
    ],
)
def test_home_url_that_is_right(typed, domains, normal):
    assert validate_home_url(typed, domains) == normal


@pytest.mark.parametrize(
    "typed",
    [
        "http://",
        "http:///x",
        "//www.beian-demo.test",
        "ftp://www.beian-demo.test",
        "javascript:alert(1)",
        "http://a@www.beian-demo.test",
        "http://www.beian-demo.test\\x",
        "http://www.beian-demo.test/a b",
        "http://www.beian-demo.test/\x00",
        "http://www.beian-demo.test/\ud800",
        'http://www.beian-demo.test/"><script>',
        "http://www.beian-demo.test/#top",
        "http://www.beian-demo.test:0/",
        "http://www.beian-demo.test:65536/",
        "http://10.0.0.1/",
        "http://1.1.1/",
        "http://[::1",
        "http://[fe80::1]/",
        "localhost",
        "www.beian-demo.test/" + "a" * 300,
    ],
)
def test_home_url_in_no_known_form(typed):
    assert refusal_code(validate_home_url, typed) == "1022"


@pytest.mark.parametrize(
    ("typed", "domains"),
    [
        ("www.other.test", ["beian-demo.test"]),
        ("notbeian-demo.test", ["beian-demo.test"]),
        ("beian-demo.test.other.test", ["beian-demo.test"]),
        ("http://1.1.1.1/", ["beian-demo.test"]),
        ("www.beian-demo.test", ["no domain at all"]),
    ],
)
def test_home_url_under_none_of_the_domains(typed, domains):
    assert refusal_code(validate_home_url, typed, domains) == "1041"


def test_home_url_that_is_empty():
    assert refusal_code(validate_home_url, "　") == "required"


def test_home_url_key_is_the_same_for_one_page():
    for typed in ("http://www.例子.中国/", "https://WWW.xn--fsqu00a.xn--fiqs8s", "www.例子.中国"):
        assert home_url_key(typed) == "www.xn--fsqu00a.xn--fiqs8s"
    assert home_url_key("http://1.1.1.1:8080/x/") == "1.1.1.1:8080/x"


def test_home_url_host():
    assert home_url_host("http://www.例子.中国:8080/x") == "www.例子.中国"
    assert home_url_host("http://[2400:3200::1]/") == "2400:3200::1"
