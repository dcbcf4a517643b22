"""The page that keeps a form whose sending was refused: its login has ended, or its token is old.

Nothing is stored: the page holds what was typed in a form of its own, which can be sent again.
"""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from icpportal.core.context import bare

# A page never gives a password or a code back; the form then asks for it again.
SECRETS = frozenset({"password", "again", "current", "code", "sms_code", "mail_code", "token", "captcha"})
# What hidden fields and buttons say; whoever opens the page anew has lost nothing by it.
_NOT_TYPED = frozenset({"version", "digest", "searched", "action", "decision", "kind", "copy", "on"})


def kept_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """All that a refused form held, in its order, but for token and secrets; empty where it held a file."""
    if request.method != "POST" or request.FILES:
        return []
    left_out = SECRETS | {"csrfmiddlewaretoken"}
    fields = [(name, values) for name, values in request.POST.lists() if name not in left_out]
    return [(name, str(value)) for name, values in fields for value in values]


def has_typed(request: HttpRequest) -> bool:
    """Whether the refused form held anything that a person had to type or choose."""
    return any(value for name, value in kept_fields(request) if name not in _NOT_TYPED)


def is_from_here(request: HttpRequest) -> bool:
    """Whether a page of the portal sent the form: another site's is never offered to be sent again."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def unsent_page(request: HttpRequest, *, ended: bool = False) -> HttpResponse:
    """403 with what was typed, and 重新提交.

    :param ended: the login has ended, so that one must log in first; else only the token was old
    """
    context = bare(request) | {
        "ended": ended,
        "fields": kept_fields(request),
        "token": get_token(request),
        "action": request.get_full_path(),
    }
    return HttpResponse(render_to_string("errors/unsent.html", context), status=403)
