"""What a new password must not be, beyond Django's own validators; and the one way to set one."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import notices
from accounts.models import User

MAX_LENGTH = 200
_CONTEXT_WORDS = ("icpportal", "icp", "beian", "备案", "管局", "工信部", "password", "密码")


class ContextValidator:
    """Refuses a password of little more than the portal's words, the username and digits; and one over 200 long."""

    def validate(self, password: str, user: User | None = None) -> None:
        if len(password) > MAX_LENGTH:
            raise ValidationError(f"密码最多 {MAX_LENGTH} 个字符。", code="password_too_long")
        rest = password.lower()
        for word in (*_CONTEXT_WORDS, (user.username if user else "") or "icp"):
            rest = rest.replace(word, "")
        if rest != password.lower() and len(re.sub(r"[\d\W_]", "", rest)) < 4:
            raise ValidationError("密码不能只由用户名、“备案”一类的词和数字组成。", code="password_context")

    def get_help_text(self) -> str:
        return "不能只由用户名、“备案”一类的词和数字组成。"


def change(user: User, password: str) -> None:
    """Set an accepted password. Every other session of this person ends with its next request; they are told."""
    user.set_password(password)
    with transaction.atomic():
        User.objects.filter(pk=user.pk).update(password=user.password)
        notices.password_changed(user)
