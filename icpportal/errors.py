"""Answers to what went wrong, as pages."""

from django.http import HttpRequest, HttpResponse


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a valid token, e.g. one left open over a logout."""
    return HttpResponse("", status=403)
