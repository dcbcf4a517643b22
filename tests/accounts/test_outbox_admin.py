"""The outbox in the admin: to be looked at, by the system administrator, without a word of the message."""

import pytest
from django.test import Client

from accounts.models import OutboxMessage
from tests.accounts.sample_messages import post_code
from tests.factories import make_user, sign_in

pytestmark = pytest.mark.django_db
LIST = "/admin/accounts/outboxmessage/"


@pytest.fixture
def admin(client: Client) -> Client:
    return sign_in(client, make_user("admin", role="admin"))


def test_list_and_page_show_fate_and_masked_receiver_only(admin):
    post_code()
    row = OutboxMessage.objects.get(channel="sms")
    for address in (LIST, f"{LIST}{row.pk}/change/"):
        page = admin.get(address)
        assert page.status_code == 200
        text = page.content.decode()
        assert "130****0000" in text
        assert "待发送" in text
        assert "尝试次数" in text
        for secret in ("123456", "13000000000", "owner@example.com", bytes(row.sealed_body).decode()):
            assert secret not in text


@pytest.mark.parametrize("address", ["add/", "{pk}/delete/"])
def test_adding_and_deleting_are_refused(admin, address):
    post_code()
    row = OutboxMessage.objects.get(channel="sms")
    assert admin.post(LIST + address.format(pk=row.pk), {"post": "yes"}).status_code == 403
    assert OutboxMessage.objects.count() == 2


def test_changing_is_refused(admin):
    post_code()
    row = OutboxMessage.objects.get(channel="sms")
    assert admin.post(f"{LIST}{row.pk}/change/", {"state": "failed"}).status_code == 403
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("waiting", 0)


@pytest.mark.parametrize("role", ["reviewer", "ministry"])
def test_other_staff_do_not_see_it(client, role):
    post_code()
    response = sign_in(client, make_user("staff", role=role)).get(LIST)
    assert response.status_code == 403
    assert "130****0000" not in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_list_takes_the_same_queries_for_any_number(admin, django_assert_num_queries, count):
    for number in range(count):
        post_code(key=f"code:{number}")
    with django_assert_num_queries(5):
        assert admin.get(LIST).status_code == 200
