"""代为修改: a submitted filing as the provider that has to check it may mend it, with what the rules find wrong."""

import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import role_required, signed_in
from accounts.roles import Role
from filings import document
from filings.actions.editing import why_locked
from filings.actions.viewing import record_view
from filings.gate import filing_for
from filings.models import Filing
from filings.queries import read_document
from filings.queries.reading import Section, reading_of
from filings.queries.rights import Rights, rights_of
from filings.queries.shown import shown_to
from filings.views.addresses import addresses_by, page_of, problem_notices, providers_in, reading_page
from filings.views.wizard import see_other
from filings.workflow import Kind, State

ONLY_NAME = "这是其他接入服务商的接入，只显示名称，由对方修改。"
SHARED = "这个网站还有其他接入服务商的接入，不能由贵公司删除。"


@dataclass(frozen=True)
class Place:
    """A section and where its reader may change it; an address is empty where they may not, and `why` says so."""

    section: Section
    edit: str = ""
    delete: str = ""
    add: str = ""
    ended: str = ""
    why: str = ""
    accesses: tuple["Place", ...] = ()

    @property
    def may_do(self) -> bool:
        return bool(self.edit or self.delete or self.add or self.ended)


@require_safe
@role_required(Role.PROVIDER)
def correct(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    person = signed_in(request)
    filing = filing_for(person, uid)
    rights = rights_of(person, filing)
    if not rights:
        messages.info(request, why_locked(person, filing))
        return HttpResponseRedirect(reading_page(filing), status=303)
    if filing.state == State.DRAFT:
        return see_other("websites", filing.uid)
    record_view(person, filing)
    whole = read_document(filing)
    shown = shown_to(person, whole, filing)
    addresses = addresses_by(rights, filing, shown)
    reading = reading_of(shown)
    context = {
        "menu": "desk",
        "filing": filing,
        "reading_page": reading_page(filing),
        "entity": Place(reading.entity, addresses.get("entity", "")),
        "websites": [
            _website(filing, rights, site, section, addresses)
            for site, section in zip(shown.websites, reading.websites, strict=True)
        ],
        **problem_notices(filing, whole, shown, addresses),
    }
    return render(request, "filings/correct.html", context)


def _website(
    filing: Filing, rights: Rights, site: document.Website, section: Section, addresses: dict[str, str]
) -> Place:
    website_id, providers = int(site.key), providers_in(site)
    may_delete = rights.may_delete_website(providers)
    return Place(
        section=section,
        edit=addresses.get(section.key, ""),
        delete=page_of(filing, "website-delete", website_id) if may_delete else "",
        add=page_of(filing, "access-add", website_id) if rights.may_add_access(providers) else "",
        ended=page_of(filing, "service-ended", website_id) if filing.kind == Kind.CHANGE else "",
        why="" if may_delete else SHARED,
        accesses=tuple(
            _access(filing, access, part, addresses)
            for access, part in zip(site.accesses, section.accesses, strict=True)
        ),
    )


def _access(filing: Filing, access: document.Access, section: Section, addresses: dict[str, str]) -> Place:
    edit = addresses.get(section.key, "")
    delete = page_of(filing, "access-delete", int(access.key)) if edit else ""
    return Place(section, edit, delete, why="" if edit else ONLY_NAME)
