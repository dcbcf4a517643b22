"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def portal(request: HttpRequest) -> dict[str, Any]:
    """The portal's name, hotline and whether this is the demo."""
    return {"site_name": settings.SITE_NAME, "hotline": settings.HOTLINE, "demo": settings.DEMO}
