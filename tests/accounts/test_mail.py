"""Mail, in a real SMTP conversation."""

from email import message_from_bytes, policy

import pytest

from accounts import mail
from accounts.delivery import DeliveryError


def send(address: str = "owner@example.com", subject: str = "您的验证码") -> None:
    mail.send(address, subject, "您好：\n\n您的验证码是 123456。", "code:1:mail")


def refusal(**changes: str) -> tuple[str, bool]:
    with pytest.raises(DeliveryError) as caught:
        send(**changes)
    return caught.value.code, caught.value.final


def test_mail_arrives_as_plain_text_with_an_id_of_its_key(mail_server):
    send()
    [(recipients, raw)] = mail_server.mails
    message = message_from_bytes(raw, policy=policy.default)
    assert recipients == ["<owner@example.com>"]
    assert message["To"] == "owner@example.com"
    assert message["From"] == "beian@icpportal.invalid"
    assert message["Subject"] == "您的验证码"
    assert message.get_content_type() == "text/plain"
    assert message.get_content().strip() == "您好：\r\n\r\n您的验证码是 123456。"
    # printf code:1:mail | sha256sum, the first forty digits
    assert message["Message-ID"] == "<c43805b14e7005fe8bc936a61ffa5ad6ec3cac67@icpportal.invalid>"


@pytest.mark.parametrize(
    ("reply", "expected"),
    [("550 no such user", ("smtp_550", True)), ("450 try later", ("smtp_450", False))],
)
def test_refused_recipient_is_final_only_with_5xx(mail_server, reply, expected):
    mail_server.recipient_reply = reply
    assert refusal() == expected
    assert mail_server.mails == []


@pytest.mark.parametrize(
    ("reply", "expected"), [("554 no", ("smtp_554", True)), ("451 busy", ("smtp_451", False))]
)
def test_refused_text_is_final_only_with_5xx(mail_server, reply, expected):
    mail_server.data_reply = reply
    assert refusal() == expected


def test_nobody_listening_is_tried_again(mail_server, settings):
    mail_server.shutdown()
    mail_server.server_close()
    assert refusal() == ("unreachable", False)


@pytest.mark.parametrize(
    "changes",
    [
        {"subject": "您的\nBcc: other@example.com"},
        {"address": "owner@example.com\r\nBcc: other@example.com"},
        {"address": "owner@example.com\r\nRCPT TO:<other@example.com>"},
    ],
)
def test_line_break_in_a_header_is_refused(mail_server, changes):
    assert refusal(**changes) == ("malformed", True)
    assert mail_server.mails == []
