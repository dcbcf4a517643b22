"""The words that Django's own Chinese catalogues lack."""

import gettext as gnu_gettext

import pytest
from django.conf import settings
from django.utils.translation import gettext, ngettext


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
