"""What the portal knows of a request."""

from django.http import HttpRequest


def request_id(request: HttpRequest) -> str:
    """The number that its event, the log and the answer have in common; "" before `RequestIdMiddleware` gave one."""
    return getattr(request, "request_id", "")
