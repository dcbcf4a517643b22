"""Where a person arrives after the login."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from accounts.access import signed_in
from accounts.models import User
from accounts.roles import Role
from filings.queries.listing import own_filings


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    return redirect(_address_name(signed_in(request)))


def _address_name(person: User) -> str:
    if person.role == Role.OWNER:
        return "filings:browse" if own_filings(person).exists() else "filings:start"
    return "filings:desk" if person.role == Role.PROVIDER else "admin:index"
