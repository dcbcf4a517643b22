"""负责人: the same six fields on the form of an entity and of a website."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from filings import codes, document
from filings.forms.fields import PLEASE_CHOOSE, Choices, CodeField, NameField, NormalField, TextField, named
from filings.forms.fields import normal_document_number as normal_number
from icpportal.core.forms import PortalForm
from icpportal.core.layout import Row
from icpportal.core.validators import validate_email_list, validate_mobile, validate_phone_list

PERSON_FIELDS = document.fields_of(document.Person)


def _documents() -> Choices:
    return [PLEASE_CHOOSE, *named(codes.person_documents(timezone.localdate()))]


class PersonForm(PortalForm):
    """What `EntityForm` and `WebsiteForm` share; a field's name is its path in the document, ``person_name``."""

    person_name = NameField("负责人姓名", 128, width="w-medium", help_text="与证件上的姓名一致")
    person_document_type = CodeField("负责人证件类型", _documents)
    person_document_number = TextField("负责人证件号码", width="w-medium")
    person_office_phone = NormalField(
        "办公电话", validate_phone_list, 255, help_text="区号加号码，例如 010-00000000；多个之间用分号隔开"
    )
    person_mobile = NormalField(
        "手机号码", validate_mobile, 64, help_text="11 位手机号码，办理中会用它联系您"
    )
    person_email = NormalField("电子邮箱", validate_email_list, 255, width="w-medium")

    def person_layout(self) -> list[Any]:
        return [
            "person_name",
            Row("person_document_type", "person_document_number"),
            Row("person_office_phone", "person_mobile"),
            "person_email",
        ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        self.check_number("person_document_type", "person_document_number")
        return values

    def check_number(self, type_field: str, number_field: str) -> None:
        """The number by the kind of document chosen beside it."""
        number = self.cleaned_data.get(number_field, "")
        try:
            self.cleaned_data[number_field] = normal_number(self.cleaned_data.get(type_field), number)
        except ValidationError as error:
            self.add_error(number_field, error)

    def person(self) -> document.Person:
        return document.Person(**{name: self.cleaned_data[f"person_{name}"] for name in PERSON_FIELDS})


def person_initial(person: document.Person) -> dict[str, Any]:
    return {f"person_{name}": getattr(person, name) for name in PERSON_FIELDS}
