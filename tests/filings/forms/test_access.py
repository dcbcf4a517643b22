"""The form of 添加接入: the provider chosen or typed, and the addresses."""

from typing import Any

import pytest
from django.http import QueryDict

from filings.document import Access
from filings.forms import AccessForm
from tests.factories import make_provider
from tests.filings.forms.typed import ACCESS, UNKEEPABLE, UNKNOWN_CODES

pytestmark = pytest.mark.django_db

NOT_FOUND = "名单里没有这家网站接入服务提供者。请点“查询”，从名单中选择一家。"


def form(**changes: Any) -> AccessForm:
    data = QueryDict(mutable=True)
    for name, value in (ACCESS | changes).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return AccessForm(data)


def saved(**changes: Any) -> Access:
    filled = form(**changes)
    assert filled.is_valid(), filled.errors
    return filled.to_document()


def test_access_form_gives_the_document_that_was_typed() -> None:
    provider = make_provider()
    assert saved(provider=str(provider.pk), provider_name=provider.name) == Access(
        key="",
        provider_id=provider.pk,
        provider_name="北京云桥科技有限公司",
        method=3,
        locations=("110000",),
        ranges=(("1.1.1.1", "1.1.1.1"),),
    )


def test_access_form_with_nothing_typed_is_valid_and_empty() -> None:
    empty = form(access_method="", locations=[], ranges="")
    assert empty.is_valid()
    assert empty.to_document() == Access(key="")


def test_access_provider_typed_in_full_counts() -> None:
    provider = make_provider()
    assert saved(provider_name="北京云桥科技有限公司").provider_id == provider.pk


def test_access_name_typed_over_a_choice_wins() -> None:
    first, second = make_provider(), make_provider("北京清源数据科技有限公司")
    assert saved(provider=str(first.pk), provider_name=second.name).provider_id == second.pk
    assert form(provider=str(first.pk), provider_name="云桥").errors == {"provider_name": [NOT_FOUND]}


def test_access_choice_in_the_list_on_the_page_counts_beside_its_keywords() -> None:
    provider = make_provider()
    filled = form(provider=str(provider.pk), provider_name="北京 云桥", searched="北京 云桥", ranges="x")
    assert list(filled.errors) == ["ranges"]
    assert filled["provider_name"].value() == "北京云桥科技有限公司"


@pytest.mark.parametrize("provider", ["0", "-1", "999999", "9" * 19, "abc", "\x00", "１", "\ue000"])
def test_access_provider_that_does_not_exist_is_refused(provider: str) -> None:
    make_provider()
    filled = form(provider=provider, provider_name="北京云桥科技有限公司")
    assert filled.errors in ({}, {"provider_name": [NOT_FOUND]})
    assert ("provider_name" in filled.errors) == (provider not in {"\x00"})


def test_access_suspended_provider_is_refused() -> None:
    provider = make_provider(is_active=False)
    found = form(provider=str(provider.pk), provider_name=provider.name).errors
    assert found == {"provider_name": ["这家网站接入服务提供者已停止办理备案，请点“查询”另选一家。"]}


def test_access_ranges_are_one_per_line_of_both_families() -> None:
    assert saved(ranges="1.1.1.1\r\n 8.8.8.1－8.8.8.9 \n2400:3200::1").ranges == (
        ("1.1.1.1", "1.1.1.1"),
        ("8.8.8.1", "8.8.8.9"),
        ("2400:3200::1", "2400:3200::1"),
    )


@pytest.mark.parametrize("text", ["x", "1.1.1.1/24", "1.1.1.9-1.1.1.1", "192.168.0.1", "1.1.1.1-::1"])
def test_access_wrong_range_is_refused(text: str) -> None:
    assert list(form(ranges=text).errors) == ["ranges"]


@pytest.mark.parametrize("field", ["provider_name", "ranges"])
@pytest.mark.parametrize("text", UNKEEPABLE)
def test_access_text_that_cannot_be_kept_is_refused(field: str, text: str) -> None:
    assert list(form(**{field: text}).errors) == [field]


@pytest.mark.parametrize("code", UNKNOWN_CODES)
def test_access_choice_that_no_list_offers_is_refused(code: str) -> None:
    assert list(form(access_method=code).errors) == ["access_method"]
    assert list(form(locations=["110000", code]).errors) == ["locations"]
