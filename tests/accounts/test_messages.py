"""Posting: in the caller's transaction, once per key, unreadable in the database."""

import pytest
from django.db import connection, transaction
from django.db.transaction import TransactionManagementError

from accounts.messages import Channel, MessageTemplate, Recipient, post
from accounts.models import OutboxMessage
from tests.accounts.sample_messages import NOTICE, RECEIVER, post_code
from tests.factories import make_user


def stored() -> str:
    """Every column of every row, as a dump of the database would show it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM accounts_outboxmessage")
        rows = cursor.fetchall()
    plain = [bytes(v) if isinstance(v, bytes | memoryview) else v for row in rows for v in row]
    return repr(plain)


@pytest.mark.django_db
def test_post_writes_one_message_a_channel():
    post_code(key="code:7")
    rows = OutboxMessage.objects.order_by("channel").values_list(
        "channel", "key", "masked_to", "template", "state", "attempts"
    )
    assert list(rows) == [
        ("mail", "code:7:mail", "o***@example.com", "一次性验证码", "waiting", 0),
        ("sms", "code:7:sms", "130****0000", "一次性验证码", "waiting", 0),
    ]


@pytest.mark.django_db
def test_post_with_the_same_key_keeps_the_first_message_alone():
    post_code(key="code:7", code="111111")
    before = stored()
    post_code(key="code:7", code="222222")
    assert OutboxMessage.objects.count() == 2
    assert stored() == before


@pytest.mark.django_db
def test_post_for_the_named_channel_alone():
    post_code(key="code:7", channels=(Channel.MAIL,))
    assert list(OutboxMessage.objects.values_list("key", flat=True)) == ["code:7:mail"]


@pytest.mark.django_db
def test_post_leaves_out_a_channel_without_an_address():
    with transaction.atomic():
        post(NOTICE, Recipient(email="owner@example.com"), {"code": "123456"}, key="code:7")
    assert list(OutboxMessage.objects.values_list("key", flat=True)) == ["code:7:mail"]


@pytest.mark.django_db
def test_post_to_nowhere_warns_without_a_row(caplog):
    with transaction.atomic():
        post(NOTICE, Recipient(), {"code": "123456"}, key="code:7")
    assert not OutboxMessage.objects.exists()
    assert "code:7" in caplog.text
    assert "123456" not in caplog.text


@pytest.mark.django_db
def test_post_keeps_no_clear_code_or_address():
    post_code()
    dump = stored()
    assert "code:1:sms" in dump
    for secret in ("123456", "13000000000", "owner@example.com", "验证码是"):
        assert secret not in dump


@pytest.mark.django_db
def test_recipient_of_user_holds_their_contacts():
    user = make_user(mobile="13000000001", email="wang@example.com")
    with transaction.atomic():
        post(NOTICE, Recipient.of_user(user), {"code": "123456"}, key="code:7")
    rows = OutboxMessage.objects.order_by("channel").values_list("masked_to", "user_id")
    assert list(rows) == [("w***@example.com", user.pk), ("130****0001", user.pk)]


@pytest.mark.django_db(transaction=True)
def test_post_outside_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError):
        post(NOTICE, RECEIVER, {"code": "123456"}, key="code:7")
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "x" * 191, "code 7", "code:7\n", "code:7\r\nX-Evil: 1", "验证码:7"])
def test_post_with_a_key_that_is_no_key_is_refused(key):
    with pytest.raises(ValueError, match="idempotency"), transaction.atomic():
        post(NOTICE, RECEIVER, {"code": "123456"}, key=key)
    assert not OutboxMessage.objects.exists()


@pytest.mark.django_db
def test_post_with_a_word_missing_from_the_context_is_refused():
    with pytest.raises(KeyError), transaction.atomic():
        post(NOTICE, RECEIVER, {"number": "123456"}, key="code:7")
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize(
    ("value", "subject"),
    [
        ("京ICP备案", "关于京ICP备案"),
        ("甲\r\nBcc: x@example.com", "关于甲 Bcc: x@example.com"),
        ("甲\u2028乙", "关于甲 乙"),
        ("{0.__class__}", "关于{0.__class__}"),
    ],
)
def test_subject_is_one_line_and_the_value_is_only_text(value, subject):
    template = MessageTemplate(name="通知", sms="{what}", subject="关于{what}", body="{what}")
    assert template.render(Channel.MAIL, {"what": value}) == (subject, value)
    assert template.render(Channel.SMS, {"what": value}) == ("", value)
