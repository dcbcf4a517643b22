"""What a username looks like."""

import re

from django.core.exceptions import ValidationError

_USERNAME = re.compile(r"[a-z][a-z0-9_.-]{3,29}")
_PART = re.compile(r"[a-z0-9_.-]+")
HINT = "4 到 30 位，以字母开头，可用字母、数字、点、下划线和连字符，不分大小写。"


def check_username(username: str) -> str:
    """`username`, already in lower case, if it is well formed.

    :raises ValidationError: it is not
    """
    if not _USERNAME.fullmatch(username):
        raise ValidationError(f"用户名应为 {HINT}", code="username")
    return username


def may_be_part(text: str) -> bool:
    """Whether a username may have `text`, in lower case, somewhere in it."""
    return bool(_PART.fullmatch(text))
