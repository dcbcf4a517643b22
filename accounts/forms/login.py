"""The two forms of a login, and the two of a reset."""

from django import forms

from accounts.forms.fields import CaptchaForm, CodeField, PasswordField, UsernameField
from accounts.roles import Role
from icpportal.core.forms import PortalForm

CATEGORIES = [(Role.OWNER.value, "ICP报备（网站主办者）"), (Role.PROVIDER.value, "ICP报备（接入服务商）")]


class LoginForm(CaptchaForm):
    category = forms.ChoiceField(label="报备类别", choices=CATEGORIES)
    username = UsernameField()
    password = PasswordField(label="密码")


class LoginCodeForm(PortalForm):
    code = CodeField(label="手机或邮件验证码", help_text="手机和邮件收到的验证码相同，六位数字。")


class ResetForm(CaptchaForm):
    username = UsernameField()
