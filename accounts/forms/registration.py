"""The forms of a registration."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accounts import registration
from accounts.forms.fields import CaptchaForm, CodeField, MailField, MobileField, PasswordField, UsernameField
from accounts.models import User
from accounts.usernames import HINT, check_username
from icpportal.core.forms import PortalForm

PASSWORD_HINT = "至少 10 个字符，可以是一句话。不能只有数字，不能与用户名相近，也不能是常见密码。"  # noqa: S105


class NewPasswordMixin:
    """Two fields, `password` and `again`, and the rules for a new password."""

    def check_new_password(self, data: dict[str, Any], user: User) -> None:
        password, again = data.get("password"), data.get("again")
        if password is None:
            return
        try:
            validate_password(password, user)
        except ValidationError as error:
            self.add_error("password", error)  # type: ignore[attr-defined]
        if again is not None and again != password:
            self.add_error("again", "两次填写的密码不一致，请重新填写。")  # type: ignore[attr-defined]


class RegistrationForm(NewPasswordMixin, CaptchaForm):
    username = UsernameField(help_text=HINT)
    password = PasswordField(label="密码", autocomplete="new-password", help_text=PASSWORD_HINT)
    again = PasswordField(label="确认密码", autocomplete="new-password", help_text="再填写一次密码。")
    mobile = MobileField(help_text="11 位手机号码，用来接收验证码和备案进展的短信。")
    email = MailField(help_text="用来接收验证码和备案进展的邮件，例如 name@example.com。")

    def clean_username(self) -> str:
        username = check_username(str(self.cleaned_data["username"]))
        if not registration.username_is_free(self.session, username):
            raise ValidationError(registration.USERNAME_TAKEN, code="username_taken")
        return username

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.check_new_password(data, User(username=data.get("username", ""), email=data.get("email", "")))
        return data

    @property
    def applicant(self) -> registration.Applicant:
        names = ("username", "password", "mobile", "email")
        return registration.Applicant(**{name: self.cleaned_data[name] for name in names})


class ConfirmForm(PortalForm):
    """One code, two fields as the manual has them: either is enough, two must be the same."""

    optional = frozenset[str]()
    sms_code = CodeField(label="手机验证码", required=False, help_text="手机短信中的六位数字。")
    mail_code = CodeField(
        label="邮件验证码", required=False, help_text="与手机验证码相同。两处填写一处即可。"
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = {code for code in (data.get("sms_code"), data.get("mail_code")) if code}
        if not given and not self.errors:
            self.add_error("sms_code", "请填写手机或邮件收到的验证码。")
        if len(given) > 1:
            self.add_error("mail_code", "两处填写的验证码不同，请核对后重新填写。")
        return data

    @property
    def filled_field(self) -> str:
        return "sms_code" if self.cleaned_data["sms_code"] else "mail_code"

    @property
    def code(self) -> str:
        return str(self.cleaned_data["sms_code"] or self.cleaned_data["mail_code"])
