"""How a search for providers is drawn: in plain Python, as other long lists are (decision 17)."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from icpportal.core.controls import escaped
from providers.search import Found, Hit

register = template.Library()


@register.simple_tag
def provider_results(
    found: Found | None, sentence: str, is_error: bool, chosen: int | str | None = None
) -> SafeString:
    """What was found, for a form that also sends the keywords: a sentence, a radio button each, buttons to turn pages.

    :param chosen: the id of the one that is already chosen; anything else for none
    """
    look = "wrong" if is_error else "hint"
    html = (
        f'<div class="provider-results">\n<p class="mt-3 mb-2 {look}" role="status">{escaped(sentence)}</p>\n'
        f"{_list(found, chosen) if found and found.hits else ''}</div>\n"
    )
    return mark_safe(html)  # noqa: S308 - every piece is escaped where it is put in


def _list(found: Found, chosen: int | str | None) -> str:
    choices = "".join([_choice(hit, hit.pk == chosen) for hit in found.hits])
    return (
        '<fieldset>\n<legend class="visually-hidden">符合条件的网站接入服务提供者</legend>\n'
        f"{choices}</fieldset>\n{_pages(found)}"
    )


def _choice(hit: Hit, is_chosen: bool) -> str:
    name, mark = escaped(hit.name), " checked" if is_chosen else ""
    return (
        f'<label class="choice"><input type="radio" name="provider" value="{hit.pk}" data-name="{name}"{mark}>'
        f"<span>{name}<small>{escaped(_facts(hit))}</small></span></label>\n"
    )


def _facts(hit: Hit) -> str:
    short = f"简称 {hit.short_name} · " if hit.short_name else ""
    licence = f" · 许可证 {hit.licence_number}" if hit.licence_number else ""
    return f"{short}{hit.province_name}{licence}"


def _pages(found: Found) -> str:
    if found.number == 1 and not found.has_next:
        return ""
    last = f"，共 {found.last} 页" if found.last else ""
    return (
        f'<p class="hint">第 {found.number} 页{last}</p>\n<div class="actions">'
        f"{_turn(found.number - 1, '上一页') if found.number > 1 else ''}"
        f"{_turn(found.number + 1, '下一页') if found.has_next else ''}</div>\n"
    )


def _turn(number: int, word: str) -> str:
    return f'<button class="btn btn-link" type="submit" name="page" value="{number}">{word}</button>'
