"""Fields that several forms of accounts share."""

from typing import Any

from django import forms
from django.contrib.sessions.backends.base import SessionBase
from django.core.exceptions import ValidationError

from accounts import captcha
from accounts.passwords import MAX_LENGTH
from icpportal.core.forms import LineField, PortalForm
from icpportal.core.validators import validate_email, validate_mobile

WRONG_CAPTCHA = "验证码不正确或已过期，请按新的图片重新填写。"


class UsernameField(LineField):
    """A username as typed at a login; lower case, for case never tells two people apart."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
                "class": "w-medium",
            }
        )
        super().__init__(label="用户名", widget=widget, max_length=150, **kwargs)

    def to_python(self, value: Any) -> str:
        return super().to_python(value).lower()


class PasswordField(forms.CharField):
    """A password exactly as typed; `autocomplete` is current-password or new-password."""

    def __init__(self, *, autocomplete: str = "current-password", **kwargs: Any) -> None:
        widget = forms.PasswordInput(attrs={"autocomplete": autocomplete, "class": "w-medium"})
        messages = {"max_length": f"密码最多 {MAX_LENGTH} 个字符。"}
        super().__init__(widget=widget, strip=False, max_length=MAX_LENGTH, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise ValidationError("密码含有无法保存的字符，请重新填写。", code="unclean")
        return text


class MobileField(LineField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(
            attrs={"autocomplete": "tel-national", "inputmode": "tel", "class": "w-medium"}
        )
        super().__init__(label="手机号码", widget=widget, max_length=40, **kwargs)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        return validate_mobile(text) if text else text


class MailField(LineField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email", "class": "w-medium"})
        super().__init__(label="电子邮箱", widget=widget, max_length=128, **kwargs)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value))
        return validate_email(text) if text else text


class CodeField(LineField):
    """Six digits that came by SMS or mail."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "w-short"}
        )
        super().__init__(widget=widget, max_length=20, **kwargs)

    def clean(self, value: Any) -> str:
        """A slip of the finger is told here, and costs no try."""
        text = "".join(str(super().clean(value)).split())
        if text and not (len(text) == 6 and text.isdecimal()):
            raise ValidationError("验证码是六位数字，请核对后重新填写。", code="digits")
        return text


class CaptchaForm(PortalForm):
    """A form that ends with the picture code. Its one check uses the challenge up."""

    captcha = LineField(
        label="验证码",
        max_length=20,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false", "class": "w-short"}
        ),
    )

    def __init__(self, *args: Any, session: SessionBase, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.session = session
        self.order_fields([name for name in self.fields if name != "captcha"] + ["captcha"])

    def clean_captcha(self) -> str:
        answer = str(self.cleaned_data["captcha"])
        # The next page has another picture, which this does not answer.
        self.data = dict(self.data.items()) | {"captcha": ""}
        if not captcha.check(self.session, answer):
            raise ValidationError(WRONG_CAPTCHA, code="captcha")
        return ""
