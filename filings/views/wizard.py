"""What the pages of the owner's wizard share: the draft, its steps, and the answers when it cannot be saved."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from accounts.access import RolesMixin
from accounts.roles import Role
from filings import document
from filings.actions.editing import LOCKED
from filings.forms.places import typed_texts
from filings.gate import filing_for, signed_in
from filings.models import Entity, Filing
from filings.queries.content import entity_of
from filings.workflow import OWNER_FILLED, Kind, Part, Relation, State, editable_parts
from icpportal.core.errors import Refused

GONE = "这一项已经不在这份草稿里了，可能在另一个页面里被删除。"


def see_other(name: str, *args: Any) -> HttpResponse:
    """A redirect that is fetched with GET, whatever came before."""
    return HttpResponseRedirect(reverse(f"filings:{name}", args=args), status=303)


def request_id(request: HttpRequest) -> str:
    return getattr(request, "request_id", "")


def posted_version(request: HttpRequest) -> int | None:
    """The hidden field `version`, or None."""
    text = request.POST.get("version", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def is_open_draft(filing: Filing) -> bool:
    return filing.state == State.DRAFT and filing.kind in OWNER_FILLED


def owner_parts(filing: Filing) -> frozenset[Part]:
    """What the owner may edit of it now."""
    return editable_parts(Kind(filing.kind), State(filing.state), frozenset({Relation.OWNER}))


def may_edit_entity(filing: Filing) -> bool:
    return Part.ENTITY in owner_parts(filing)


def entity_of_filing(filing: Filing) -> document.Entity:
    row = Entity.objects.filter(filing=filing).first()
    return entity_of(row) if row else document.Entity()


def first_open_step(filing: Filing) -> str:
    """The url name of the first step that is not done: entity while it is empty, websites while there are none.

    新增接入 always begins at its websites: they came with the draft, the accesses are still to be added.
    """
    if filing.kind == Kind.NEW_ACCESS:
        return "websites"
    if may_edit_entity(filing) and entity_of_filing(filing) == document.Entity():
        return "entity"
    return "summary" if filing.websites.exists() else "websites"


def kept_page(request: HttpRequest, filing: Filing, sentence: str, status: int = 409) -> HttpResponse:
    """Nothing was saved; says why, and shows what was typed so that it can be copied."""
    context = {"menu": "start", "filing": filing, "sentence": sentence, "typed": typed_texts(request.POST)}
    return render(request, "filings/wizard/kept.html", context, status=status)


class DraftMixin:
    """Finds the draft that the address names; once it is submitted, its addresses lead to the read-only page."""

    filing: Filing

    def dispatch(self, request: HttpRequest, *args: Any, uid: uuid.UUID, **kwargs: Any) -> HttpResponse:
        self.filing = filing_for(signed_in(request), uid)
        if not is_open_draft(self.filing):
            return self.locked(request)
        try:
            answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
            return answer
        except Refused as refusal:
            return kept_page(request, self.filing, refusal.sentence)
        except Http404:
            if request.method != "POST":
                raise
            return kept_page(request, self.filing, GONE)

    def locked(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST":
            return kept_page(request, self.filing, LOCKED)
        if self.filing.state == State.DISCARDED:
            return see_other("start")
        return see_other("detail", self.filing.uid)


class WizardView(RolesMixin, DraftMixin, View):
    """A page of one draft of the owner's."""

    roles = frozenset({Role.OWNER})
    request: HttpRequest

    def page(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        """A page of the wizard, under 信息录入 in the menu."""
        context |= {"menu": "start", "filing": self.filing}
        return render(self.request, f"filings/wizard/{template}", context, status=status)
