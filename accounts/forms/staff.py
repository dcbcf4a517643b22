"""The admin's forms for people."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q

from accounts.forms.fields import MailField, MobileField, UsernameField
from accounts.models import User, contact_keys
from accounts.roles import Role
from accounts.usernames import check_username
from icpportal.core.regions import provinces

if TYPE_CHECKING:
    Base = forms.ModelForm[User]
else:
    Base = forms.ModelForm

CONTACT_TAKEN = "这个手机号码或电子邮箱已有账号在用。"


def contact_is_taken(mobile: str, email: str, but: int = 0) -> bool:
    """Whether an active account, other than `but`, has this mobile or mail."""
    mobile_key, email_key = contact_keys(mobile, email)
    by_mobile = Q(mobile_key=mobile_key) if mobile_key else Q(pk__in=[])
    by_email = Q(email_key=email_key) if email_key else Q(pk__in=[])
    return User.objects.filter(by_mobile | by_email, is_active=True).exclude(pk=but).exists()


class NewPersonForm(Base):
    """A new account; the role is chosen now and for good."""

    username = UsernameField()
    province = forms.ChoiceField(label="省份（仅审核员）", required=False)
    mobile = MobileField()
    email = MailField()

    class Meta:
        model = User
        fields = ("username", "role", "province", "mobile", "email")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["province"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells mypy which field it is
        field.choices = [("", "—"), *((region.code, region.name) for region in provinces())]

    def clean_username(self) -> str:
        return check_username(str(self.cleaned_data["username"]))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        is_reviewer = data.get("role") == Role.REVIEWER
        if is_reviewer != bool(data.get("province")):
            self.add_error("province", "审核员必须选择省份，其他角色不选。")
        if contact_is_taken(data.get("mobile", ""), data.get("email", "")):
            self.add_error(None, CONTACT_TAKEN)
        return data


class PersonForm(Base):
    """An existing account: may it log in."""

    class Meta:
        model = User
        fields = ("is_active",)

    def clean_is_active(self) -> bool:
        active = bool(self.cleaned_data["is_active"])
        if active and contact_is_taken(self.instance.mobile, self.instance.email, but=self.instance.pk):
            raise forms.ValidationError(f"{CONTACT_TAKEN}不能重新启用。", code="contact_taken")
        return active
