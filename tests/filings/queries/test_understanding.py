"""What the public query's one box understands: spellings typed by hand, and any text at all."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.queries.understanding import (
    understand,
    understand_domain,
    understand_name,
    understand_number,
)
from icpportal.core.regions import PREFIXES


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("京ICP备2026000001号", "entity", "京ICP备2026000001号"),
        ("京ICP备05000462", "entity", "京ICP备05000462号"),
        ("京icp备05000462号", "entity", "京ICP备05000462号"),
        ("京ICP備05000462號", "entity", "京ICP备05000462号"),
        ("京ＩＣＰ备０５０００４６２号", "entity", "京ICP备05000462号"),
        ("  京 ICP 备 05000462 号  ", "entity", "京ICP备05000462号"),
        ("备案号：京ICP备05000462号", "entity", "京ICP备05000462号"),
        ("京ICP备05000462号-1", "site", "京ICP备05000462号-1"),
        ("京ICP备05000462-1", "site", "京ICP备05000462号-1"),
        ("滇ICP备09010050-5号", "site", "滇ICP备09010050号-5"),
        ("滇ICP备09010050号－5", "site", "滇ICP备09010050号-5"),
        ("滇ICP备09010050号—5号", "site", "滇ICP备09010050号-5"),
        ("京ICP备05000462号-01", "site", "京ICP备05000462号-1"),
        ("皖ICP备2022013511号-3a", "site", "皖ICP备2022013511号-3A"),
        ("川ICP备05000462号", "entity", "蜀ICP备05000462号"),
        ("甘ICP备05000462号", "entity", "陇ICP备05000462号"),
        ("秦ICP备05000462号", "entity", "陕ICP备05000462号"),
        ("贵ICP备05000462号", "entity", "黔ICP备05000462号"),
        ("云ICP备05000462号-2", "site", "滇ICP备05000462号-2"),
        ("ICP备案号：京ICP备05000462号-1", "site", "京ICP备05000462号-1"),
        ("网站备案/许可证号：京 ICP 备 05000462 号 - 1", "site", "京ICP备05000462号-1"),
        ("版权所有 © 2005-2026 京ICP备05000462号-1", "site", "京ICP备05000462号-1"),
        ("京ICP备05000462号-1 2026 版权所有", "site", "京ICP备05000462号-1"),
        ("京ICP备05000462号-1 京公网安备11010502030143号", "site", "京ICP备05000462号-1"),
        ("京ICP证030173号 京ICP备05000462号", "entity", "京ICP备05000462号"),
        ("京ICP备05000462号 京ICP备05000462", "entity", "京ICP备05000462号"),
        ("“京ICP备05000462号-1”。", "site", "京ICP备05000462号-1"),
        ("四川ICP备05000462号", "entity", "蜀ICP备05000462号"),
        ("京ICP备（2026000001）号-1", "site", "京ICP备2026000001号-1"),
        ("京ICP备05000462号——1", "site", "京ICP备05000462号-1"),
        ("京ICP备05000462号_1", "site", "京ICP备05000462号-1"),
        ("京1CP备05000462号", "entity", "京ICP备05000462号"),
        ("京ICP05000462", "entity", "京ICP备05000462号"),
        ("京备05000462号", "entity", "京ICP备05000462号"),
        ("example.com", "domain", "example.com"),
        ("EXAMPLE.COM.", "domain", "example.com"),
        ("www.example.com", "domain", "example.com"),
        ("https://www.example.com.cn/a/b?c=d#e", "domain", "example.com.cn"),
        ("http://user:word@shop.example.com:8443/", "domain", "example.com"),
        ("//example.com/x", "domain", "example.com"),
        ("https：／／www.example.com／a", "domain", "example.com"),
        ("示例。中国", "domain", "xn--fsq092h.xn--fiqs8s"),
        ("http://www.示例.公司/", "domain", "xn--fsq092h.xn--55qx5d"),
        ("例子.测试", "domain", "xn--fsqu00a.xn--0zwm56d"),
        ("someone@example.com", "domain", "example.com"),
        ("http:/www.example.com", "domain", "example.com"),
        ("http:\\\\www.example.com\\a", "domain", "example.com"),
        ("http//www.example.com", "domain", "example.com"),
        ("http:www.example.com", "domain", "example.com"),
        ("www.example.com 首页", "domain", "example.com"),
        ("网址：www.example.com", "domain", "example.com"),
        ("域名 example.com", "domain", "example.com"),
        ("“example.com”，", "domain", "example.com"),
        ("<http://www.example.com/a>", "domain", "example.com"),
        (".example.com..", "domain", "example.com"),
        ("*.example.com", "domain", "example.com"),
        ("http://my_shop.example.com/", "domain", "example.com"),
        ("_dmarc.example.com", "domain", "example.com"),
        ("ASP.NET 教程", "name", "asp.net 教程"),
        ("fe80::1%eth0", "address", "fe80::1"),
        ("::ffff:1.1.1.1", "address", "1.1.1.1"),
        ("1.1.1.1", "address", "1.1.1.1"),
        ("１.１.１.１", "address", "1.1.1.1"),
        ("http://1.1.1.1:8080/index", "address", "1.1.1.1"),
        ("http://[2400:3200::1]/", "address", "2400:3200::1"),
        ("示例科技", "name", "示例科技"),
        ("示例（北京）有限公司", "name", "示例(北京)有限公司"),
        ("北京 科技", "name", "北京 科技"),
        ("Example", "name", "example"),
        ("No.1网站", "name", "no.1网站"),
        ("ICP备案网", "name", "icp备案网"),
        ("%%", "name", "%%"),
        ("", "nothing", ""),
        (" \u3000\u200b ", "nothing", ""),
    ],
)
def test_understands_spelling(typed: str, kind: str, value: str) -> None:
    question = understand(typed)
    assert (question.kind, question.value) == (kind, value)
    assert question.sentence


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("05000462号", "省份简称"),
        ("京ICP备1号", "8位数字"),
        ("京ICP备050004629号", "8位数字"),
        ("京ICP备05000462号-0", "从1开始"),
        ("京ICP备05000462号-1234567", "的样子"),
        ("京ICP备05000462号-1 京ICP备05000462号-2", "一次只查询一个"),
        ("京ICP备O5000462号", "的样子"),
        ("京公网安备11010502030143号", "公安机关"),
        ("a.com、b.com", "一次只查询一个"),
        ("a.com b.com", "一次只查询一个"),
        ("\ufffd\ufffd", "无法识别"),
        ("示例/" * 200, "太长"),
        ("京ICP证030173号", "经营许可证号"),
        ("粤B2-20070001", "经营许可证号"),
        ("com.cn", "公共后缀"),
        ("http://", "域名"),
        ("www.", "域名不完整"),
        ("1.1.1.256", "IP地址不对"),
        ("网", "两个字"),
        ("_ %", "两个字"),
        ("示例" * 5000, "太长"),
        ("示例\ud800", "无法识别"),
    ],
)
def test_says_what_is_wrong(typed: str, says: str) -> None:
    question = understand(typed)
    assert (question.kind, question.value) == ("unclear", "")
    assert says in question.sentence


def test_takes_a_long_pasted_address() -> None:
    assert understand(f"https://www.example.com/?{'a' * 5000}").value == "example.com"
    assert understand(f"www.example.com?{'a' * 5000}").value == "example.com"
    assert understand(f"example.com/{'路' * 5000}").value == "example.com"


def test_name_that_ends_as_a_domain_does_may_be_asked_for_too() -> None:
    question = understand("示例商城Shop.COM")
    assert question.kind == "domain"
    assert question.otherwise == understand_name("示例商城Shop.COM")
    assert understand("shop.com").otherwise is None
    assert understand_domain("示例商城Shop.COM").otherwise is None


@pytest.mark.parametrize(
    ("typed", "value"), [("示例.中国", "示例.中国"), ("京ICP备05000462号", "京icp备05000462号")]
)
def test_name_is_a_name_whatever_it_looks_like(typed: str, value: str) -> None:
    assert understand_name(typed).value == value


def test_says_why_it_is_no_number_and_no_domain() -> None:
    assert understand_number("示例").kind == "unclear"
    assert understand_number("example.com").kind == "unclear"
    assert understand_domain("示例").kind == "unclear"
    assert understand_domain("示例.示例一").kind == "unclear"


@given(st.text(max_size=400))
def test_answers_any_text(text: str) -> None:
    for ask in (understand, understand_number, understand_domain, understand_name):
        question = ask(text)
        assert question.sentence
        assert bool(question.value) == (question.kind not in {"nothing", "unclear"})


@given(st.text(alphabet=string.printable + "京川示例网。．备案号ICP-０１", max_size=30))
def test_normal_form_is_understood_as_itself(text: str) -> None:
    question = understand(text)
    again = {"name": understand_name}.get(question.kind, understand)(question.value)
    assert not question.value or (again.kind, again.value) == (question.kind, question.value)


@given(
    st.sampled_from(sorted(PREFIXES.values())),
    st.from_regex("(?:[0-9]{8}|20[0-9]{8})", fullmatch=True),
    st.integers(1, 999999),
    st.sampled_from(["{}ICP备{}号-{}", "{}icp备{}-{}号", "{} ICP 备 {} 号 － {}", "{}ＩＣＰ备{}-{}"]),
)
def test_every_spelling_of_a_number_is_one_number(prefix: str, digits: str, site: int, spelling: str) -> None:
    question = understand(spelling.format(prefix, digits, site))
    assert (question.kind, question.value) == ("site", f"{prefix}ICP备{digits}号-{site}")
