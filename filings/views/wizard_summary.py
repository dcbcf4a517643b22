"""Step 3: ICP备案信息总结 and 完成, and the page of its success."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views import View

from accounts.access import RolesMixin
from accounts.roles import Role
from filings import actions, document, rules
from filings.actions.completeness import NotComplete
from filings.forms.places import anchor_of
from filings.gate import filing_for, signed_in
from filings.models import Filing
from filings.queries import read_document
from filings.queries.facts import facts_for
from filings.queries.reading import reading_of
from filings.queries.standing import AUTHORITY_DAYS, PROVIDER_DAYS
from filings.views.wizard import WizardView, may_edit_entity, posted_version, request_id, see_other
from filings.workflow import OWNER_CANCELS
from icpportal.core.errors import Conflict, Refused
from icpportal.core.workdays import deadline


@dataclass(frozen=True)
class Found:
    """A problem and the address of its place, empty where there is none to mend it."""

    sentence: str
    address: str


def addresses_of(filing: Filing, content: document.Document) -> dict[str, str]:
    """Section, as in `rules.Problem`, to the page on which it is edited."""

    def address(name: str, *args: Any) -> str:
        return reverse(f"filings:{name}", args=[filing.uid, *args])

    found = {"filing": address("websites")}
    if may_edit_entity(filing):
        found["entity"] = address("entity")
    for site in content.websites:
        found[f"website:{site.key}"] = address("website-edit", int(site.key))
        found |= {f"access:{item.key}": address("access-edit", int(item.key)) for item in site.accesses}
    return found


def website_names(content: document.Document) -> dict[str, str]:
    """Section to the website that it belongs to, as its problems are introduced."""
    names: dict[str, str] = {}
    for place, site in enumerate(content.websites, 1):
        name = f"网站“{site.name}”：" if site.name else f"网站 {place}："
        names |= {f"access:{access.key}": name for access in site.accesses} | {f"website:{site.key}": name}
    return names


def placed(
    filing: Filing, content: document.Document, problems: Iterable[rules.Problem], addresses: dict[str, str]
) -> list[Found]:
    """Each problem with a link to its field; that a website has no access leads to its list of accesses."""
    names = website_names(content)
    found = []
    for problem in problems:
        address = addresses.get(problem.section, "")
        if problem.field == "accesses":
            address = reverse("filings:accesses", args=[filing.uid, int(problem.section.partition(":")[2])])
        elif address and problem.section != "filing" and problem.field:
            address += f"#{anchor_of(problem.field)}"
        found.append(Found(names.get(problem.section, "") + problem.sentence, address))
    return found


class SummaryView(WizardView):
    """Everything read-only, what is missing or doubtful, and 完成. A second 完成 leads to the first one's receipt."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest) -> HttpResponse:
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
        if not content.websites:
            return self.too_early(content)
        problems = rules.check(content, facts_for(self.filing, content))
        addresses = addresses_of(self.filing, content)
        return self.page(
            "summary.html",
            status,
            sentence=sentence,
            reading=reading_of(content, addresses),
            blocking=placed(self.filing, content, rules.hard(problems), addresses),
            doubtful=placed(self.filing, content, rules.doubtful(problems), addresses),
        )

    def too_early(self, content: document.Document) -> HttpResponse:
        if may_edit_entity(self.filing) and content.entity == document.Entity():
            messages.info(self.request, "请先填写主体信息。")
            return see_other("entity", self.filing.uid)
        messages.info(self.request, "还没有网站，请先添加网站。")
        return see_other("websites", self.filing.uid)


class DoneView(RolesMixin, View):
    """The success page: the receipt number, what happens next and by when."""

    roles = frozenset({Role.OWNER})

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
        filing = filing_for(signed_in(request), uid)
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
