"""How a list of providers is drawn: in plain Python, as other long lists are (decision 17)."""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString, mark_safe

from icpportal.core.controls import escaped
from providers.search import Hit

register = template.Library()


@register.simple_tag
def provider_choices(hits: Iterable[Hit], chosen: int | str | None = None) -> SafeString:
    """Each provider as a radio button with its facts beside it.

    :param chosen: the id of the one that is already chosen; anything else for none
    """
    html = "".join(_choice(hit, hit.pk == chosen) for hit in hits)
    return mark_safe(html)  # noqa: S308 - every piece is escaped where it is put in


def _choice(hit: Hit, is_chosen: bool) -> str:
    name, identity, mark = escaped(hit.name), f"id_provider_{hit.pk}", " checked" if is_chosen else ""
    return (
        f'<label class="choice" for="{identity}">'
        f'<input type="radio" name="provider" value="{hit.pk}" id="{identity}" data-name="{name}"{mark}>'
        f"<span>{name}<small>{escaped(_facts(hit))}</small></span></label>\n"
    )


def _facts(hit: Hit) -> str:
    facts = (
        f"简称 {hit.short_name}" if hit.short_name else "",
        hit.province_name,
        f"许可证 {hit.licence_number}" if hit.licence_number else "",
    )
    return " · ".join(filter(None, facts))
