"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from icpportal.core.requests import request_id


def portal(request: HttpRequest) -> dict[str, Any]:
    """The portal's name, hotline, whether this is the demo, and how long a session may rest (seconds)."""
    return {
        "site_name": settings.SITE_NAME,
        "hotline": settings.HOTLINE,
        "demo": settings.DEMO,
        "idle_seconds": lambda: _idle_seconds(request),
    }


def bare(request: HttpRequest) -> dict[str, Any]:
    """The same for a page that is drawn without context processors, because they might be what went wrong."""
    return portal(request) | {"request_id": request_id(request)}


def _idle_seconds(request: HttpRequest) -> int:
    is_staff = getattr(request.user, "is_staff", False)
    return int(settings.STAFF_IDLE_SECONDS if is_staff else settings.OWNER_IDLE_SECONDS)
