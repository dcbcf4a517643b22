"""公共查询: one box for everybody, and what the register says. No login, no puzzle."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from accounts.access import open_to_all
from filings.public_limits import spend_query
from filings.queries import public_register as register
from filings.queries.understanding import Asked, understand, understand_number
from filings.views.public_frame import framed
from icpportal.core.errors import Limited

_LOST_PLACE = "页码无效，下面是第一页。"


@open_to_all
@require_safe
def query(request: HttpRequest) -> HttpResponse:
    """``?q=``, and ``cursor=`` from the second page on."""
    text = request.GET.get("q", "")
    question = understand(text)
    context: dict[str, Any] = {"q": text[:2000], "question": question, "asked": bool(text.strip())}
    if question.kind in {Asked.NOTHING, Asked.UNCLEAR}:
        return framed(request, "filings/query.html", context)
    cursor = register.cursor_of(request.GET.get("cursor", ""))
    if cursor is None:
        context["trouble"] = _LOST_PLACE
    try:
        spend_query(request)
        asked, found = register.find_either(question, cursor)
        if cursor and cursor.is_later and not found.sites:
            # That page is not there any more, or never was.
            context["trouble"] = _LOST_PLACE
            asked, found = register.find_either(question)
    except Limited as error:
        return _trouble(request, context, error.sentence, 429, error.retry_after)
    except register.TooSlow as error:
        return _trouble(request, context, error.sentence, 503)
    context |= {"question": asked, "found": found}
    context["next"] = urlencode({"q": text, "cursor": found.next}) if found.next else ""
    return framed(request, "filings/query.html", context)


@open_to_all
@require_safe
def site(request: HttpRequest, number: str) -> HttpResponse:
    """One website, by its number in any spelling; the number of an entity leads to the list of its websites."""
    question = understand_number(number)
    if question.kind == Asked.ENTITY:
        return redirect(f"{reverse('public:query')}?{urlencode({'q': question.value})}")
    context: dict[str, Any] = {"q": number[:2000], "question": question, "asked": True}
    if question.kind != Asked.SITE:
        return framed(request, "filings/query.html", context, status=404)
    try:
        spend_query(request)
        found = register.site_of(question.value)
    except Limited as error:
        return _trouble(request, context, error.sentence, 429, error.retry_after)
    except register.TooSlow as error:
        return _trouble(request, context, error.sentence, 503)
    if found is None:
        return framed(request, "filings/query.html", {**context, "found": register.Found([])}, status=404)
    return framed(request, "filings/query_site.html", {"site": found})


def _trouble(
    request: HttpRequest, context: dict[str, Any], sentence: str, status: int, retry_after: int = 10
) -> HttpResponse:
    """The page with what was typed, and why there is no answer now."""
    response = framed(request, "filings/query.html", {**context, "trouble": sentence}, status=status)
    response["Retry-After"] = str(retry_after)
    return response
