"""Conflicts with others and with what the owner has filed already."""

import dataclasses

import pytest

from tests.filings.documents import valid_document, valid_website, with_website
from tests.filings.rules.found import found, places


def test_organiser_conflict_1003() -> None:
    (problem,) = found(valid_document(), "1003", document_taken=True)
    assert (problem.severity.value, problem.section, problem.field) == ("hard", "entity", "document_number")
    assert problem.sentence == (
        "网站主办者冲突（1003）：这个证件已有备案或正在办理备案。"
        "请核对证件类型和号码；确实属于您的，请联系所在省通信管理局处理。"
    )
    assert found(valid_document(), "1003") == ()


@pytest.mark.parametrize(("kind", "wrong"), [("first", True), ("change", False), ("new_website", False)])
def test_organiser_with_a_registered_entity_does_not_file_first_again_1003(kind: str, wrong: bool) -> None:
    document = valid_document(kind=kind)
    assert bool(found(document, "1003", entity_registered=True)) is wrong


def test_domain_conflict_1005() -> None:
    (problem,) = found(valid_document(), "1005", domains_taken=frozenset({"beian-demo.test"}))
    assert (problem.severity.value, problem.section, problem.field) == ("hard", "website:1", "domains")
    assert problem.sentence == (
        "域名“beian-demo.test”已有备案或正在办理备案（1005 域名冲突）。"
        "请核对域名；确实属于您的，请联系所在省通信管理局处理。"
    )


def test_domain_conflict_1005_ignores_a_longer_name() -> None:
    assert found(valid_document(), "1005", domains_taken=frozenset({"www.beian-demo.test"})) == ()


def test_domain_conflict_1005_names_each_domain_that_clashes() -> None:
    document = with_website(domains=("a-demo.test", "b-demo.test", "c-demo.test"))
    problems = found(document, "1005", domains_taken=frozenset({"a-demo.test", "c-demo.test"}))
    assert [p.sentence[2:15] for p in problems] == ["“a-demo.test”", "“c-demo.test”"]


def test_own_domain_is_filed_already_1039() -> None:
    own = frozenset({"beian-demo.test"})
    assert places(valid_document(), "1039", own_domains=own) == [("hard", "website:1", "domains")]
    assert places(valid_document(), "1039", own_domains=own, domains_taken=own) == []


def test_site_name_conflict_1020_is_doubtful() -> None:
    taken = frozenset({"示例零一科技"})
    assert places(valid_document(), "1020", site_names_taken=taken) == [("doubtful", "website:1", "name")]
    assert places(valid_document(), "1020", site_names_taken=frozenset({"示例零一"})) == []


def test_site_name_conflict_1020_inside_one_filing() -> None:
    websites = (valid_website("1"), valid_website("2", domains=("b-demo.test",), home_url="b-demo.test"))
    assert places(valid_document(websites=websites), "1020") == [("doubtful", "website:2", "name")]


def test_home_url_conflict_1021_is_doubtful() -> None:
    taken = frozenset({"www.beian-demo.test"})
    assert places(valid_document(), "1021", home_urls_taken=taken) == [("doubtful", "website:1", "home_url")]
    assert places(valid_document(), "1021", home_urls_taken=frozenset({"beian-demo.test"})) == []


def test_home_url_conflict_1021_ignores_empty_ones() -> None:
    websites = (valid_website("1", home_url=""), valid_website("2", home_url=""))
    assert places(valid_document(websites=websites), "1021", home_urls_taken=frozenset({""})) == []


@pytest.mark.parametrize(
    ("rule", "fact", "place"),
    [("1037", "own_websites", "website:1"), ("1038", "own_accesses", "access:1")],
)
def test_filed_already(rule: str, fact: str, place: str) -> None:
    assert places(valid_document(), rule, **{fact: frozenset({"1"})}) == [("hard", place, "")]
    assert places(valid_document(), rule, **{fact: frozenset({"2"})}) == []


def test_conflicts_do_not_stop_a_cancellation() -> None:
    document = dataclasses.replace(valid_document(), kind="cancel_entity")
    assert places(document, "1003", document_taken=True) == []
