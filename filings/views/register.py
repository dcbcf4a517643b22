"""One registered entity of the owner's: what was approved, its websites and certificates, and the doors from here."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import role_required, signed_in
from accounts.roles import Role
from filings.document import Document
from filings.gate import registered_for
from filings.models import RegisterStatus
from filings.queries.content import opened
from filings.queries.reading import reading_of
from filings.queries.registered import registered_sites


@require_safe
@role_required(Role.OWNER)
def register(request: HttpRequest, pk: int) -> HttpResponse:
    entity = registered_for(signed_in(request), pk)
    sites = registered_sites(entity)
    approved = opened(entity.snapshot)
    content = Document(approved.kind, approved.entity, tuple(site.content for site in sites))
    reading = reading_of(content)
    context = {
        "menu": "browse",
        "entity": entity,
        "reading": reading,
        "sites": list(zip(sites, reading.websites, strict=True)),
        "is_live": entity.status != RegisterStatus.CANCELLED,
    }
    return render(request, "filings/register.html", context)
