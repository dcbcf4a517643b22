"""What the pages of the wizard share: the filing, who may edit it now, its steps, and the answers when they cannot.

The owner fills in a draft; a provider fills in its own 变更, and corrects what was submitted. All of them on the same
pages: `queries.rights` says what each may edit.
"""

import uuid
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from accounts.access import RolesMixin, signed_in
from accounts.models import User
from accounts.roles import Role
from filings import document
from filings.actions.editing import why_locked
from filings.actions.viewing import record_view
from filings.forms.correction import CorrectionForm
from filings.forms.places import typed_texts
from filings.gate import filing_for
from filings.models import Access, Entity, Filing
from filings.queries.content import entity_of
from filings.queries.rights import Rights, rights_of
from filings.queries.sight import visible_to
from filings.views.addresses import reading_page
from filings.workflow import Kind, State
from icpportal.core.errors import Refused
from icpportal.core.text import small_number

GONE = "这一项已经不在这件申请里了，可能在另一个页面里被删除。"
OUT_OF_SIGHT = "贵公司在这件申请里的接入信息已经全部删除，这件申请不再由贵公司核实。"


def see_other(name: str, *args: Any) -> HttpResponse:
    """A redirect that is fetched with GET, whatever came before."""
    return HttpResponseRedirect(reverse(f"filings:{name}", args=args), status=303)


def posted_version(request: HttpRequest) -> int | None:
    """The hidden field `version`, or None."""
    return small_number(request.POST.get("version", ""))


def entity_of_filing(filing: Filing) -> document.Entity:
    row = Entity.objects.filter(filing=filing).first()
    return entity_of(row) if row else document.Entity()


def first_open_step(filing: Filing) -> str:
    """The url name of the first step that is not done: entity while it is empty, websites while there are none.

    新增接入 always begins at its websites: they came with the draft, the accesses are still to be added.
    """
    if filing.kind == Kind.NEW_ACCESS:
        return "websites"
    if filing.kind == Kind.FIRST and entity_of_filing(filing) == document.Entity():
        return "entity"
    return "summary" if filing.websites.exists() else "websites"


def kept_page(request: HttpRequest, filing: Filing, sentence: str, status: int = 409) -> HttpResponse:
    """Nothing was saved; says why, and shows what was typed so that it can be copied."""
    for_provider = signed_in(request).role == Role.PROVIDER
    context = {
        "menu": "desk" if for_provider else "start",
        "filing": filing,
        "sentence": sentence,
        "typed": typed_texts(request.POST),
        "reading_page": reading_page(filing) if for_provider else "",
    }
    return render(request, "filings/wizard/kept.html", context, status=status)


class FilingMixin:
    """Finds the filing that the address names; where this person may edit nothing of it, leads to reading it."""

    filing: Filing
    person: User
    rights: Rights

    def dispatch(self, request: HttpRequest, *args: Any, uid: uuid.UUID, **kwargs: Any) -> HttpResponse:
        self.person = signed_in(request)
        self.filing = filing_for(self.person, uid)
        self.rights = rights_of(self.person, self.filing)
        if not self.rights:
            return self.locked(request)
        try:
            answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
            if request.method == "GET" and answer.status_code == 200:
                record_view(self.person, self.filing)
            return answer
        except Refused as refusal:
            return kept_page(request, self.filing, refusal.sentence)
        except Http404:
            if request.method != "POST":
                raise
            return kept_page(request, self.filing, GONE)

    def locked(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST":
            return kept_page(request, self.filing, why_locked(self.person, self.filing))
        if self.person.role == Role.PROVIDER:
            messages.info(request, why_locked(self.person, self.filing))
            return HttpResponseRedirect(reading_page(self.filing), status=303)
        if self.filing.state == State.DISCARDED:
            return see_other("start")
        return see_other("detail", self.filing.uid)


class WizardView(RolesMixin, FilingMixin, View):
    """A page on which one filing is edited."""

    roles = frozenset({Role.OWNER, Role.PROVIDER})
    request: HttpRequest

    @property
    def for_provider(self) -> bool:
        return self.person.role == Role.PROVIDER

    @property
    def is_correction(self) -> bool:
        """代为修改 of what was submitted; else a draft."""
        return self.filing.state != State.DRAFT

    @cached_property
    def reason_form(self) -> CorrectionForm | None:
        """修改理由, after 完成 only."""
        if not self.is_correction:
            return None
        return CorrectionForm(self.request.POST if self.request.method == "POST" else None)

    def has_reason(self) -> bool:
        return self.reason_form is None or self.reason_form.is_valid()

    def reason(self) -> str:
        return self.reason_form.cleaned_data["reason"] if self.reason_form else ""

    def require_served(self, website_id: int) -> None:
        """:raises Http404: a website that this provider does not serve: it reads as not there"""
        rows = Access.objects.filter(website_id=website_id, website__filing=self.filing)
        if self.for_provider and not self.rights.may_edit_website(
            set(rows.values_list("provider_id", flat=True))
        ):
            raise Http404

    def home(self) -> HttpResponse:
        """Where a save of a website, or of a correction, leads back to."""
        if not self.is_correction:
            return see_other("websites", self.filing.uid)
        if not visible_to(self.person).filter(pk=self.filing.pk).exists():
            messages.info(self.request, OUT_OF_SIGHT)
            return see_other("desk")
        return see_other("correct", self.filing.uid)

    def page(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        """A page of the wizard, under 信息录入 in the owner's menu, under 备案核实 in a provider's."""
        context |= {
            "menu": "desk" if self.for_provider else "start",
            "filing": self.filing,
            "rights": self.rights,
            "reason_form": self.reason_form,
            "is_correction": self.is_correction,
        }
        return render(self.request, f"filings/wizard/{template}", context, status=status)
