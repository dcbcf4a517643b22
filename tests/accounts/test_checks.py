"""What keeps the demo's open doors out of production."""

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from accounts.checks import refuse_demo_people
from tests.factories import make_user

LONG = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
PRODUCTION = {
    "DEMO": False,
    "DEBUG": False,
    "HTTPS": True,
    "CAPTCHA_ANSWER": "",
    "SHOW_CODES": False,
    "SECRET_KEY": LONG,
    "DATA_KEY": LONG[::-1],
    "ALLOWED_HOSTS": ["beian.example.com"],
    "SITE_URL": "https://beian.example.com",
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "SMS_BACKEND": "accounts.sms.HttpGateway",
}


@pytest.fixture
def production(settings):
    for name, value in PRODUCTION.items():
        setattr(settings, name, value)
    settings.DATABASES = {
        "default": {**settings.DATABASES["default"], "ENGINE": "django.db.backends.postgresql"}
    }
    return settings


def _ids(deploy: bool) -> set[str]:
    found = run_checks(tags=["security"], include_deployment_checks=deploy)
    return {message.id for message in found if message.id.startswith("accounts.")}


def test_checks_find_nothing_in_production(production):
    assert _ids(deploy=True) == set()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("DEMO", True, {"accounts.E001"}),
        ("CAPTCHA_ANSWER", "K7TM", {"accounts.E002", "accounts.W001"}),
        ("SHOW_CODES", True, {"accounts.E002", "accounts.W001"}),
        ("DEBUG", True, {"accounts.E003"}),
        ("SECRET_KEY", "short", {"accounts.E004"}),
        ("DATA_KEY", "short", {"accounts.E005"}),
        ("DATA_KEY", LONG, {"accounts.E006"}),
        ("ALLOWED_HOSTS", ["*"], {"accounts.E007"}),
        ("HTTPS", False, {"accounts.E008"}),
        ("SITE_URL", "http://beian.example.com", {"accounts.E009"}),
        ("DATABASES", {"default": {"ENGINE": "django.db.backends.sqlite3"}}, {"accounts.E010"}),
        ("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", {"accounts.E011"}),
        ("SMS_BACKEND", "accounts.sms.ConsoleGateway", {"accounts.E012"}),
    ],
)
def test_check_deploy_fails_on(production, name, value, expected):
    setattr(production, name, value)
    assert _ids(deploy=True) == expected


@pytest.mark.parametrize("name", ["CAPTCHA_ANSWER", "SHOW_CODES"])
def test_check_at_every_start_warns_of_a_stray_switch(production, name):
    setattr(production, name, "1")
    assert _ids(deploy=False) == {"accounts.W001"}


@pytest.mark.django_db
def test_start_refused_on_a_database_with_demo_people(production):
    make_user(is_demo=True)
    with pytest.raises(ImproperlyConfigured, match="演示用户"):
        refuse_demo_people()


@pytest.mark.django_db
def test_start_allowed_without_demo_people_or_in_the_demo(production):
    make_user()
    refuse_demo_people()
    make_user("demo", is_demo=True)
    production.DEMO = True
    refuse_demo_people()


@pytest.mark.django_db
def test_start_allowed_before_the_tables_are_there(production):
    make_user(is_demo=True)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE accounts_user RENAME TO accounts_user_away")
    refuse_demo_people()
