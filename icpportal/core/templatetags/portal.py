"""The tags and filters of the portal's templates."""

from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.template import Context
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from icpportal.core import drawing, masking
from icpportal.core.controls import escaped

register = template.Library()

# --- Personal data ----------------------------------------------------------------------------
register.filter("mask_name", masking.mask_name)
register.filter("mask_mobile", masking.mask_mobile)
register.filter("mask_email", masking.mask_email)
register.filter("mask_document", masking.mask_document)

BADGE_KINDS = ("done", "caution", "wrong", "plain")


# --- Fields -----------------------------------------------------------------------------------
register.filter("drawn", drawing.draw)
register.filter("drawn_columns", drawing.draw_columns)


# --- Errors -----------------------------------------------------------------------------------
@register.simple_tag
def title_prefix(*bound_forms: Any) -> str:
    """``错误：`` for the page's title when any of the forms was sent with errors."""
    return "错误：" if any(form.is_bound and form.errors for form in _each_form(bound_forms)) else ""


@register.simple_tag
def error_summary(*bound_forms: Any) -> SafeString:
    """The box that stands first on a page with errors: how many, each one a link to its field.

    Takes forms and formsets. Empty when nothing was sent or nothing is wrong.
    """
    items = [item for form in _each_form(bound_forms) if form.is_bound for item in _form_errors(form)]
    if not items:
        return SafeString("")
    return format_html(
        '<div class="error-summary" tabindex="-1" autofocus data-error-summary><div role="alert">'
        "<h2>有 {} 处需要修改</h2><ul>{}</ul></div></div>",
        len(items),
        format_html_join("", "<li>{}</li>", ((item,) for item in items)),
    )


def _each_form(bound_forms: tuple[Any, ...]) -> list[Any]:
    """The forms themselves, formsets opened, anything else (no form in the context) left out."""
    flat: list[Any] = []
    for form in bound_forms:
        flat.extend(form.forms if hasattr(form, "forms") else [form] if hasattr(form, "is_bound") else [])
    return flat


def _form_errors(form: forms.BaseForm) -> list[str | SafeString]:
    items: list[str | SafeString] = [str(error) for error in form.non_field_errors()]
    for field in form:
        items.extend(_field_error(field, str(error)) for error in field.errors)
    return items


def _field_error(field: BoundField, error: str) -> str | SafeString:
    if field.is_hidden:
        return error
    target = field.id_for_label or f"{field.auto_id}_0"
    sentence = error if str(field.label) in error else f"{field.label}：{error}"
    return format_html('<a href="#{}">{}</a>', target, sentence)


# --- Pieces of pages --------------------------------------------------------------------------
@register.simple_tag
def state_badge(text: str, kind: str = "plain") -> SafeString:
    """A small label for a state, always in words. `kind`: done, caution, wrong or plain."""
    if kind not in BADGE_KINDS:
        raise ValueError(f"unknown badge kind: {kind}")
    return mark_safe(f'<span class="state state-{kind}">{escaped(text)}</span>')  # noqa: S308


@register.simple_tag(takes_context=True)
def menu_link(context: Context, name: str, text: str) -> SafeString:
    """An item of the tree menu, current when the view's `menu` says so.

    :param name: of a page of filings; of another app's with its namespace, ``providers:staff``
    """
    try:
        address = reverse(name if ":" in name else f"filings:{name}")
    except NoReverseMatch:
        return format_html('<span class="tree-link">{}</span>', text)
    current = mark_safe(' aria-current="page"') if context.get("menu") == name else ""
    return format_html('<a class="tree-link" href="{}"{}>{}</a>', address, current, text)
