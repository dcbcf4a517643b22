"""Step 2: the websites of a draft, and the windows 添加网站, 修改 and 删除."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from filings import actions, document, rules
from filings.formats import format_problem
from filings.forms import WebsiteForm
from filings.gate import signed_in
from filings.models import Access, Filing, Website
from filings.queries import read_document
from filings.queries.content import website_of
from filings.rules.problem import access_section, website_section
from filings.views.wizard import (
    WizardView,
    entity_of_filing,
    may_edit_entity,
    owner_parts,
    posted_version,
    request_id,
    see_other,
)
from filings.views.wizard_section import SectionView
from filings.workflow import Part
from icpportal.core.errors import Conflict


@dataclass(frozen=True)
class Card:
    """A website with its state in words; `badge` is a kind of `state_badge`."""

    site: document.Website
    state: str
    badge: str


def cards_of(content: document.Document) -> list[Card]:
    """One per website, by the rules that need nothing but the document."""
    facts = rules.Facts(today=timezone.localdate(), format_problem=format_problem)
    problems = rules.hard(rules.check(content, facts))
    return [_card(site, problems) for site in content.websites]


def _card(site: document.Website, problems: tuple[rules.Problem, ...]) -> Card:
    sections = {website_section(site.key), *(access_section(access.key) for access in site.accesses)}
    mine = [problem for problem in problems if problem.section in sections]
    if [problem.field for problem in mine] == ["accesses"]:
        return Card(site, "还没有接入信息", "caution")
    if mine:
        return Card(site, f"还有 {len(mine)} 处要补充", "caution")
    return Card(site, "已填完", "done")


class WebsitesView(WizardView):
    """The cards. 下一步 without a website comes back with a word."""

    def get(self, request: HttpRequest) -> HttpResponse:
        content = read_document(self.filing)
        if may_edit_entity(self.filing) and content.entity == document.Entity():
            messages.info(request, "请先填写主体信息。")
            return see_other("entity", self.filing.uid)
        return self.page(
            "websites.html",
            cards=cards_of(content),
            may_edit_websites=Part.WEBSITES in owner_parts(self.filing),
            has_entity_step=may_edit_entity(self.filing),
        )


def website_row(filing: Filing, website_id: int, *, accesses: bool = True) -> Website:
    """A website with all that belongs to it, or as if it had no accesses.

    :raises Http404: not a website of this filing
    """
    related: list[Any] = ["domains", "pre_approvals"]
    related += (
        ["accesses__provider", "accesses__ranges"]
        if accesses
        else [Prefetch("accesses", Access.objects.none())]
    )
    row = Website.objects.filter(filing=filing, pk=website_id).prefetch_related(*related).first()
    if row is None:
        raise Http404
    return row


class WebsiteAddView(SectionView):
    template_name = "website.html"
    section_kind = "website"
    is_new = True

    @cached_property
    def entity(self) -> document.Entity:
        return entity_of_filing(self.filing)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if may_edit_entity(self.filing) and self.entity == document.Entity():
            return see_other("entity", self.filing.uid)
        if Part.WEBSITES not in owner_parts(self.filing):
            return see_other("websites", self.filing.uid)
        return super().get(request, **kwargs)

    def stored(self) -> document.Website:
        return document.Website(key="")

    def make_form(self, data: QueryDict | None = None, initial: dict[str, Any] | None = None) -> WebsiteForm:
        return WebsiteForm(data, initial=initial, entity=self.entity)

    def initial(self) -> dict[str, Any]:
        return {"languages": [1]}

    def save(self, form: WebsiteForm, version: int | None) -> HttpResponse:
        user, values = signed_in(self.request), form.to_document()
        actions.add_website(user, self.filing.uid, values, request_id=request_id(self.request))
        messages.success(self.request, f"网站“{values.name or '未命名'}”已保存。请为它添加接入信息。")
        return see_other("websites", self.filing.uid)


class WebsiteEditView(WebsiteAddView):
    is_new = False
    row: Website

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.refresh()
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.refresh()
        return super().post(request, **kwargs)

    def refresh(self) -> None:
        self.row = website_row(self.filing, self.kwargs["website_id"], accesses=False)

    def stored(self) -> document.Website:
        return website_of(self.row)

    def version(self) -> int:
        return self.row.version

    def initial(self) -> dict[str, Any]:
        return WebsiteForm.initial_from(self.stored(), self.entity)

    def save(self, form: WebsiteForm, version: int | None) -> HttpResponse:
        user, values = signed_in(self.request), form.to_document()
        uid, website_id = self.filing.uid, self.kwargs["website_id"]
        actions.save_website(user, uid, website_id, values, version, request_id=request_id(self.request))
        messages.success(self.request, f"网站“{values.name or '未命名'}”已保存。")
        return see_other("websites", self.filing.uid)


class WebsiteDeleteView(WizardView):
    """Asks, then deletes the website with its accesses."""

    def get(self, request: HttpRequest, website_id: int) -> HttpResponse:
        return self.ask(website_row(self.filing, website_id))

    def ask(self, row: Website, status: int = 200, stale: str = "") -> HttpResponse:
        return self.page(
            "website_delete.html", status, site=website_of(row), version=row.version, stale=stale
        )

    def post(self, request: HttpRequest, website_id: int) -> HttpResponse:
        user, uid, version = signed_in(request), self.filing.uid, posted_version(request)
        try:
            actions.delete_website(user, uid, website_id, version, request_id=request_id(request))
        except Conflict as conflict:
            return self.ask(website_row(self.filing, website_id), 409, conflict.sentence)
        messages.success(request, "网站已删除。")
        return see_other("websites", uid)
