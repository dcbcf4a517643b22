"""The form that every page's form is made from."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from icpportal.core.bound import PortalBoundField
from icpportal.core.layout import PortalHelper
from icpportal.core.text import UncleanText, clean_line, clean_lines


class LineField(forms.CharField):
    """One line of text, cleaned by `core.text`; never strips what a password needs, so not for passwords."""

    clean_text = staticmethod(clean_line)

    def to_python(self, value: Any) -> str:
        if value in self.empty_values:
            return ""
        try:
            return super().to_python(self.clean_text(str(value))) or ""
        except UncleanText:
            raise ValidationError("含有无法保存的字符，请删去后重新填写。", code="unclean") from None


class LinesField(LineField):
    """Several lines of text."""

    clean_text = staticmethod(clean_lines)
    widget = forms.Textarea


class PortalForm(forms.Form):
    """A form as the portal shows it: crispy without a form tag, no browser validation in the way.

    `optional` names the fields beside whose label 选填 stands; None means those that are not `required`. A
    widget's class w-short, w-medium or w-long makes the field as wide as its answer. `helper.layout` may
    be set to a `core.layout.Layout` of names and of the objects there; hidden fields come along.
    """

    use_required_attribute = False
    bound_field_class = PortalBoundField
    optional: frozenset[str] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = PortalHelper()
        for field in self.fields.values():
            _ask_by_name(field)


def _ask_by_name(field: forms.Field) -> None:
    """Puts 请填写… in the place of Django's 这个字段是必填项, unless the form has its own words."""
    if field.error_messages.get("required") is not forms.Field.default_error_messages["required"]:
        return
    verb = "请勾选" if isinstance(field, forms.BooleanField) else "请填写"
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        verb = "请选择"
    field.error_messages["required"] = f"{verb}{field.label or ''}。"
