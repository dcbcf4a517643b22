import pytest
from django.core.exceptions import ValidationError

from icpportal.core.validators import (
    domain_to_ascii,
    domain_to_unicode,
    host_name,
    is_mixed_script,
    registrable_domain,
    validate_domain,
)
from tests.core.validators.refusals import refusal_code


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("beian-demo.test", "beian-demo.test"),
        ("example.net", "example.net"),
        ("shili.example", "shili.example"),
        ("beian-demo-0001.com.cn", "beian-demo-0001.com.cn"),
        ("备案示例壹号.中国", "备案示例壹号.中国"),
        ("beian-demo.test.", "beian-demo.test"),
        ("beian-demo.test。", "beian-demo.test"),
        (" BEIAN-demo.TEST ", "beian-demo.test"),
        ("ｂｅｉａｎ．ｔｅｓｔ", "beian.test"),
        ("bei\u200ban.test", "beian.test"),
        ("xn--fsqu00a.xn--fiqs8s", "例子.中国"),
        ("例子。中国", "例子.中国"),
        ("示例.公司.cn", "示例.公司.cn"),
        ("示例.xn--55qx5d.cn", "示例.公司.cn"),
        ("www.gov.cn", "www.gov.cn"),
        ("a.cn", "a.cn"),
        ("аpple.com", "аpple.com"),
    ],
)
def test_domain_that_is_right(typed, normal):
    assert validate_domain(typed) == normal


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("www.beian-demo.test", "subdomain"),
        ("ＷＷＷ．例子．中国", "subdomain"),
        ("a.beian-demo-0001.com.cn", "subdomain"),
        ("demo.github.io", "subdomain"),
        ("test", "format"),
        ("localhost", "format"),
        ("-beian.test", "format"),
        ("beian-.test", "format"),
        ("bei_an.test", "format"),
        ("beian..test", "format"),
        ("beian demo.test", "format"),
        ("xn--a.test", "format"),
        ("☃.test", "format"),
        ("\ud800.test", "format"),
        ("beian\x00.test", "format"),
        ("beian.t3st", "format"),
        ("a.b", "length"),
        ("a" * 64 + ".test", "format"),
        ("a" * 3000, "length"),
        ("com.cn", "suffix"),
        ("公司.cn", "suffix"),
        ("beian.local", "reserved"),
        ("http://beian.test", "not_a_domain"),
        ("beian.test/", "not_a_domain"),
        ("beian.test:80", "not_a_domain"),
        ("1.1.1.1", "not_a_domain"),
        ("2400:3200::1", "not_a_domain"),
        ("a@beian.test", "not_a_domain"),
        ("。", "format"),
        ("", "required"),
    ],
)
def test_domain_that_is_wrong(typed, code):
    assert refusal_code(validate_domain, typed) == code


def test_domain_to_ascii_is_one_form_for_all_spellings():
    for typed in ("例子.中国", "XN--FSQU00A.xn--fiqs8s", "例子。中国。"):
        assert domain_to_ascii(typed) == "xn--fsqu00a.xn--fiqs8s"
    assert domain_to_unicode("www.xn--fsqu00a.xn--fiqs8s") == "www.例子.中国"


def test_registrable_domain_of_a_host():
    assert registrable_domain("a.b.beian-demo-0001.com.cn") == "beian-demo-0001.com.cn"
    assert registrable_domain("www.xn--fsqu00a.xn--fiqs8s") == "例子.中国"
    assert registrable_domain("com.cn") == ""


@pytest.mark.parametrize("domain", ["аpple.com", "xn--pple-43d.com", "αpple.com", "www.gооgle.test"])
def test_mixed_script_is_seen(domain):
    assert is_mixed_script(domain)


@pytest.mark.parametrize(
    "domain", ["apple.com", "示例abc-1.cn", "пример.рф", "日本語テスト.example", "", "...", "xn--a.test"]
)
def test_mixed_script_where_there_is_none(domain):
    assert not is_mixed_script(domain)


@pytest.mark.parametrize(
    ("text", "name", "registrable", "likely"),
    [
        ("WWW.Example.COM.", "www.example.com", "example.com", True),
        ("a-b.c-d.com.cn", "a-b.c-d.com.cn", "c-d.com.cn", True),
        ("www.示例.中国", "www.xn--fsq092h.xn--fiqs8s", "xn--fsq092h.xn--fiqs8s", True),
        ("com.cn", "com.cn", "", True),
        ("a.test", "a.test", "a.test", True),
        ("no.1网站", "no.xn--1-2e5cp6j", "no.xn--1-2e5cp6j", False),
    ],
)
def test_host_name(text: str, name: str, registrable: str, likely: bool) -> None:
    host = host_name(text)
    assert (host.ascii, host.registrable, host.is_likely) == (name, registrable, likely)


@pytest.mark.parametrize("text", ["-a.com", "a-.com", "a..com", "ab--c.com", f"{'a' * 64}.com", "a_b.com"])
def test_plain_name_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        domain_to_ascii(text)


@pytest.mark.parametrize("text", ["a.test,b.test", "a.test；b.test", "a.test、b.test", "a.test，"])
def test_several_domains_in_one_line_are_told_to_stand_in_lines(text: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_domain(text)
    assert refusal.value.messages == ["有多个域名时每行填写一个，不用逗号、分号或顿号隔开。"]
