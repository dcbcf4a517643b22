"""People in the admin."""

import pytest

from accounts.models import User
from icpportal.core.personal import personal_digest
from tests.factories import make_user, sign_in

pytestmark = pytest.mark.django_db
ADD, LIST = "/admin/accounts/user/add/", "/admin/accounts/user/"
NEW = {
    "username": "wang.reviewer",
    "role": "reviewer",
    "province": "440000",
    "mobile": "13000000005",
    "email": "wang@example.com",
}


@pytest.fixture
def admin(client):
    user = make_user("boss", role="admin")
    sign_in(client, user)
    return user


@pytest.mark.parametrize("role", ["owner", "provider", "reviewer", "ministry"])
def test_people_are_for_the_administrator_only(client, role):
    target = make_user("target")
    sign_in(client, make_user("someone", role=role))
    for address in (LIST, ADD, f"{LIST}{target.pk}/change/"):
        assert client.get(address).status_code in {302, 403}
        assert client.post(address, NEW).status_code in {302, 403}
    assert User.objects.count() == 2
    assert User.objects.get(pk=target.pk).is_active


def test_new_person_has_no_password_until_they_set_one(client, admin):
    assert client.post(ADD, NEW)["Location"] == LIST
    user = User.objects.get(username="wang.reviewer")
    assert (user.role, user.province, user.is_active) == ("reviewer", "440000", True)
    assert not user.has_usable_password()


@pytest.mark.parametrize(
    "change",
    [
        {"username": "boss"},
        {"username": "王"},
        {"role": "god"},
        {"province": ""},
        {"province": "999999"},
        {"role": "owner"},
        {"mobile": "1"},
        {"email": "x"},
        {"username": "\x00"},
    ],
)
def test_new_person_wrong_is_not_made(client, admin, change):
    assert client.post(ADD, NEW | change).status_code == 200
    assert User.objects.count() == 1


def test_new_person_with_a_contact_in_use_is_not_made(client, admin):
    make_user("holder", mobile="13000000005")
    page = client.post(ADD, NEW).content.decode()
    assert "这个手机号码或电子邮箱已有账号在用。" in page
    assert User.objects.count() == 2


def test_pages_show_neither_password_nor_whole_contact(client, admin):
    user = make_user("target", mobile="13000000005", email="target@example.com")
    for address in (LIST, f"{LIST}{user.pk}/change/", f"{LIST}{user.pk}/history/"):
        page = client.get(address).content.decode()
        assert "13000000005" not in page
        assert "target@example.com" not in page
        assert user.password not in page
    assert "130****0005" in client.get(LIST).content.decode()


def test_change_can_only_close_and_open_an_account(client, admin):
    user = make_user("target", mobile="13000000005")
    form = {"role": "admin", "username": "x", "mobile": "13000000006", "password": "x", "is_demo": "on"}
    client.post(f"{LIST}{user.pk}/change/", form)
    changed = User.objects.get(pk=user.pk)
    assert (changed.role, changed.username, changed.mobile) == ("owner", "target", "13000000005")
    assert (changed.password, changed.is_demo) == (user.password, False)
    assert not changed.is_active


def test_account_cannot_be_opened_when_another_has_its_mobile(client, admin):
    user = make_user("target", mobile="13000000005", is_active=False)
    make_user("holder", mobile="13000000005")
    page = client.post(f"{LIST}{user.pk}/change/", {"is_active": "on"}).content.decode()
    assert "不能重新启用" in page
    assert not User.objects.get(pk=user.pk).is_active


def test_administrator_cannot_close_their_own_account(client, admin):
    client.post(f"{LIST}{admin.pk}/change/", {})
    assert User.objects.get(pk=admin.pk).is_active


def test_people_cannot_be_deleted(client, admin):
    user = make_user("target")
    assert client.post(f"{LIST}{user.pk}/delete/", {"post": "yes"}).status_code == 403
    client.post(LIST, {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"})
    assert User.objects.filter(pk=user.pk).exists()


@pytest.mark.parametrize("address", ["/admin/", LIST])
def test_admin_is_closed_without_the_second_step(client, address):
    client.force_login(make_user("boss", role="admin"))
    assert client.get(address).status_code == 303


@pytest.mark.parametrize("people", [1, 3])
def test_list_costs_the_same_for_one_and_three(client, admin, people, django_assert_num_queries):
    for number in range(people):
        make_user(f"person{number}")
    with django_assert_num_queries(4):
        client.get(LIST)


CARD = "110101197001010008"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" １１０１０１19700101 0008", "110101197001010008"),
        ("e12345678", "E12345678"),
        ("", ""),
    ],
)
def test_reviewers_document_is_kept_as_a_digest(client, admin, typed, kept):
    assert client.post(ADD, NEW | {"own_document": typed}).status_code == 302
    user = User.objects.get(username="wang.reviewer")
    assert user.document_key == personal_digest("identity", kept)
    page = client.get(f"{LIST}{user.pk}/change/").content.decode()
    assert ("已登记" if kept else "未登记") in page
    assert CARD not in page
    assert user.document_key == "" or user.document_key not in page


def test_reviewers_document_is_entered_later_and_not_lost(client, admin):
    user = make_user("target", "reviewer")
    address = f"{LIST}{user.pk}/change/"
    assert client.post(address, {"is_active": "on", "own_document": CARD}).status_code == 302
    assert client.post(address, {"is_active": "on"}).status_code == 302
    user.refresh_from_db()
    assert user.document_key == personal_digest("identity", CARD)
    assert CARD not in client.get(f"{LIST}{user.pk}/history/").content.decode()


@pytest.mark.parametrize("typed", ["110101197001010009", "1", "字" * 41, "E0000!000"])
def test_reviewers_document_with_a_slip_is_not_kept(client, admin, typed):
    answer = client.post(ADD, NEW | {"own_document": typed})
    assert answer.status_code == 200
    assert not User.objects.filter(username="wang.reviewer").exists()


def test_document_is_for_those_who_decide(client, admin):
    user = make_user("target")
    answer = client.post(f"{LIST}{user.pk}/change/", {"is_active": "on", "own_document": CARD})
    assert "只有审核员" in answer.content.decode()
    user.refresh_from_db()
    assert user.document_key == ""
