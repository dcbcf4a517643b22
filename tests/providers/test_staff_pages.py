"""人员管理 by its pages."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from accounts.models.outbox import OutboxMessage
from providers.models import ProviderStaff
from tests.factories import make_provider, make_user, sign_in

pytestmark = pytest.mark.django_db

NEW = {"username": "newcomer", "mobile": "13700000001", "email": "newcomer@example.test"}


def employ(username: str, provider: Any, administrator: bool = False) -> User:
    user = make_user(username, "provider")
    ProviderStaff.objects.create(user=user, provider=provider, is_administrator=administrator)
    return user


@pytest.fixture
def provider() -> Any:
    return make_provider("北京云桥科技有限公司", licence_number="B1-示例-1")


@pytest.fixture
def boss(client: Client, provider: Any) -> User:
    """The provider's administrator, signed in as `client`."""
    user = employ("boss", provider, administrator=True)
    sign_in(client, user)
    return user


def page_of(client: Client, path: str = "/providers/staff/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_list_holds_the_own_people_with_masked_mobiles(client: Client, boss: User, provider: Any) -> None:
    clerk = employ("clerk", provider)
    employ("stranger", make_provider("北京清源数据科技有限公司", licence_number="B1-示例-2"))
    page = page_of(client)
    assert '<td data-label="用户名">clerk' in page
    assert "stranger" not in page
    assert clerk.mobile not in page
    assert f"139****{clerk.mobile[-4:]}" in page
    assert ">取消管理员<" in page
    assert ">关闭账号<" in page


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_any_number(
    client: Client, boss: User, provider: Any, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count - 1):
        employ(f"clerk{number}", provider)
    with django_assert_num_queries(6):
        assert page_of(client).count('data-label="用户名"') == count


def test_page_holds_twenty(client: Client, boss: User, provider: Any) -> None:
    for number in range(20):
        employ(f"clerk{number:02d}", provider)
    assert page_of(client).count('data-label="用户名"') == 20
    assert page_of(client, "/providers/staff/?page=2").count('data-label="用户名"') == 1


def test_person_is_added_by_the_form(client: Client, boss: User) -> None:
    answer = client.post(
        "/providers/staff/add/", NEW | {"username": " NewComer ", "mobile": "+86 137-0000-0001"}, follow=True
    )
    assert answer.redirect_chain == [("/providers/staff/", 302)]
    assert "已为 newcomer 开通账号，并通知本人设置密码。" in answer.content.decode()
    assert User.objects.get(username="newcomer").mobile == "13700000001"
    assert OutboxMessage.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"username": ""}, "请填写用户名。"),
        ({"username": "1"}, "用户名应为 4 到 30 位"),
        ({"username": "boss"}, "这个用户名不能使用，请换一个。"),
        ({"username": "x\x00<b>"}, "用户名应为"),
        ({"mobile": "12"}, "手机号码"),
        ({"email": "nonsense"}, "电子邮箱"),
        ({"mobile": "13900009999"}, "这个手机号码或电子邮箱已有账号在用。"),
    ],
)
def test_wrong_form_is_shown_again_with_what_was_typed(
    client: Client, boss: User, changes: dict[str, str], sentence: str
) -> None:
    make_user("taken", mobile="13900009999")
    people, sent = User.objects.count(), OutboxMessage.objects.count()
    answer = client.post("/providers/staff/add/", NEW | changes)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert "data-error-summary" in page
    assert 'value="newcomer@example.test"' in page or "email" in changes
    assert (User.objects.count(), OutboxMessage.objects.count()) == (people, sent)


def test_form_is_limited(client: Client, boss: User, settings: Any) -> None:
    settings.REGISTRATIONS_PER_ADDRESS = 2
    statuses = [client.post("/providers/staff/add/", {}).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]


def test_added_person_sets_a_password_and_logs_in_no_page_shows_one(client: Client, boss: User) -> None:
    client.post("/providers/staff/add/", NEW)
    user = User.objects.get(username="newcomer")
    assert not user.has_usable_password()
    user.set_password("自己设置的密码二三四")
    user.save()
    page = sign_in(Client(), user).get("/desk/").content.decode()
    assert "北京云桥科技有限公司" in page
    assert "人员管理" not in page


def test_closed_account_is_out_with_its_next_request(client: Client, boss: User, provider: Any) -> None:
    clerk = employ("clerk", provider)
    theirs = sign_in(Client(), clerk)
    assert theirs.get("/desk/").status_code == 200
    answer = client.post("/providers/staff/clerk/account/", {"on": "0"}, follow=True)
    assert "clerk 的账号已关闭" in answer.content.decode()
    answer = theirs.get("/desk/")
    assert (answer.status_code, answer["Location"]) == (303, "/?next=%2Fdesk%2F")


def test_administrator_finds_the_pages_with_the_next_request_and_not_after(
    client: Client, boss: User, provider: Any
) -> None:
    clerk = employ("clerk", provider)
    theirs = sign_in(Client(), clerk)
    assert theirs.get("/providers/staff/").status_code == 404
    client.post("/providers/staff/clerk/administrator/", {"on": "1"})
    assert theirs.get("/providers/staff/").status_code == 200
    answer = client.post("/providers/staff/boss/administrator/", {"on": "0"})
    assert (answer.status_code, answer["Location"]) == (302, "/landing/")
    assert client.get("/providers/staff/").status_code == 404
    assert client.post("/providers/staff/clerk/account/", {"on": "0"}).status_code == 404
    assert User.objects.get(pk=clerk.pk).is_active


def test_refusals_are_said_on_the_list(client: Client, boss: User) -> None:
    answer = client.post("/providers/staff/boss/administrator/", {"on": "0"}, follow=True)
    assert "贵公司至少要有一位能登录的管理员" in answer.content.decode()
    answer = client.post("/providers/staff/boss/account/", {"on": "0"}, follow=True)
    assert "不能关闭自己的账号" in answer.content.decode()
    assert ProviderStaff.objects.get().is_administrator
    assert User.objects.get().is_active


@pytest.mark.parametrize("role", ["clerk", "stranger", "owner", "reviewer", "ministry", "admin", "alone"])
def test_pages_are_for_the_providers_administrators(client: Client, provider: Any, role: str) -> None:
    employ("victim", provider)
    other = make_provider("北京清源数据科技有限公司", licence_number="B1-示例-2")
    who = {
        "clerk": lambda: employ("clerk", provider),
        "stranger": lambda: employ("stranger", other, administrator=True),
        "alone": lambda: make_user("alone", "provider"),
    }.get(role, lambda: make_user("somebody", role))()
    sign_in(client, who)
    if role != "stranger":
        assert client.get("/providers/staff/").status_code == 404
        assert client.post("/providers/staff/add/", NEW).status_code == 404
    people, members = User.objects.order_by("pk").values(), ProviderStaff.objects.order_by("pk").values()
    before = list(people), list(members)
    for step in ("administrator", "account"):
        for on in ("0", "1"):
            assert client.post(f"/providers/staff/victim/{step}/", {"on": on}).status_code == 404
        assert client.get(f"/providers/staff/victim/{step}/").status_code == 405 or role in {
            "owner",
            "reviewer",
            "ministry",
            "admin",
        }
    assert (list(people.all()), list(members.all())) == before
