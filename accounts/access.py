"""Who asks, and marks on views: which are open to strangers, and which belong to certain roles."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from accounts.models import User

View = Callable[..., HttpResponseBase]


def signed_in(request: HttpRequest) -> User:
    """The person behind a request; the middleware lets nobody else reach a view that is not marked open."""
    return cast(User, request.user)


def open_to_all(view: View) -> View:
    """Marks a view that needs no login, with Django's own mark. What is not marked the middleware closes."""
    return login_not_required(view)


def is_open(view: View) -> bool:
    return getattr(view, "login_required", True) is False


def role_required(*roles: str) -> Callable[[View], View]:
    """For people of these roles only; for others the page is not there (404)."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if getattr(request.user, "role", None) not in roles:
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate


class RolesMixin:
    """The same for class-based views: set `roles`."""

    roles: frozenset[str] = frozenset()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request.user, "role", None) not in self.roles:
            raise Http404
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer
