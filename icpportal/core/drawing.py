"""Draws a form's field: its label, 选填, hint, errors and control, in the place of crispy's field template.

Crispy keeps the layout; a field is one string, put together here, because seventeen fields by template cost four
times what the rest of the page does.
"""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from icpportal.core import controls
from icpportal.core.bound import may_be_empty
from icpportal.core.controls import escaped

_GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def draw(field: BoundField) -> SafeString:
    """`field` as the portal shows it; a hidden one as its control alone."""
    widget = field.field.widget
    if widget.is_hidden:
        return field.as_widget()
    if isinstance(widget, _GROUPS):
        return _group(field, _ticks(field))
    if isinstance(widget, forms.CheckboxInput):
        label = f'<label for="{field.id_for_label}">{_label(field)}</label>'
        return _framed(field, "", f'<div class="tick">{field.as_widget()}{label}</div>\n')
    optional = _optional(field, f' id="{field.auto_id}_optional"')
    name = (
        f'<div class="field-name"><label for="{field.id_for_label}">{_label(field)}</label>{optional}</div>\n'
    )
    return _framed(field, name, f"{control(field)}\n")


def draw_columns(field: BoundField) -> SafeString:
    """Boxes to tick in columns. Where the widget can tell a box's group (`group_of`), its name stands above it."""
    group_of = getattr(field.field.widget, "group_of", None)
    pieces, before = [], ""
    for tick in _found(field):
        group = group_of(tick.value) if group_of else ""
        if group and group != before:
            pieces.append(f'<p class="tick-group soft">{escaped(group)}</p>\n')
        before = group
        pieces.append(tick.html)
    boxes = "".join(pieces)
    return _group(field, f'<div class="tick-columns">\n{boxes}</div>\n')


def control(field: BoundField) -> SafeString:
    """The field's widget with Bootstrap's class beside its own classes."""
    widget = field.field.widget
    css_class = "form-select" if isinstance(widget, forms.Select) else "form-control"
    return field.as_widget(attrs={"class": f"{css_class} {widget.attrs.get('class', '')}".rstrip()})


def _label(field: BoundField) -> str:
    return conditional_escape(field.label)


def _optional(field: BoundField, identity: str = "") -> str:
    return f'<span class="optional"{identity}>（选填）</span>' if may_be_empty(field) else ""


def _framed(field: BoundField, name: str, body: str) -> SafeString:
    wrong = " field-wrong" if field.errors else ""
    html = f'<div class="field{wrong}" id="div_{field.auto_id}">\n{name}{_notes(field)}{body}</div>\n'
    return mark_safe(html)  # noqa: S308 - every piece is escaped where it is made


def _notes(field: BoundField) -> str:
    """The hint, then the errors; the hint is markup, as Django's help texts are."""
    hint = f'<p class="hint" id="{field.auto_id}_helptext">{field.help_text}</p>\n' if field.help_text else ""
    errors = field.errors
    if not errors:
        return hint
    lines = "".join(f'<p><span class="visually-hidden">错误：</span>{escaped(error)}</p>' for error in errors)
    return f'{hint}<div class="wrong" id="{field.auto_id}_error">{lines}</div>\n'


def _group(field: BoundField, body: str) -> SafeString:
    """Several controls that answer one question."""
    tied = field.aria_describedby
    described = f' aria-describedby="{tied}"' if tied else ""
    wrong = " field-wrong" if field.errors else ""
    html = (
        f'<div class="field{wrong}" id="div_{field.auto_id}">\n<fieldset{described}>\n'
        f"<legend>{_label(field)}{_optional(field)}</legend>\n"
        f"{_notes(field)}{body}</fieldset>\n</div>\n"
    )
    return mark_safe(html)  # noqa: S308


def _ticks(field: BoundField) -> str:
    return "".join(tick.html for tick in _found(field))


def _found(field: BoundField) -> Any:
    widget = field.field.widget
    identity = widget.attrs.get("id") or field.auto_id
    attrs = field.build_widget_attrs({"id": identity} if identity else {})
    return controls.ticks(widget, field.html_name, field.value(), attrs)
