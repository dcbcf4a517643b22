"""What the tests of accounts share: the demo's answer to every picture, and somewhere to land."""

import pytest


@pytest.fixture(autouse=True)
def _portal(settings):
    settings.DEMO = True
    settings.CAPTCHA_ANSWER = "K7TM"
    settings.SHOW_CODES = True
    settings.LOGIN_REDIRECT_URL = "accounts:account"
