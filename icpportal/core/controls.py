"""Draws the controls of forms by plain string building, with the markup that Django's own templates give.

Django renders a template for a text field, and four for each option of a select. What is not in `_DRAWN` is left to it.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import escape
from typing import Any, NamedTuple

from django import forms
from django.forms.widgets import Input
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Attrs = dict[str, Any]
# A choice as a value that can be looked up: (value, label), or (name, (choice, …)) for a group.
Frozen = tuple[tuple[Any, Any], ...]


class Tick(NamedTuple):
    """One box, or one radio button, of several: its input and its label, and what a list may group it by."""

    value: str
    html: SafeString


def drawn(widget: forms.Widget, name: str, value: Any, attrs: Attrs) -> SafeString | None:
    """The control, or None where it is for Django to draw.

    :param attrs: those that come from the field; they win over the widget's own
    """
    draw = _DRAWN.get(type(widget))
    if draw is None or widget.is_localized:
        return None
    return mark_safe(draw(widget, name, value, {**widget.attrs, **attrs}))  # noqa: S308 - escaped piece by piece


def ticks(widget: forms.RadioSelect, name: str, value: Any, attrs: Attrs) -> Iterator[Tick]:
    """Each choice of a group, not grouped in its turn, as a box with its label."""
    chosen, multiple = set(widget.format_value(value)), widget.allow_multiple_selected
    merged = {**widget.attrs, **attrs}
    start, identity = f'<input type="{widget.input_type}" name="{escaped(name)}" value="', merged.get("id")
    others = _attrs({key: kept for key, kept in merged.items() if key != "id"})
    for index, (code, text) in enumerate(widget.choices):
        key, target = str(code), f"{identity}_{index}" if identity else ""
        mark = " checked" if key in chosen else ""
        if mark and not multiple:
            chosen = set()
        own = f' id="{escaped(target)}"' if target else ""
        html = (
            f'<div class="tick">{start}{escaped(code)}"{own}{others}{mark}>'
            f'<label for="{escaped(target)}">{escaped(text)}</label></div>\n'
        )
        yield Tick(key, mark_safe(html))  # noqa: S308


def escaped(value: Any) -> str:
    """As Django's `conditional_escape`, which looks for lazy and for safe text in what is plain more often than not."""
    if type(value) is str:
        return escape(value)
    return conditional_escape(value if isinstance(value, str) else str(value))


def _attrs(attrs: Attrs) -> str:
    found = []
    for name, value in attrs.items():
        if value is True:
            found.append(f" {name}")
        elif value is not False:
            found.append(f' {name}="{escaped(value)}"')
    return "".join(found)


def _input(widget: Input, name: str, value: Any, attrs: Attrs) -> str:
    shown = widget.format_value(value)
    said = "" if shown is None else f' value="{escaped(shown)}"'
    return f'<input type="{widget.input_type}" name="{escaped(name)}"{said}{_attrs(attrs)}>'


def _password(widget: forms.PasswordInput, name: str, value: Any, attrs: Attrs) -> str:
    return _input(widget, name, value if widget.render_value else None, attrs)


def _checkbox(widget: forms.CheckboxInput, name: str, value: Any, attrs: Attrs) -> str:
    if widget.check_test(value):
        attrs["checked"] = True
    return _input(widget, name, value, attrs)


def _textarea(widget: forms.Textarea, name: str, value: Any, attrs: Attrs) -> str:
    return f'<textarea name="{escaped(name)}"{_attrs(attrs)}>\n{escaped(widget.format_value(value) or "")}</textarea>'


def _select(widget: forms.Select, name: str, value: Any, attrs: Attrs) -> str:
    options = _options(_frozen(widget.choices))
    for chosen in widget.format_value(value)[:1]:
        mark = f'value="{escaped(chosen)}"'
        # In what is escaped, nothing but the end of a value is a quotation mark before a bracket.
        options = options.replace(f"{mark}>", f"{mark} selected>", 1)
    return f'<select name="{escaped(name)}"{_attrs(attrs)}>{options}\n</select>'


def _frozen(choices: Iterable[Any]) -> Frozen:
    return tuple(
        (value, tuple(map(tuple, text)) if isinstance(text, list | tuple) else text)
        for value, text in choices
    )


# The lists of provinces, cities, documents … come back with every page; they are the same for everybody.
@lru_cache(maxsize=1024)
def _options(choices: Frozen) -> str:
    return "".join(
        f'\n<optgroup label="{escaped(value)}">{_options(text)}\n</optgroup>'
        if isinstance(text, tuple)
        else f'\n<option value="{escaped("" if value is None else value)}">{escaped(text)}</option>'
        for value, text in choices
    )


_DRAWN: dict[type[forms.Widget], Callable[[Any, str, Any, Attrs], str]] = {
    forms.TextInput: _input,
    forms.NumberInput: _input,
    forms.EmailInput: _input,
    forms.URLInput: _input,
    forms.HiddenInput: _input,
    forms.PasswordInput: _password,
    forms.CheckboxInput: _checkbox,
    forms.Textarea: _textarea,
    forms.Select: _select,
}
