"""The forms of the authenticator app."""

from accounts.forms.fields import CodeField, PasswordField
from icpportal.core.forms import PortalForm


class EnrolForm(PortalForm):
    token = CodeField(label="验证器上的数字", help_text="扫描后，验证器显示的六位数字。")
    current = PasswordField(label="当前密码", help_text="为了安全，请再填写一次登录密码。")


class RemoveForm(PortalForm):
    current = PasswordField(label="当前密码", help_text="为了安全，请再填写一次登录密码。")
