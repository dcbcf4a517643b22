"""The SMS gateways: what goes over the line, and which answers mean try again."""

import json
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address

import pytest
import time_machine
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.core.exceptions import ImproperlyConfigured

from accounts import sms
from accounts.delivery import DeliveryError
from tests.accounts.gateway_double import GatewayDouble, drip, drop, hang, status


def send() -> None:
    sms.gateway().send("13000000000", "您的验证码是 123456", "code:1:sms")


def refusal() -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        send()
    return caught.value


@time_machine.travel("2026-01-01T00:00:00Z", tick=False)
def test_request_is_signed_over_time_key_and_body(sms_gateway):
    send()
    [request] = sms_gateway.requests
    assert request.path == "/sms"
    assert request.body.decode() == '{"mobile": "13000000000", "text": "您的验证码是 123456"}'
    assert request.headers["Content-Type"] == "application/json; charset=utf-8"
    assert request.headers["Idempotency-Key"] == "code:1:sms"
    assert request.headers["X-Timestamp"] == "1767225600"
    # printf '1767225600\ncode:1:sms\n{"mobile": …}' | openssl dgst -sha256 -hmac gateway-key
    expected = "d6c483907e804ae2baf2c968b4c088800de6463502f3dd3c9cffdece3c86ff82"
    assert request.headers["X-Signature"] == expected


@pytest.mark.parametrize("code", [200, 201, 202, 204])
def test_any_2xx_is_acceptance(sms_gateway, code):
    sms_gateway.plan = [status(code)]
    send()
    assert sms_gateway.keys() == ["code:1:sms"]


@pytest.mark.parametrize(
    ("code", "final"),
    [
        *((400, True), (404, True), (422, True), (401, False), (403, False)),
        *((408, False), (429, False), (500, False), (502, False), (503, False), (304, False)),
    ],
)
def test_refusal_is_final_only_when_it_is_about_the_message(sms_gateway, code, final):
    sms_gateway.plan = [status(code)]
    failure = refusal()
    assert (failure.code, failure.final) == (f"http_{code}", final)


def test_redirect_is_not_followed(sms_gateway):
    with GatewayDouble() as elsewhere:
        sms_gateway.plan = [status(307, Location=elsewhere.url)]
        failure = refusal()
        assert (failure.code, failure.final) == ("http_307", False)
        assert elsewhere.requests == []


def test_silent_gateway_is_given_up_after_the_timeout(sms_gateway, monkeypatch):
    monkeypatch.setattr(sms, "TIMEOUT_SECONDS", 0.2)
    sms_gateway.plan = [hang]
    failure = refusal()
    assert (failure.code, failure.final) == ("timeout", False)


def test_gateway_that_drips_its_answer_is_cut_off(sms_gateway, monkeypatch):
    monkeypatch.setattr(sms, "EXCHANGE_SECONDS", 0.5)
    sms_gateway.plan = [drip]
    failure = refusal()
    assert (failure.code, failure.final) == ("timeout", False)


def test_dropped_line_is_tried_again(sms_gateway):
    sms_gateway.plan = [drop]
    failure = refusal()
    assert (failure.code, failure.final) == ("unreachable", False)


def test_nobody_listening_is_tried_again(settings):
    with GatewayDouble() as gone:
        settings.SMS_GATEWAY_URL = gone.url
    settings.SMS_BACKEND, settings.SMS_GATEWAY_KEY = "accounts.sms.HttpGateway", "gateway-key"
    failure = refusal()
    assert (failure.code, failure.final) == ("unreachable", False)


def test_certificate_of_nobody_we_know_gets_no_message(settings, tmp_path):
    with GatewayDouble() as gateway:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self_signed(tmp_path / "gateway.pem"))
        gateway.socket = context.wrap_socket(gateway.socket, server_side=True)
        settings.SMS_GATEWAY_URL = gateway.url.replace("http://", "https://")
        settings.SMS_BACKEND, settings.SMS_GATEWAY_KEY = "accounts.sms.HttpGateway", "gateway-key"
        assert refusal().code == "unreachable"
        assert gateway.requests == []


def self_signed(path):
    """Key and certificate for 127.0.0.1 in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now).not_valid_after(now + timedelta(days=1))
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    certificate = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    form = serialization.PrivateFormat.PKCS8
    pem = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    path.write_bytes(pem + certificate.public_bytes(serialization.Encoding.PEM))
    return path


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("", "gateway-key"),
        ("https://sms.example.com/send", ""),
        ("http://sms.example.com/send", "gateway-key"),
        ("ftp://127.0.0.1/send", "gateway-key"),
        ("sms.example.com", "gateway-key"),
    ],
)
def test_gateway_without_key_or_encryption_is_not_used(settings, url, key):
    settings.SMS_BACKEND = "accounts.sms.HttpGateway"
    settings.SMS_GATEWAY_URL, settings.SMS_GATEWAY_KEY = url, key
    with pytest.raises(ImproperlyConfigured):
        sms.gateway()


def test_console_shows_the_text_in_the_demo(settings, capsys):
    settings.SMS_BACKEND, settings.DEMO = "accounts.sms.ConsoleGateway", True
    send()
    assert capsys.readouterr().out == "SMS to 130****0000: 您的验证码是 123456\n"


def test_console_hides_the_text_outside_the_demo(settings, capsys):
    settings.SMS_BACKEND, settings.DEMO = "accounts.sms.ConsoleGateway", False
    send()
    assert capsys.readouterr().out == "SMS to 130****0000: (13 characters)\n"


def test_memory_gateway_keeps_what_was_sent():
    sms.MemoryGateway.sent.clear()
    send()
    assert json.loads(json.dumps(sms.MemoryGateway.sent)) == [
        ["13000000000", "您的验证码是 123456", "code:1:sms"]
    ]
    sms.MemoryGateway.sent.clear()
