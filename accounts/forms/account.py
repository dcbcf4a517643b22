"""The forms of 我的账号 and of a new password."""

from typing import Any

from django import forms

from accounts.contacts import ContactKind
from accounts.forms.fields import CodeField, MailField, MobileField, PasswordField
from accounts.forms.registration import PASSWORD_HINT, NewPasswordMixin
from accounts.models import User
from icpportal.core.forms import PortalForm


class NewPasswordForm(NewPasswordMixin, PortalForm):
    password = PasswordField(label="新密码", autocomplete="new-password", help_text=PASSWORD_HINT)
    again = PasswordField(label="确认密码", autocomplete="new-password", help_text="再填写一次新密码。")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.check_new_password(data, self.user)
        return data


class ChangePasswordForm(NewPasswordForm):
    field_order = ("current", "password", "again")
    current = PasswordField(label="当前密码")


class ContactForm(PortalForm):
    """A new mobile or mail, by `kind`, and the password."""

    current = PasswordField(label="当前密码", help_text="为了安全，请再填写一次登录密码。")
    field_order = ("value", "current")

    def __init__(self, *args: Any, kind: ContactKind, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = MobileField() if kind == ContactKind.MOBILE else MailField()
        field.label = f"新的{kind.label}"
        self.fields["value"] = field
        self.order_fields(self.field_order)
        self.old = getattr(user, kind.value)

    def clean_value(self) -> str:
        value = str(self.cleaned_data["value"])
        if value.lower() == self.old.lower():
            raise forms.ValidationError("这就是您现在使用的，不需要更换。", code="same")
        return value


class CodeForm(PortalForm):
    code = CodeField(label="验证码", help_text="六位数字。")
