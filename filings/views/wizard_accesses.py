"""Step 2: the accesses of one website, and the windows 添加接入, 修改 and 删除 with the search for a provider."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from filings import actions, document
from filings.forms import AccessForm
from filings.forms.access import chosen_provider
from filings.forms.places import typed_values
from filings.models import Access, Website
from filings.queries.content import access_of, seen_website, website_of
from filings.queries.reading import Section, reading_of
from filings.views.wizard import WizardView, posted_version, see_other
from filings.views.wizard_section import SectionView
from filings.views.wizard_websites import website_row
from icpportal.core.errors import Conflict, Refused
from icpportal.core.requests import request_id
from providers.models import Provider
from providers.queries import provider_of
from providers.search import search_context

CHOOSE_ONE = "请先在名单中选择一家，再点“确定”。"


def access_row(view: WizardView, access_id: int) -> Access:
    """:raises Http404: not an access of this filing, or, for a provider, not its own"""
    rows = Access.objects.filter(website__filing=view.filing, pk=access_id)
    row = rows.select_related("website", "provider").prefetch_related("ranges").first()
    if row is None or (view.for_provider and not view.rights.may_edit_access(row.pk, row.provider_id)):
        raise Http404
    return row


@dataclass(frozen=True)
class Line:
    """An access, how it reads, and whether this person may edit it."""

    access: document.Access
    section: Section
    may_edit: bool


class AccessesView(WizardView):
    """The accesses of one website; 继续 goes back to the websites."""

    def get(self, request: HttpRequest, website_id: int) -> HttpResponse:
        self.require_served(website_id)
        site = website_of(website_row(self.filing, website_id))
        if self.for_provider:
            site = seen_website(site, self.rights.provider_id or 0)
        sections = reading_of(document.Document(self.filing.kind, websites=(site,))).websites[0].accesses
        lines = [
            Line(access, section, self.rights.may_edit_access(int(access.key), access.provider_id))
            for access, section in zip(site.accesses, sections, strict=True)
        ]
        return self.page("accesses.html", site=site, accesses=lines)


class AccessAddView(SectionView):
    """提交 saves. Without script 查询 shows the list in the form itself, and 确定 fills the name in."""

    template_name = "access.html"
    section_kind = "access"
    is_new = True

    @cached_property
    def own(self) -> Provider | None:
        """A provider adds and edits its own accesses only."""
        return provider_of(self.person) if self.rights.is_for_own_accesses else None

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        action = request.POST.get("action")
        if self.own is not None:
            self.website()
            return super().post(request, **kwargs)
        if action == "search" or "page" in request.POST:
            return self.show_list(request.POST.get("page", "1"))
        if action == "choose":
            return self.choose()
        return super().post(request, **kwargs)

    def show_list(self, page: str = "1", sentence: str = "") -> HttpResponse:
        form = AccessForm(initial=typed_values(AccessForm, self.request.POST))
        found = search_context(self.request.POST.get("provider_name", "") or " ", page)
        if sentence:
            found |= {"sentence": sentence, "is_error": True}
        chosen = chosen_provider(self.request.POST.get("provider", ""))
        return self.show(form, posted_version(self.request), found=found, chosen=chosen)

    def choose(self) -> HttpResponse:
        provider = chosen_provider(self.request.POST.get("provider", ""))
        if provider is None:
            return self.show_list(sentence=CHOOSE_ONE)
        typed = typed_values(AccessForm, self.request.POST) | {
            "provider": provider.pk,
            "provider_name": provider.name,
        }
        return self.show(AccessForm(initial=typed), posted_version(self.request))

    def website(self) -> Website:
        """:raises Http404: not a website of this filing, or, for a provider, not one that it serves"""
        self.require_served(self.kwargs["website_id"])
        row = Website.objects.filter(filing=self.filing, pk=self.kwargs["website_id"]).first()
        if row is None:
            raise Http404
        return row

    def extra_context(self) -> dict[str, Any]:
        return {"site": self.website()}

    def stored(self) -> document.Access:
        return document.Access(key="")

    def make_form(self, data: QueryDict | None = None, initial: dict[str, Any] | None = None) -> AccessForm:
        return AccessForm(data, initial=initial, own=self.own)

    def initial(self) -> dict[str, Any]:
        return {}

    def saved(self, website_id: int) -> HttpResponse:
        """Back to the website's accesses; after a correction to the page that it came from."""
        if not self.is_correction:
            return see_other("accesses", self.filing.uid, website_id)
        messages.success(self.request, "接入信息已保存，并已通知主办者。")
        return self.home()

    def save(self, form: AccessForm, version: int | None) -> HttpResponse:
        uid, website_id, number = self.filing.uid, self.kwargs["website_id"], request_id(self.request)
        actions.add_access(self.person, uid, website_id, form.to_document(), self.reason(), request_id=number)
        return self.saved(website_id)


class AccessEditView(AccessAddView):
    is_new = False
    row: Access

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.refresh()
        return super().get(request, **kwargs)

    def refresh(self) -> None:
        self.row = access_row(self, self.kwargs["access_id"])

    def website(self) -> Website:
        if not hasattr(self, "row"):
            self.refresh()
        return self.row.website

    def stored(self) -> document.Access:
        return access_of(self.row)

    def version(self) -> int:
        return self.row.version

    def initial(self) -> dict[str, Any]:
        return AccessForm.initial_from(self.stored())

    def save(self, form: AccessForm, version: int | None) -> HttpResponse:
        uid, website, number = self.filing.uid, self.website(), request_id(self.request)
        values, access_id = form.to_document(), self.kwargs["access_id"]
        actions.save_access(self.person, uid, access_id, values, version, self.reason(), request_id=number)
        return self.saved(website.pk)


class AccessDeleteView(WizardView):
    """Asks, then deletes one access."""

    def get(self, request: HttpRequest, access_id: int) -> HttpResponse:
        return self.ask(access_row(self, access_id))

    def ask(self, row: Access, status: int = 200, stale: str = "") -> HttpResponse:
        context = {"access": access_of(row), "site": row.website, "version": row.version, "stale": stale}
        return self.page("access_delete.html", status, **context)

    def post(self, request: HttpRequest, access_id: int) -> HttpResponse:
        uid, version = self.filing.uid, posted_version(request)
        row = access_row(self, access_id)
        if not self.has_reason():
            return self.ask(row)
        try:
            actions.delete_access(
                self.person, uid, access_id, version, self.reason(), request_id=request_id(request)
            )
        except Conflict as conflict:
            return self.ask(access_row(self, access_id), 409, conflict.sentence)
        except Refused as refusal:
            return self.refused(row, refusal)
        messages.success(request, "接入信息已删除。")
        return self.home() if self.is_correction else see_other("accesses", uid, row.website_id)

    def refused(self, row: Access, refusal: Refused) -> HttpResponse:
        """1025 and the last check: to a provider on the page itself."""
        if not self.for_provider:
            raise refusal
        return self.ask(row, 409, refusal.sentence)
