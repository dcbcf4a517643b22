"""The frame around the public query's pages, drawn once for strangers.

For somebody without a session the frame is always the same: no name, no messages, no form token. So only what stands
inside it is drawn for each request. Everybody else gets the page drawn whole.
"""

import secrets
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template, render_to_string
from django.utils.cache import patch_vary_headers

from icpportal.core.context import portal

SECONDS_FRESH = 60
# Where a page is cut; nobody can write it into one.
_CUT = secrets.token_hex(16)


def framed(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """`template` in its frame; it extends ``frame|default:"base.html"`` and fills `title` and `content` only."""
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        return render(request, template, context, status=status)
    inside = get_template(template).render({**context, "frame": "filings/_slice.html", "cut": _CUT})
    title, content = inside.removesuffix("\n").split(_CUT)
    first, second, third = _frame(settings.DEMO, settings.SITE_NAME, settings.HOTLINE)
    response = HttpResponse(f"{first}{title}{second}{content}{third}", status=status)
    if status == 200:
        # As fresh as the JSON. Whoever signs in has another cookie, and so another page.
        response["Cache-Control"] = f"public, max-age={SECONDS_FRESH}"
        patch_vary_headers(response, ["Cookie"])
    return response


@lru_cache(maxsize=4)
def _frame(*what_it_shows: object) -> list[str]:
    """The three parts of the page around its title and its content."""
    whole = render_to_string("filings/_whole.html", {**portal(HttpRequest()), "cut": _CUT})
    return whole.split(_CUT)
