"""The truth of today, by serial, by file, by number."""

import datetime
import json
from typing import Any

import pytest
from django.utils import timezone

from filings.certificates import checking, cms, keys
from filings.certificates.checking import Answer, Verdict
from filings.certificates.facts import canonical
from filings.certificates.signing import sign
from filings.models import Certificate
from tests.filings import registered
from tests.filings.certificates.issued import (
    another_certificate,
    cancel,
    certificate,
    change,
    person_with_secrets,
)

pytestmark = pytest.mark.django_db


def facts_of(answer: Answer) -> dict[str, str]:
    return {fact.name: fact.text for fact in answer.facts}


def both_ways(issued: Certificate) -> Answer:
    """The answer to its serial, which is also the answer to its file."""
    by_serial = checking.check_serial(issued.serial)
    assert checking.check_file(bytes(issued.signed)) == by_serial
    return by_serial


def foreign(facts: str) -> bytes:
    """A file over `facts` by a signer that calls itself as ours does, under a CA of its own."""
    private, own = keys._new_ca()
    return sign(facts, keys.Signer(None, own, private))  # type: ignore[arg-type]


def test_certificate_in_force_is_valid() -> None:
    issued = certificate()
    answer = both_ways(issued)
    assert answer.verdict == Verdict.VALID
    assert facts_of(answer)["主办单位名称"] == "示例零一科技有限公司"
    assert facts_of(answer)["备案状态"] == "在案"
    assert [fact.said for fact in answer.facts if fact.said] == []


def test_replaced_certificate_is_changed_and_says_what_it_said() -> None:
    issued = certificate()
    change(issued.website, name="示例零一信息有限公司", investor="示例零一信息有限公司")
    answer = both_ways(issued)
    assert answer.verdict == Verdict.CHANGED
    differing = [(fact.name, fact.text, fact.said) for fact in answer.facts if fact.said]
    assert differing == [("主办单位名称", "示例零一信息有限公司", "示例零一科技有限公司")]
    fresh = issued.website.certificates.get(revoked_at=None)
    assert both_ways(fresh).verdict == Verdict.VALID


def test_certificate_of_a_cancelled_website_is_cancelled() -> None:
    issued = certificate()
    cancel(issued.website)
    answer = both_ways(issued)
    assert answer.verdict == Verdict.CANCELLED
    assert "注销，备案号不再有效" in answer.sentence
    (by_number,) = checking.check_number(issued.website.number)
    assert by_number.verdict == Verdict.CANCELLED


def test_certificate_past_its_end_is_expired_and_the_filing_is_not() -> None:
    issued = certificate()
    Certificate.objects.update(valid_until=timezone.now() - datetime.timedelta(seconds=1))
    assert both_ways(issued).verdict == Verdict.EXPIRED
    (by_number,) = checking.check_number(issued.website.number)
    assert by_number.verdict == Verdict.VALID


def test_certificate_of_a_retired_signer_is_valid() -> None:
    issued = certificate()
    keys.rotate_signer()
    assert both_ways(issued).verdict == Verdict.VALID


@pytest.mark.parametrize("wrong", ["", "X" * 20, "0" * 20])
def test_unknown_serial_is_foreign(wrong: str) -> None:
    certificate()
    assert checking.check_serial(wrong).verdict == Verdict.FOREIGN


def test_altered_file_is_foreign() -> None:
    issued = certificate()
    altered = bytes(issued.signed).replace("企业".encode(), "个人".encode())
    assert checking.check_file(altered).verdict == Verdict.FOREIGN


def test_same_facts_signed_by_another_issuer_are_foreign() -> None:
    issued = certificate()
    answer = checking.check_file(foreign(issued.facts))
    assert (answer.verdict, answer.subject, answer.facts) == (Verdict.FOREIGN, issued.serial, ())
    lying = json.loads(issued.facts) | {"organiser": "示例冒名有限公司"}
    assert checking.check_file(foreign(canonical(lying))).verdict == Verdict.FOREIGN


def test_our_own_signature_over_other_facts_is_foreign() -> None:
    issued = certificate()
    lying = json.loads(issued.facts) | {"organiser": "示例冒名有限公司"}
    assert checking.check_file(sign(canonical(lying), keys.current_signer())).verdict == Verdict.FOREIGN


def test_row_that_was_altered_in_the_database_is_foreign() -> None:
    issued, other = certificate(), another_certificate()
    Certificate.objects.filter(pk=issued.pk).update(facts=other.facts)
    assert checking.check_serial(issued.serial).verdict == Verdict.FOREIGN
    file = foreign(other.facts)
    Certificate.objects.filter(pk=issued.pk).update(signed=file)
    assert checking.check_serial(issued.serial).verdict == Verdict.FOREIGN


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "null",
        "1",
        "{",
        '{"serial": 7}',
        '{"serial": "\\u0000"}',
        '{"serial": "\\ud800"}',
        "[" * 30_000,
    ],
)
def test_signed_file_with_other_content_is_foreign(content: str) -> None:
    certificate()
    assert checking.check_file(foreign(content)).verdict == Verdict.FOREIGN


def test_file_that_is_no_signed_file_is_refused() -> None:
    with pytest.raises(cms.NotCms):
        checking.check_file(b"\x00" * 64)


def test_number_of_the_entity_gives_all_its_websites() -> None:
    issued = certificate()
    (answer,) = checking.check_number(issued.website.entity.number)
    assert (answer.subject, answer.verdict) == (issued.website.number, Verdict.VALID)
    (unknown,) = checking.check_number("京ICP备2026999999号")
    assert unknown.verdict == Verdict.FOREIGN


def test_number_that_was_taken_over_is_known() -> None:
    registered.planted(1, domains="demo-1.test demo-one.test")
    registered.planted(2, organiser="张示例", nature=5, status="cancelled")
    registered.planted(3, status="empty")
    (active,) = checking.check_number("京ICP备05000001号-1")
    assert (active.verdict, active.sentence) == ("有效", "这个备案号在本系统的备案中。")
    assert [(fact.name, fact.text) for fact in active.facts] == [
        ("网站备案号", "京ICP备05000001号-1"),
        ("主体备案号", "京ICP备05000001号"),
        ("主办单位名称", "示例企业1有限公司"),
        ("主办单位性质", "企业"),
        ("网站名称", "示例网站1"),
        ("首页网址", "www.demo-1.test"),
        ("网站域名", "demo-1.test、demo-one.test"),
        ("审核通过日期", "2005年4月2日"),
        ("备案状态", "在案"),
    ]
    (cancelled,) = checking.check_number("京ICP备05000002号")
    assert (cancelled.verdict, cancelled.sentence) == ("已注销", "这个备案已经注销，备案号不再有效。")
    assert cancelled.facts[2].text == "张**"
    (empty,) = checking.check_number("京ICP备05000003号-1")
    assert (empty.verdict, empty.facts[-1].text) == ("有效", "空壳（现在没有接入服务商）")
    assert checking.check_number("京ICP备05000001号-2")[0].verdict == "不是本系统签发"


def test_person_is_named_by_the_first_character() -> None:
    issued = person_with_secrets()
    assert facts_of(both_ways(issued))["主办单位名称"] == "欧***"


def test_lookup_takes_few_queries(django_assert_num_queries: Any) -> None:
    issued = certificate()
    number = issued.website.number
    with django_assert_num_queries(2):
        checking.check_serial(issued.serial)
    with django_assert_num_queries(1):
        checking.check_number(number)
