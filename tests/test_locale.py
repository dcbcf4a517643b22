"""The words that Django's own Chinese catalogues lack."""

import gettext as gnu_gettext

import pytest
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, ngettext

from accounts.models import User


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("Model name", "名称"),
        ("Error:", "错误："),
        ("Forgotten your login credentials?", "忘记了用户名或密码？"),
        (
            "After you’ve created a user, you’ll be able to edit more user options.",
            "创建用户以后，可以继续填写用户的其他选项。",
        ),
    ],
)
def test_admin_word_is_chinese(english: str, chinese: str) -> None:
    assert gettext(english) == chinese


def test_too_short_password_is_told_in_chinese() -> None:
    sentence = ngettext(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        10,
    )
    assert sentence % 10 == "密码太短，至少要有 10 个字符。"


@pytest.mark.parametrize(
    ("english", "chinese"), [("Choose all %s", "选择全部%s"), ("(click to clear)", "（点击清除）")]
)
def test_word_of_the_admin_scripts_is_chinese(english: str, chinese: str) -> None:
    catalogue = gnu_gettext.translation("djangojs", settings.LOCALE_PATHS[0], ["zh_Hans"])
    assert catalogue.gettext(english) == chinese


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("12345678901", "密码不能只有数字，请加上字母或汉字。"),
        ("password1234", "这个密码太常见，容易被猜到，请换一个。"),
        ("wangshili-1", "密码与用户名太相近，请换一个。"),
    ],
)
def test_bad_password_is_told_what_to_do(password: str, sentence: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, User(username="wangshili-2"))
    assert sentence in refusal.value.messages
