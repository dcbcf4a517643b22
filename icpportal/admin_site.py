"""The admin site: Django's own, behind the portal's two login steps, for staff roles only."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin, SimpleListFilter
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

# What the filters and the dates above a list put into its address.
OFFERED_LOOKUPS = {"exact", "isnull", "in", "year", "month", "day", "gte", "lt"}
# Names under which an address carries what somebody searches for.
KEYWORDS = {"q", "term"}
KEY = "[0-9]{1,18}"


class PortalAdminConfig(AdminConfig):
    default_site = "icpportal.admin_site.PortalAdminSite"


def is_offered(lookup: str, model_admin: Any, request: HttpRequest) -> bool:
    """Whether `lookup`, a name in a list's address, is one that the list's own filters make.

    Django takes any lookup on any field of the model: with ``password__startswith`` a person reads, letter by
    letter, what no page shows them, and some lookups (``__regex=(``, ``__range=x``) break the query.
    """
    field, *rest = lookup.split("__")
    names = {model_admin.date_hierarchy} - {None}
    for each in model_admin.get_list_filter(request):
        is_own = isinstance(each, type) and issubclass(each, SimpleListFilter)
        names.add(each.parameter_name if is_own else each[0] if isinstance(each, tuple) else each)
    return lookup in names or (field in names and len(rest) == 1 and rest[0] in OFFERED_LOOKUPS)


class CheckedAddresses:
    """Mixed into every part of the admin: an address may filter by nothing but what its list offers (else 400)."""

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        allowed: bool = super().lookup_allowed(lookup, value, request)  # type: ignore[misc]
        return allowed and is_offered(lookup, self, request)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The fields with a search of their own ask the database for whatever key they are given, unchecked."""
        given = request.POST if request.method == "POST" else request.GET
        names = self.autocomplete_fields  # type: ignore[attr-defined]
        if any(not re.fullmatch(KEY, text) for name in names for text in given.getlist(name) if text):
            raise BadRequest("not a key")
        answer: HttpResponse = super().changeform_view(request, *args, **kwargs)  # type: ignore[misc]
        return answer


def _has_absurd_query(request: HttpRequest) -> bool:
    """A NUL, which PostgreSQL cannot compare, or a number that no column holds; keywords may be long numbers."""
    return any(
        "\x00" in name + text or (name not in KEYWORDS and text.isdecimal() and len(text) > 9)
        for name, texts in request.GET.lists()
        for text in texts
    )


def _has_forged_keys(request: HttpRequest) -> bool:
    """Rows ticked whose keys are no numbers, or a number too long for any field."""
    ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
    return any(not re.fullmatch(KEY, key) for key in ticked) or any(
        re.fullmatch("[0-9]{19,}", text) for _, texts in request.POST.lists() for text in texts
    )


class PortalAdminSite(AdminSite):
    site_header = site_title = "ICP备案管理系统 · 管理"
    index_title = "管理首页"
    site_url = "/"
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        """Staff who have passed both login steps."""
        user = request.user
        return bool(user.is_active and user.is_staff and user.is_verified())  # type: ignore[attr-defined]  # set by OTPMiddleware

    def login(self, request: HttpRequest, extra_context: object = None) -> HttpResponse:
        """There is one login for everybody: the home page's."""
        return redirect("home")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """As Django's, with `CheckedAddresses`."""
        base = admin_class or ModelAdmin
        narrow = type(base.__name__, (CheckedAddresses, base), {"__module__": base.__module__})
        super().register(model_or_iterable, narrow, **options)

    def admin_view(  # type: ignore[override]
        self, view: Callable[..., Any], cacheable: bool = False
    ) -> Callable[..., Any]:
        """As Django's; an absurd query leads back to the bare page, and forged keys are refused (400)."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if _has_absurd_query(request):
                return redirect(request.path)
            if _has_forged_keys(request):
                raise BadRequest("forged keys")
            return inner(request, *args, **kwargs)

        return checked
