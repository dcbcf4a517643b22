"""Step 2: the websites of a draft, and the windows 添加网站, 修改 and 删除."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils import timezone

from accounts.access import signed_in
from filings import actions, document, rules
from filings.formats import format_problem
from filings.forms import WebsiteForm
from filings.models import Access, Filing, Website
from filings.queries import read_document
from filings.queries.content import website_of
from filings.queries.shown import shown_to
from filings.rules.problem import access_section, website_section
from filings.views.addresses import providers_in
from filings.views.wizard import (
    WizardView,
    entity_of_filing,
    posted_version,
    see_other,
)
from filings.views.wizard_section import SectionView
from filings.workflow import Kind
from icpportal.core.errors import Conflict, Refused
from icpportal.core.requests import request_id


@dataclass(frozen=True)
class Card:
    """A website with its state in words; `badge` is a kind of `state_badge`."""

    site: document.Website
    state: str
    badge: str


def cards_of(content: document.Document, shown: document.Document | None = None) -> list[Card]:
    """One per website of `shown`, which is what the reader may see of `content`.

    By the rules that need nothing but the document.
    """
    facts = rules.Facts(
        today=timezone.localdate(),
        format_problem=format_problem,
        service_ended=frozenset(site.key for site in content.websites if site.service_ended),
    )
    problems = rules.hard(rules.check(content, facts))
    return [_card(site, problems) for site in (shown or content).websites]


def _card(site: document.Website, problems: tuple[rules.Problem, ...]) -> Card:
    sections = {website_section(site.key), *(access_section(access.key) for access in site.accesses)}
    mine = [problem for problem in problems if problem.section in sections]
    if [problem.field for problem in mine] == ["accesses"]:
        return Card(site, "还没有接入信息", "caution")
    if mine:
        return Card(site, f"还有 {len(mine)} 处要补充", "caution")
    if site.service_ended and not site.accesses:
        return Card(site, "服务已终止，没有接入", "plain")
    return Card(site, "已填完", "done")


class WebsitesView(WizardView):
    """The cards. 下一步 without a website comes back with a word."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if self.is_correction:
            return self.home()
        content = read_document(self.filing)
        if self.rights.may_edit_entity and content.entity == document.Entity():
            messages.info(request, "请先填写主体信息。")
            return see_other("entity", self.filing.uid)
        shown = shown_to(self.person, content, self.filing)
        return self.page(
            "websites.html",
            cards=cards_of(content, shown),
            deletable=[s.key for s in shown.websites if self.rights.may_delete_website(providers_in(s))],
            may_add_website=self.rights.may_add_website,
            has_entity_step=self.rights.may_edit_entity,
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
        if self.rights.may_edit_entity and self.entity == document.Entity():
            return see_other("entity", self.filing.uid)
        if self.is_new and not self.rights.may_add_website:
            return self.home()
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
        return self.home()


class WebsiteEditView(WebsiteAddView):
    is_new = False
    row: Website

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.refresh()
        if not self.for_provider and not self.rights.may_add_website:
            return self.home()
        return super().get(request, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.refresh()
        return super().post(request, **kwargs)

    def refresh(self) -> None:
        self.require_served(self.kwargs["website_id"])
        self.row = website_row(self.filing, self.kwargs["website_id"], accesses=False)

    def extra_context(self) -> dict[str, Any]:
        return {"service_ended": self.row.service_ended}

    def stored(self) -> document.Website:
        return website_of(self.row)

    def version(self) -> int:
        return self.row.version

    def initial(self) -> dict[str, Any]:
        return WebsiteForm.initial_from(self.stored(), self.entity)

    def save(self, form: WebsiteForm, version: int | None) -> HttpResponse:
        values, number = form.to_document(), request_id(self.request)
        uid, website_id = self.filing.uid, self.kwargs["website_id"]
        actions.save_website(self.person, uid, website_id, values, version, self.reason(), request_id=number)
        told = "，并已通知主办者" if self.is_correction else ""
        messages.success(self.request, f"网站“{values.name or '未命名'}”已保存{told}。")
        return self.home()


class WebsiteDeleteView(WizardView):
    """Asks, then deletes the website with its accesses."""

    def get(self, request: HttpRequest, website_id: int) -> HttpResponse:
        self.require_served(website_id)
        return self.ask(website_row(self.filing, website_id))

    def ask(self, row: Website, status: int = 200, stale: str = "") -> HttpResponse:
        site = website_of(row)
        return self.page("website_delete.html", status, site=site, version=row.version, stale=stale)

    def post(self, request: HttpRequest, website_id: int) -> HttpResponse:
        uid, version = self.filing.uid, posted_version(request)
        self.require_served(website_id)
        if not self.has_reason():
            return self.ask(website_row(self.filing, website_id))
        try:
            actions.delete_website(
                self.person, uid, website_id, version, self.reason(), request_id=request_id(request)
            )
        except Conflict as conflict:
            return self.ask(website_row(self.filing, website_id), 409, conflict.sentence)
        except Refused as refusal:
            return self.refused(website_id, refusal)
        messages.success(request, "网站已删除。")
        return self.home()

    def refused(self, website_id: int, refusal: Refused) -> HttpResponse:
        """To a provider on the page itself: its own accesses are what stands in the way."""
        if not self.for_provider:
            raise refusal
        return self.ask(website_row(self.filing, website_id), 409, refusal.sentence)


class ServiceEndedView(WizardView):
    """终止服务声明 of a 变更, or its withdrawal."""

    def get(self, request: HttpRequest, website_id: int) -> HttpResponse:
        return self.ask(self.row(website_id))

    def row(self, website_id: int) -> Website:
        """:raises Http404: not a website of this filing, or the filing is no 变更"""
        self.require_served(website_id)
        if self.filing.kind != Kind.CHANGE:
            raise Http404
        return website_row(self.filing, website_id)

    def ask(self, row: Website, status: int = 200, stale: str = "") -> HttpResponse:
        return self.page("service_ended.html", status, site=row, version=row.version, stale=stale)

    def post(self, request: HttpRequest, website_id: int) -> HttpResponse:
        row, version, ended = self.row(website_id), posted_version(request), "ended" in request.POST
        if not self.has_reason():
            return self.ask(row)
        try:
            actions.declare_service_ended(
                self.person, self.filing.uid, website_id, ended, version, self.reason(), request_id(request)
            )
        except (Conflict, Refused) as error:
            return self.ask(self.row(website_id), 409, error.sentence)
        messages.success(request, "终止服务声明已保存。" if ended else "已取消终止服务声明。")
        return self.home()
