"""信息浏览: the owner's filings and what is registered; one whole filing, read-only."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import role_required, signed_in
from accounts.models import User
from accounts.roles import Role
from filings.actions.viewing import record_view
from filings.gate import filing_for
from filings.models import Filing
from filings.queries.comparing import comparison
from filings.queries.listing import may_refile, may_withdraw, own_filings, own_register
from filings.queries.told import messages_to_owner
from filings.queries.viewers import viewed, viewings_of
from filings.queries.whole import whole_filing

PAGE_SIZE = 20
VIEWERS_SHOWN = 20
VIEWERS_ON_PAGE = 50


@require_safe
@role_required(Role.OWNER)
def browse(request: HttpRequest) -> HttpResponse:
    owner = signed_in(request)
    context = {
        "menu": "browse",
        "page": Paginator(own_filings(owner), PAGE_SIZE).get_page(request.GET.get("page")),
        "register": own_register(owner),
    }
    return render(request, "filings/browse.html", context)


@require_safe
@role_required(Role.OWNER, Role.PROVIDER)
def detail(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """An owner's filing. A provider's has a page of its own, to which this address leads."""
    person = signed_in(request)
    filing = filing_for(person, uid)
    if person.role == Role.PROVIDER:
        return redirect("filings:desk-filing", uid=filing.uid)
    record_view(person, filing)
    context = {"menu": "browse"} | whole_filing(person, filing) | _for_its_owner(person, filing)
    return render(request, "filings/detail.html", context)


def _for_its_owner(owner: User, filing: Filing) -> dict[str, Any]:
    """The messages that went out, who looked at it, and whether 重新填报 or 撤回 may begin here."""
    rows = [viewed(row) for row in viewings_of(filing)[: VIEWERS_SHOWN + 1]]
    return {
        "told": messages_to_owner(filing),
        "viewed": rows[:VIEWERS_SHOWN],
        "more_viewed": len(rows) > VIEWERS_SHOWN,
        "may_refile": may_refile(owner, filing),
        "may_withdraw": may_withdraw(owner, filing),
    }


@require_safe
@role_required(Role.OWNER)
def viewers(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """谁查看过, all of it."""
    filing = filing_for(signed_in(request), uid)
    page = Paginator(viewings_of(filing), VIEWERS_ON_PAGE).get_page(request.GET.get("page"))
    context = {"menu": "browse", "filing": filing, "page": page, "viewed": [viewed(row) for row in page]}
    return render(request, "filings/viewers.html", context)


@require_safe
@role_required(Role.OWNER, Role.PROVIDER)
def changes(request: HttpRequest, uid: uuid.UUID, version: int) -> HttpResponse:
    """What one 代为修改 changed: before and after, of what this person may see."""
    person = signed_in(request)
    filing = filing_for(person, uid)
    found = comparison(filing, version, person)
    if found is None:
        raise Http404
    record_view(person, filing)
    return render(request, "filings/changes.html", _menu(person) | {"filing": filing, "comparison": found})


def _menu(person: User) -> dict[str, Any]:
    return {"menu": "desk" if person.role == Role.PROVIDER else "browse"}
