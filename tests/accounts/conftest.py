"""What the tests of accounts share: the demo's answer to every picture, and somewhere to land."""

from collections.abc import Iterator

import pytest

from tests.accounts.gateway_double import GatewayDouble
from tests.accounts.smtp_sink import SmtpSink


@pytest.fixture(autouse=True)
def _portal(settings):
    settings.DEMO = True
    settings.CAPTCHA_ANSWER = "K7TM"
    settings.SHOW_CODES = True
    settings.LOGIN_REDIRECT_URL = "accounts:account"


@pytest.fixture
def sms_gateway(settings) -> Iterator[GatewayDouble]:
    """The portal's SMS go to a gateway on loopback."""
    with GatewayDouble() as gateway:
        settings.SMS_BACKEND = "accounts.sms.HttpGateway"
        settings.SMS_GATEWAY_URL = gateway.url
        settings.SMS_GATEWAY_KEY = "gateway-key"
        yield gateway


@pytest.fixture
def mail_server(settings) -> Iterator[SmtpSink]:
    """The portal's mail goes to a server on loopback."""
    with SmtpSink() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        yield server
