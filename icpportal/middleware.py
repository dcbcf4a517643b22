"""Middleware that belongs to no app: the request's id, HEAD, and private answers that nobody caches."""

import uuid
from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


class RequestIdMiddleware:
    """Gives each request an id, in `request.request_id` and in the answer's X-Request-ID."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.request_id = uuid.uuid4().hex  # type: ignore[attr-defined]
        response = self.get_response(request)
        response["X-Request-ID"] = request.request_id  # type: ignore[attr-defined]
        return response


class HeadMiddleware:
    """Takes the body from an answer to HEAD once its length is known: gunicorn would write a warning each time."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "HEAD" and not response.streaming:
            response.content = b""
        return response


class WellFormedMiddleware:
    """Refuses (400) what says that it is written in anything but UTF-8, and overlooks cookies with a NUL.

    Django would believe the first: some codecs of Python read no text at all, others let lone surrogates through.
    PostgreSQL cannot look up a session by the second.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in {"utf-8", "utf8"}:
            request.encoding = "utf-8"
            raise BadRequest("not UTF-8")
        for name in [name for name, value in request.COOKIES.items() if "\x00" in value]:
            del request.COOKIES[name]
        return self.get_response(request)


class PrivateResponseMiddleware:
    """Marks every answer no-store unless its view says otherwise."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Cache-Control", "no-store")
        return response


class WindowMiddleware:
    """Tells a window (X-Window) where its form leads instead of sending it there.

    The script shows that page in place or goes to it; had it been fetched on the way, its messages would be used up.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_window = request.method == "POST" and "X-Window" in request.headers
        if is_window and response.status_code in {302, 303}:
            response.status_code = 204
            response["X-Window-Goes"] = response["Location"]
            del response["Location"]
        return response
