"""A field of a form that is shown: what ties its texts to its control, and how the control is drawn."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from icpportal.core import controls


def may_be_empty(field: BoundField) -> bool:
    """`PortalForm.optional` decides; else `required`."""
    optional = getattr(field.form, "optional", None)
    return not field.field.required if optional is None else field.name in optional


class PortalBoundField(BoundField):
    """Ties 选填 to the control: it stands beside the label, so that the label is the field's whole name.

    Draws its control without templates wherever `core.controls` can.
    """

    def as_widget(
        self,
        widget: forms.Widget | None = None,
        attrs: dict[str, Any] | None = None,
        only_initial: bool = False,
    ) -> SafeString:
        if widget is None and not only_initial and not self.field.localize:
            own = self.field.widget
            given = self.build_widget_attrs(attrs or {}, own)
            if "id" not in own.attrs and (auto_id := self.auto_id):
                given.setdefault("id", auto_id)
            html = controls.drawn(own, self.html_name, self.value(), given)
            if html is not None:
                return html
        return super().as_widget(widget, attrs, only_initial)

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """As Django's, but a form without `required` in its markup does not put every select's choices together
        to find out whether the first of them is empty.
        """
        if self.form.use_required_attribute:
            return super().build_widget_attrs(attrs, widget)
        found, widget = dict(attrs), widget or self.field.widget
        if self.field.disabled:
            found["disabled"] = True
        if not widget.is_hidden and self.errors:
            found["aria-invalid"] = "true"
        if not found.get("aria-describedby") and not self.use_fieldset and (tied := self.aria_describedby):
            found["aria-describedby"] = tied
        return found

    @property
    def aria_describedby(self) -> str | None:
        tied = super().aria_describedby
        if tied is None or not self.auto_id or self.is_hidden or not may_be_empty(self):
            return tied
        return " ".join(filter(None, [f"{self.auto_id}_optional", tied]))
