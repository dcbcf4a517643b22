"""A browser that somebody has signed in from before, told by a signed cookie.

It opens nothing. It only sets a person's own wrong passwords apart from a stranger's, so that a stranger cannot
slow down anybody but himself.
"""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from accounts.models import User

_SALT = "accounts.known_device"
_LIFE_SECONDS = 180 * 24 * 3600


def cookie_name() -> str:
    return "__Host-known" if settings.HTTPS else "known"


def remember(response: HttpResponse, user: User) -> None:
    value = signing.dumps([user.pk, secrets.token_hex(8)], salt=_SALT)
    response.set_cookie(
        cookie_name(),
        value,
        max_age=_LIFE_SECONDS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def lane(request: HttpRequest, username: str) -> str:
    """Who tries: the account alone for a stranger, account and device for a device that it knows."""
    try:
        user_id, device = signing.loads(
            request.COOKIES.get(cookie_name(), ""), salt=_SALT, max_age=_LIFE_SECONDS
        )
    except (signing.BadSignature, ValueError, TypeError):
        return username
    known = User.objects.filter(pk=user_id, username=username).exists()
    return f"{username} {device}" if known else username
