"""What must be so before the portal serves real people. ``manage.py check --deploy`` says all of it."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from accounts.models import User

_MIN_KEY_LENGTH = 50


@register(Tags.security)
def demo_switches_are_ignored(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """At every start: a switch of the demo that is set without the demo does nothing, and says so."""
    return [
        Warning(f"{name} 只在 DEMO=1 时有效，现在被忽略。", hint=f"去掉 {name}。", id="accounts.W001")
        for name in _stray_switches()
    ]


@register(Tags.security, deploy=True)
def ready_for_real_people(app_configs: Any, **kwargs: Any) -> Sequence[CheckMessage]:
    """Under ``check --deploy``: everything that a real portal must not have."""
    rules = [
        (settings.DEMO, "E001", "DEMO=1 是演示系统，不能用于正式环境。"),
        (bool(_stray_switches()), "E002", "正式环境不能设置 CAPTCHA_ANSWER 或 SHOW_CODES。"),
        (settings.DEBUG, "E003", "正式环境不能打开 DEBUG。"),
        (len(settings.SECRET_KEY) < _MIN_KEY_LENGTH, "E004", f"SECRET_KEY 至少 {_MIN_KEY_LENGTH} 个字符。"),
        (len(settings.DATA_KEY) < _MIN_KEY_LENGTH, "E005", f"DATA_KEY 至少 {_MIN_KEY_LENGTH} 个字符。"),
        (settings.DATA_KEY == settings.SECRET_KEY, "E006", "DATA_KEY 与 SECRET_KEY 不能相同。"),
        ("*" in settings.ALLOWED_HOSTS, "E007", "ALLOWED_HOSTS 不能是 *，请写出域名。"),
        (not settings.HTTPS, "E008", "正式环境必须使用 HTTPS。"),
        (not settings.SITE_URL.startswith("https://"), "E009", "SITE_URL 应以 https:// 开头。"),
        (_database_is_sqlite(), "E010", "正式环境请使用 PostgreSQL，SQLite 只供演示。"),
        (not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"), "E011", "请用 EMAIL_URL 设置发信服务器。"),
        (settings.SMS_BACKEND != "accounts.sms.HttpGateway", "E012", "请把 SMS_BACKEND 设为短信网关。"),
    ]
    return [Error(sentence, id=f"accounts.{code}") for broken, code, sentence in rules if broken]


def refuse_demo_people() -> None:
    """Called when the server starts: the demo's people, whose password is public, must not meet real ones.

    :raises ImproperlyConfigured: ``DEMO=0`` on a database that holds demo people
    """
    if settings.DEMO:
        return
    try:
        found = User.objects.filter(is_demo=True).exists()
    except DatabaseError:
        return
    if found:
        raise ImproperlyConfigured(
            "数据库里有演示用户，他们的密码是公开的：请换用新的数据库，或者用 DEMO=1 启动。"
        )


def _stray_switches() -> list[str]:
    if settings.DEMO:
        return []
    return [name for name in ("CAPTCHA_ANSWER", "SHOW_CODES") if getattr(settings, name)]


def _database_is_sqlite() -> bool:
    return str(settings.DATABASES["default"]["ENGINE"]).endswith("sqlite3")
