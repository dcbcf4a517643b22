"""Step 3: ICP备案信息总结 and 完成, and the page of its success."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views import View

from accounts.access import RolesMixin, signed_in
from accounts.roles import Role
from filings import actions, document
from filings.actions.completeness import NotComplete
from filings.gate import filing_for
from filings.models import Filing
from filings.queries import read_document
from filings.queries.comparing import changes_to_register
from filings.queries.reading import reading_of
from filings.queries.register import has_moved
from filings.queries.shown import shown_to
from filings.queries.standing import AUTHORITY_DAYS, PROVIDER_DAYS
from filings.views.addresses import addresses_by, problem_notices, reading_page
from filings.views.wizard import WizardView, posted_version, see_other
from filings.workflow import OWNER_CANCELS, Kind
from icpportal.core.errors import Conflict, Refused
from icpportal.core.regions import authority_name
from icpportal.core.requests import request_id
from icpportal.core.workdays import deadline
from providers.queries import provider_of


class SummaryView(WizardView):
    """Everything read-only, what is missing or doubtful, and 完成. A second 完成 leads to the first one's receipt."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.home() if self.is_correction else self.show()

    def post(self, request: HttpRequest) -> HttpResponse:
        if self.is_correction:
            return self.home()
        try:
            actions.submit(signed_in(request), self.filing.uid, posted_version(request), request_id(request))
        except NotComplete as refusal:
            return self.show(409, refusal.sentence)
        except (Refused, Conflict) as refusal:
            return self.refused(request, refusal.sentence)
        return see_other("done", self.filing.uid)

    def refused(self, request: HttpRequest, sentence: str) -> HttpResponse:
        self.filing.refresh_from_db()
        if self.filing.receipt_number:
            return see_other("done", self.filing.uid)
        return self.show(409, sentence)

    def locked(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and self.filing.receipt_number:
            return see_other("done", self.filing.uid)
        return super().locked(request)

    def show(self, status: int = 200, sentence: str = "") -> HttpResponse:
        content = read_document(self.filing)
        if not content.websites and self.filing.kind != Kind.CHANGE:
            return self.too_early(content)
        addresses = addresses_by(self.rights, self.filing, content)
        shown = shown_to(self.person, content, self.filing)
        return self.page(
            "summary.html",
            status,
            sentence=sentence,
            reading=reading_of(shown, addresses),
            **problem_notices(self.filing, content, shown, addresses),
            **self.of_change(content),
        )

    def of_change(self, content: document.Document) -> dict[str, Any]:
        """For a 变更: what it makes of the register, and whether that has moved since the draft was opened."""
        if self.filing.kind != Kind.CHANGE:
            return {}
        return {
            "changes": changes_to_register(self.filing, content, self.person),
            "has_moved": has_moved(self.filing),
        }

    def too_early(self, content: document.Document) -> HttpResponse:
        if self.rights.may_edit_entity and content.entity == document.Entity():
            messages.info(self.request, "请先填写主体信息。")
            return see_other("entity", self.filing.uid)
        messages.info(self.request, "还没有网站，请先添加网站。")
        return see_other("websites", self.filing.uid)


class DoneView(RolesMixin, View):
    """The success page: the receipt number, what happens next and by when."""

    roles = frozenset({Role.OWNER, Role.PROVIDER})

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
        person = signed_in(request)
        filing = filing_for(person, uid)
        if person.role == Role.PROVIDER:
            return self.of_change(request, filing)
        if not filing.receipt_number or filing.submitted_at is None:
            return see_other("start")
        context = {
            "menu": "start",
            "filing": filing,
            "checks": filing.checks.select_related("provider"),
            "check_by": deadline(filing.submitted_at, PROVIDER_DAYS),
        }
        if filing.kind in OWNER_CANCELS:
            context["decide_by"] = deadline(filing.submitted_at, AUTHORITY_DAYS)
            return render(request, "filings/cancel/done.html", context)
        return render(request, "filings/wizard/done.html", context)

    def of_change(self, request: HttpRequest, filing: Filing) -> HttpResponse:
        """A provider's own 变更, which goes to the authority at once; of others' filings there is none."""
        provider = provider_of(signed_in(request))
        if provider is None or filing.opened_for_id != provider.pk or filing.arrived_at is None:
            return HttpResponseRedirect(reading_page(filing), status=303)
        context = {
            "menu": "desk",
            "filing": filing,
            "reading_page": reading_page(filing),
            "authority": authority_name(filing.province),
            "decide_by": deadline(filing.arrived_at, AUTHORITY_DAYS),
        }
        return render(request, "filings/wizard/done_change.html", context)
