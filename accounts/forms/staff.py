"""The admin's forms for people."""

import re
from typing import TYPE_CHECKING, Any

from django import forms

from accounts.forms.fields import MailField, MobileField, UsernameField
from accounts.models import User, has_contact
from accounts.roles import Role
from accounts.usernames import check_username
from icpportal.core.forms import LineField
from icpportal.core.personal import personal_digest
from icpportal.core.regions import provinces
from icpportal.core.validators import validate_id_number
from icpportal.core.validators.typed import compact

if TYPE_CHECKING:
    Base = forms.ModelForm[User]
else:
    Base = forms.ModelForm

_IDENTITY = re.compile("[0-9]{15}|[0-9]{17}[0-9X]")
_OTHER_DOCUMENT = re.compile("(?=(?:[^0-9]*[0-9]){5})[0-9A-Z]{6,18}")
CONTACT_TAKEN = "这个手机号码或电子邮箱已有账号在用。"


def contact_is_taken(mobile: str, email: str, but: int = 0) -> bool:
    """Whether an active account, other than `but`, has this mobile or mail."""
    return User.objects.filter(has_contact(mobile, email), is_active=True).exclude(pk=but).exists()


class DocumentField(LineField):
    """本人证件号码 of whoever decides filings; cleans to its digest, empty if nothing was typed.

    An identity card's number is checked by its digits: a slip would protect nobody.
    """

    def __init__(self) -> None:
        super().__init__(
            label="本人证件号码（仅审核员和工业和信息化部人员）",
            required=False,
            max_length=40,
            help_text="用来避免本人审核与自己有关的备案。只保存不能还原的摘要，不保存号码。",
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        number = compact(text, "证件号码").replace("(", "").replace(")", "")
        if _IDENTITY.fullmatch(number):
            number = validate_id_number(number)
        elif not _OTHER_DOCUMENT.fullmatch(number):
            raise forms.ValidationError("证件号码的格式不对，请对照证件核对。", code="format")
        return personal_digest("identity", number)


def _refuse_needless_document(form: "Base", role: object) -> None:
    if form.cleaned_data.get("own_document") and role not in {Role.REVIEWER, Role.MINISTRY}:
        form.add_error("own_document", "只有审核员和工业和信息化部人员需要登记本人证件号码。")


class NewPersonForm(Base):
    """A new account; the role is chosen now and for good."""

    username = UsernameField()
    province = forms.ChoiceField(label="省份（仅审核员）", required=False)
    mobile = MobileField()
    email = MailField()
    own_document = DocumentField()

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
        _refuse_needless_document(self, data.get("role"))
        return data


class PersonForm(Base):
    """An existing account: may it log in; the document of a reviewer."""

    own_document = DocumentField()

    class Meta:
        model = User
        fields = ("is_active",)

    def clean_is_active(self) -> bool:
        active = bool(self.cleaned_data["is_active"])
        if active and contact_is_taken(self.instance.mobile, self.instance.email, but=self.instance.pk):
            raise forms.ValidationError(f"{CONTACT_TAKEN}不能重新启用。", code="contact_taken")
        return active

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        _refuse_needless_document(self, self.instance.role)
        return data
