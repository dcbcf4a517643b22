"""Closed unless named open: who is signed in, with both steps, and for how long."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.middleware import OTPMiddleware

from accounts import pending, signin
from accounts.access import is_open
from accounts.backends import read_device
from icpportal.core.unsent import has_typed, unsent_page

GetResponse = Callable[[HttpRequest], HttpResponse]
# The session's clock is written at most this often, so that a page costs no write.
_CLOCK_STEP_SECONDS = 30


class SessionLifeMiddleware:
    """Ends a login that was idle too long or has reached its full length."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = request.session.get(signin.STARTED)
        if started is not None:
            self._keep_time(request, int(started), int(time.time()))
        return self.get_response(request)

    def _keep_time(self, request: HttpRequest, started: int, now: int) -> None:
        staff = bool(request.session.get(signin.STAFF))
        seen = int(request.session.get(signin.SEEN, started))
        idle, age = now - seen, now - started
        if idle > signin.idle_seconds(staff) or age > signin.session_seconds(staff):
            logout(request)
            request.session_ended = True  # type: ignore[attr-defined]
        elif idle >= _CLOCK_STEP_SECONDS:
            request.session[signin.SEEN] = now


class SecondFactorMiddleware(OTPMiddleware):  # type: ignore[misc]
    """django-otp's, which need not look up the contact device that `accounts.backends` has read with the person."""

    def _verify_user_sync(self, request: HttpRequest, user: Any) -> Any:
        device = read_device(user)
        if device is None or device.persistent_id != request.session.get(DEVICE_ID_SESSION_KEY):
            return super()._verify_user_sync(request, user)
        self._init_user_fields(user)
        user.otp_device = self._finalize_device(request, user, device)
        return user


class SecondFactorRequiredMiddleware:
    """Lets strangers and half-logged-in people reach only the views that are marked open.

    A form that they filled in before their login ended is refused and kept for them on its answer.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if is_open(view) or request.user.is_verified():  # type: ignore[union-attr]
            return None
        if has_typed(request):
            return unsent_page(request, ended=True)
        if pending.current(request):
            return _see_other(reverse("accounts:login-code"))
        if getattr(request, "session_ended", False):
            messages.info(request, "您已有一段时间没有操作，为了安全，请重新登录；登录后会回到刚才的页面。")
        return _see_other(f"{reverse('home')}?{urlencode({'next': _return_address(request)})}")


def _return_address(request: HttpRequest) -> str:
    """Where to go back to after the login: this page, or the one whose form was sent."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    try:
        referer = urlsplit(request.META.get("HTTP_REFERER", ""))
    except ValueError:
        return request.path
    if referer.netloc == request.get_host() and referer.path.startswith("/"):
        return f"{referer.path}?{referer.query}" if referer.query else referer.path
    return request.path


def _see_other(address: str) -> HttpResponse:
    return HttpResponseRedirect(address, status=303)
