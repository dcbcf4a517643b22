"""How the public query draws what it found: in plain Python, for no page is asked for more often (decision 17)."""

from functools import lru_cache
from urllib.parse import quote

from django import template
from django.urls import get_script_prefix, reverse
from django.utils.safestring import SafeString, mark_safe

from filings.queries.public_register import PublicSite
from filings.templatetags.filings_notices import register_state
from icpportal.core.controls import escaped

register = template.Library()


@register.simple_tag
def public_address(name: str) -> str:
    """The address of one of the public query's pages that take no arguments."""
    return _address(name, get_script_prefix())


@lru_cache(maxsize=16)
def _address(name: str, prefix: str) -> str:
    return reverse(f"public:{name}")


@register.simple_tag
def site_card(site: PublicSite) -> SafeString:
    """A website in a list, its name a link to its own page."""
    place, found_at = (
        ("网站域名", "、".join(site.domains)) if site.domain_text else ("首页网址", site.home_url)
    )
    pairs = [
        ("网站备案号", site.number),
        ("主办单位名称", f"{site.organiser}（{site.nature_name}）"),
        (place, found_at),
        ("审核通过日期", _day(site)),
    ]
    return _card(
        f"site-{site.pk}", f'<a href="{quote(site.number)}/">{escaped(site.name)}</a>', site, _pairs(pairs)
    )


@register.simple_tag
def site_facts_card(site: PublicSite) -> SafeString:
    """All that the register says of a website; its entity's number leads to the list of the entity's websites."""
    entity = f'<a href="../?q={quote(site.entity_number)}">{escaped(site.entity_number)}</a>'
    pairs = [
        ("主办单位名称", site.organiser),
        ("主办单位性质", site.nature_name),
        ("网站名称", site.name),
        ("首页网址", site.home_url),
        ("网站域名", "、".join(site.domains) or "无（只用IP地址访问）"),
        ("前置或专项审批", "、".join(site.pre_approval_names)),
        ("审核通过日期", _day(site)),
    ]
    body = f"<dt>主体备案号</dt><dd>{entity}</dd>{_pairs(pairs)}"
    return _card("site-heading", escaped(site.number), site, body)


def _day(site: PublicSite) -> str:
    day = site.approved_on
    return f"{day.year}年{day.month}月{day.day}日"


def _pairs(pairs: list[tuple[str, str]]) -> str:
    """Terms of ours with what stands beside them; what is empty is left out."""
    return "".join(f"<dt>{term}</dt><dd>{escaped(text)}</dd>" for term, text in pairs if text)


def _card(identity: str, heading: str, site: PublicSite, body: str) -> SafeString:
    html = (
        f'<section class="card" aria-labelledby="{identity}"><div class="card-head"><h2 id="{identity}">{heading}</h2>'
        f'{register_state(site.status)}</div><dl class="pairs">{body}</dl></section>'
    )
    return mark_safe(html)  # noqa: S308 - every piece is escaped where it is put in
