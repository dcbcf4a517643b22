from ipaddress import IPv4Address, IPv6Address

import pytest
from django.core.exceptions import ValidationError

from icpportal.core.validators import parse_ip_address, parse_ip_range, validate_ip_range
from tests.core.validators.refusals import refusal_code


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        ("1.1.1.1-1.1.1.1", "1.1.1.1-1.1.1.1"),
        ("223.5.5.5-223.5.5.5", "223.5.5.5-223.5.5.5"),
        ("1.1.1.1", "1.1.1.1-1.1.1.1"),
        (" １．１．１．１ — １．１．１．９ ", "1.1.1.1-1.1.1.9"),
        ("1。1。1。1～1。1。1。9", "1.1.1.1-1.1.1.9"),
        ("1.1.1.1至1.1.1.9", "1.1.1.1-1.1.1.9"),
        ("1.1.0.0-1.1.255.255", "1.1.0.0-1.1.255.255"),
        ("2400:3200::1", "2400:3200::1-2400:3200::1"),
        ("2400:3200:0::1 - 2400:3200::F", "2400:3200::1-2400:3200::f"),
    ],
)
def test_ip_range_that_is_right(typed, normal):
    assert validate_ip_range(typed) == normal


@pytest.mark.parametrize(
    "typed",
    [
        "10.0.0.1-10.0.0.1",
        "192.168.1.1-192.168.1.1",
        "172.31.255.255",
        "169.254.1.1-169.254.1.1",
        "100.64.0.1",
        "127.0.0.1",
        "0.1.2.3",
        "192.0.2.1",
        "203.0.113.1",
        "198.19.0.1",
        "224.0.0.1-224.0.0.1",
        "255.255.255.255-255.255.255.255",
        "198.51.100.1-198.51.100.20",
        "9.255.255.255-11.0.0.0",
        "192.167.255.255-192.169.0.0",
        "2001:db8::1-2001:db8::1",
        "::1",
        "::ffff:1.1.1.1",
        "64:ff9b::101:101",
        "fe80::1",
        "fd00::1",
        "ff02::1",
        "2002::1",
        "3fff::1",
        "4000::1",
        "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff-2001:db9::",
    ],
)
def test_ip_range_that_is_not_public(typed):
    assert refusal_code(validate_ip_range, typed) == "not_public"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "required"),
        ("8.8.8.256-8.8.8.256", "format"),
        ("1.1.1", "format"),
        ("1.1.1.1.1", "format"),
        ("01.1.1.1", "format"),
        ("1.1.1.1-", "format"),
        ("-", "format"),
        ("1.1.1.1-1.1.1.2-1.1.1.3", "format"),
        ("1.1.1.0/24", "format"),
        ("٣.1.1.1", "format"),
        ("9" * 1000 + ".1.1.1", "format"),
        ("1.1.1.1-2400:3200::1", "format"),
        ("2400:3200::1%eth0", "format"),
        ("2400:::1", "format"),
        ("1.1.1.2-1.1.1.1", "2002"),
        ("2400:3200::2-2400:3200::1", "2002"),
        ("1.1.0.0-1.2.0.0", "too_large"),
        ("2400::-2400:0:1::", "too_large"),
    ],
)
def test_ip_range_that_is_wrong(typed, code):
    assert refusal_code(validate_ip_range, typed) == code


def test_parse_gives_addresses():
    assert parse_ip_range("1.1.1.1-1.1.1.2") == (IPv4Address("1.1.1.1"), IPv4Address("1.1.1.2"))
    assert parse_ip_address("2400:3200::1") == IPv6Address("2400:3200::1")
    assert refusal_code(parse_ip_address, "10.0.0.1") == "not_public"
    assert refusal_code(parse_ip_address, "1.1.1.1-1.1.1.2") == "format"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("8.8.8.8,8.8.4.4", "每行只填写一个IP地址，或一个“起始地址-终止地址”。"),
        ("8.8.8.8；8.8.4.4", "每行只填写一个IP地址，或一个“起始地址-终止地址”。"),
        ("8.8.8.8、8.8.4.4", "每行只填写一个IP地址，或一个“起始地址-终止地址”。"),
        ("8.8.8.8 8.8.4.4", "每行只填写一个IP地址，或一个“起始地址-终止地址”。"),
        ("8.8.8.8　8.8.4.4", "每行只填写一个IP地址，或一个“起始地址-终止地址”。"),
        ("http://8.8.8.8/", "这里只填写IP地址，请去掉http://和它后面的端口、斜线。"),
        ("8.8.8.8:80", "这里只填写IP地址，请去掉冒号和端口。"),
        ("8.8.8.8：", "这里只填写IP地址，请去掉冒号和端口。"),
    ],
)
def test_range_written_in_another_way_is_told_which_way_to_write_it(text: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_ip_range(text)
    assert refusal.value.messages == [sentence]


def test_range_forgives_blanks_inside_of_an_address() -> None:
    assert validate_ip_range("8.8. 8.8 - 8 .8.8.20") == "8.8.8.8-8.8.8.20"
