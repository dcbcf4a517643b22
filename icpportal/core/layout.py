"""Crispy's helper and layout objects as the portal has them: a field that is named is drawn by `core.drawing`."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import LayoutObject
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from icpportal.core.drawing import draw, draw_columns


class Layout(LayoutObject):  # type: ignore[misc]
    """Fields one below the other.

    :param fields: names or layout objects
    """

    def __init__(self, *fields: Any) -> None:
        self.fields = list(fields)

    def render(self, form: Any, context: Any, **kwargs: Any) -> SafeString:
        return self.get_rendered_fields(form, context, **kwargs)

    def get_rendered_fields(self, form: Any, context: Any, **kwargs: Any) -> SafeString:
        pieces = [
            self._named(form, field) if isinstance(field, str) else field.render(form, context, **kwargs)
            for field in self.fields
        ]
        return mark_safe("".join(pieces))  # noqa: S308 - joins what is safe

    @staticmethod
    def _named(form: Any, name: str) -> SafeString:
        form.rendered_fields.add(name)
        return draw(form[name])


class EveryField(Layout):
    """All fields of the form in their order, for a form without a layout of its own."""

    def __bool__(self) -> bool:
        return True

    def render(self, form: Any, context: Any, **kwargs: Any) -> SafeString:
        return Layout(*form.fields).render(form, context, **kwargs)


class Columns(Layout):
    """The boxes of one field in columns."""

    def render(self, form: Any, context: Any, **kwargs: Any) -> SafeString:
        (name,) = self.fields
        form.rendered_fields.add(name)
        return draw_columns(form[name])


class PortalHelper(FormHelper):  # type: ignore[misc]
    """No form tag and no token, which the page has; hidden fields come after the others."""

    form_tag = False
    disable_csrf = True

    def __init__(self) -> None:
        super().__init__()
        self.layout = EveryField()

    def __bool__(self) -> bool:
        return True

    def render_layout(self, form: Any, context: Any, template_pack: str = "") -> SafeString:
        form.rendered_fields = set()
        form.crispy_field_template = None
        html = self.layout.render(form, context, template_pack=template_pack)
        hidden = [name for name, field in form.fields.items() if field.widget.is_hidden]
        left = "".join(draw(form[name]) for name in hidden if name not in form.rendered_fields)
        return mark_safe(f"{html}{left}")  # noqa: S308


class Row(Layout):
    """Fields side by side where there is room."""

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
