"""The review reasons in the admin: the ministry writes them, others read."""

from typing import Any

import pytest
from django.test import Client

from filings import actions
from filings.actions.reasons import Words
from filings.models import ReasonCode
from tests.factories import make_user, sign_in
from tests.filings import cast

pytestmark = pytest.mark.django_db
LIST = "/admin/filings/reasoncode/"
FORM = {
    "title": "通信地址有误",
    "text": "通信地址不存在。",
    "suggestion": "请按证件填写。",
    "field": "entity.address",
}


def address() -> ReasonCode:
    return ReasonCode.objects.filter(code="address").latest("version")


def page(reason: ReasonCode) -> str:
    return f"{LIST}{reason.pk}/change/"


def titles() -> list[tuple[str, bool]]:
    found = ReasonCode.objects.filter(code="address").order_by("version")
    return [(row.title, row.retired_at is not None) for row in found]


@pytest.mark.parametrize("role", ["reviewer", "admin"])
def test_others_only_read(client: Client, role: str) -> None:
    sign_in(client, make_user("staff", role))
    assert "通信地址不详细" in client.get(LIST).content.decode()
    shown = client.get(page(address()))
    assert shown.status_code == 200
    assert "_save" not in shown.content.decode()
    assert client.post(page(address()), FORM).status_code == 403
    assert client.post(f"{LIST}add/", FORM | {"code": "new"}).status_code == 403
    assert titles() == [("通信地址不详细", False)]


def test_saving_makes_a_version_and_the_old_one_is_only_read(client: Client) -> None:
    old = address()
    sign_in(client, make_user("miit", "ministry"))
    assert client.post(page(old), FORM | {"code": "forged"}).status_code == 302
    assert titles() == [("通信地址不详细", False), ("通信地址有误", False)]
    assert not ReasonCode.objects.filter(code="forged").exists()
    assert "_save" not in client.get(page(old)).content.decode()
    assert "旧版本" in client.get(LIST).content.decode()


def test_late_form_of_an_old_version_is_told_and_keeps_its_text(client: Client) -> None:
    old, miit = address(), make_user("miit", "ministry")
    actions.write_reason(miit, "address", Words("别人改的", "别人改的"), version=1)
    answer = sign_in(client, miit).post(page(old), FORM)
    assert answer.status_code == 200
    assert "这条理由刚刚被别人改过" in answer.content.decode()
    assert "通信地址不存在。" in answer.content.decode()
    assert titles() == [("通信地址不详细", False), ("别人改的", False)]


def test_retired_reason_is_not_offered_until_it_is_reinstated(client: Client) -> None:
    filing = cast.arrived(cast.owner())
    reviewer = sign_in(Client(), cast.reviewer())
    form = f"/admin/filings/filing/{filing.pk}/decide/return/"
    sign_in(client, make_user("miit", "ministry"))
    client.post(page(address()), FORM | {"is_retired": "on"})
    assert 'value="address"' not in reviewer.get(form).content.decode()
    refused = reviewer.post(form, {"version": filing.version, "reason0-code": "address"})
    assert "errornote" in refused.content.decode()
    client.post(page(address()), FORM)
    assert 'value="address"' in reviewer.get(form).content.decode()
    assert titles() == [("通信地址不详细", False), ("通信地址有误", True), ("通信地址有误", False)]


def test_new_reason(client: Client) -> None:
    sign_in(client, make_user("miit", "ministry"))
    assert client.post(f"{LIST}add/", FORM | {"code": "new-one"}).status_code == 302
    assert ReasonCode.objects.get(code="new-one").version == 1


@pytest.mark.parametrize(
    "change",
    [
        {"code": "address"},
        {"code": "other"},
        {"code": "有空格 "},
        {"title": ""},
        {"text": " "},
        {"field": "filing.x"},
        {"title": "字" * 65},
    ],
)
def test_bad_new_reason_is_shown_again(client: Client, change: dict[str, str]) -> None:
    count = ReasonCode.objects.count()
    sign_in(client, make_user("miit", "ministry"))
    answer = client.post(f"{LIST}add/", {**FORM, "code": "new-one", **change})
    assert answer.status_code == 200
    assert "errornote" in answer.content.decode()
    assert ReasonCode.objects.count() == count


@pytest.mark.parametrize("role", ["reviewer", "ministry", "admin"])
def test_nobody_deletes(client: Client, role: str) -> None:
    count = ReasonCode.objects.count()
    sign_in(client, make_user("staff", role))
    assert client.post(f"{LIST}{address().pk}/delete/", {"post": "yes"}).status_code == 403
    data = {"action": "delete_selected", "_selected_action": address().pk, "post": "yes"}
    client.post(LIST, data)
    assert ReasonCode.objects.count() == count


@pytest.mark.parametrize("more", [0, 2])
def test_list_takes_the_same_queries(client: Client, more: int, django_assert_num_queries: Any) -> None:
    miit = make_user("miit", "ministry")
    for number in range(more):
        actions.write_reason(miit, f"new{number}", Words("名称", "说明"), version=0)
    sign_in(client, miit)
    with django_assert_num_queries(5):
        client.get(LIST)
