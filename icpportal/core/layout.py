"""Layout objects for crispy forms: a section with its heading, fields side by side, a named group."""

from typing import Any

from crispy_forms.layout import LayoutObject
from django.utils.html import format_html
from django.utils.safestring import SafeString


class Row(LayoutObject):  # type: ignore[misc]
    """Fields side by side where there is room.

    :param fields: names or layout objects
    """

    def __init__(self, *fields: Any) -> None:
        self.fields = list(fields)

    def render(self, form: Any, context: Any, **kwargs: Any) -> SafeString:
        return format_html(
            '<div class="field-row">{}</div>', self.get_rendered_fields(form, context, **kwargs)
        )


class Group(Row):
    """Fields side by side that answer one question, e.g. the parts of a place.

    :param legend: the question, read with each field
    """

    def __init__(self, legend: str, *fields: Any, hint: str = "") -> None:
        super().__init__(*fields)
        self.legend = legend
        self.hint = hint

    def render(self, form: Any, context: Any, **kwargs: Any) -> SafeString:
        return format_html(
            '<fieldset class="field-group"><legend>{}</legend>{}{}</fieldset>',
            self.legend,
            _hint(self.hint),
            super().render(form, context, **kwargs),
        )


class Section(Row):
    """A part of a form under its own heading.

    :param title: the heading
    :param hint: a sentence under it, may be empty
    """

    def __init__(self, title: str, hint: str, *fields: Any) -> None:
        super().__init__(*fields)
        self.title = title
        self.hint = hint

    def render(self, form: Any, context: Any, **kwargs: Any) -> SafeString:
        return format_html(
            '<section class="form-section"><h2>{}</h2>{}{}</section>',
            self.title,
            _hint(self.hint),
            self.get_rendered_fields(form, context, **kwargs),
        )


def _hint(text: str) -> SafeString:
    return format_html('<p class="hint">{}</p>', text) if text else SafeString("")
