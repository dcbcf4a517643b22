"""What an administrator of a provider fills in for a new colleague."""

from typing import Any

from accounts.forms.fields import MailField, MobileField, UsernameField
from accounts.forms.staff import CONTACT_TAKEN, contact_is_taken
from accounts.models import User
from accounts.registration import USERNAME_TAKEN
from accounts.usernames import HINT, check_username
from icpportal.core.forms import PortalForm


class NewColleagueForm(PortalForm):
    username = UsernameField(help_text=HINT)
    mobile = MobileField(help_text="登录和设置密码的验证码发到这里，请填写本人的号码。")
    email = MailField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # They are somebody else's: the browser must not fill in its own user's.
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean_username(self) -> str:
        username = check_username(str(self.cleaned_data["username"]))
        if User.objects.filter(username=username).exists():
            self.add_error("username", USERNAME_TAKEN)
        return username

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if contact_is_taken(data.get("mobile", ""), data.get("email", "")):
            self.add_error(None, CONTACT_TAKEN)
        return data
