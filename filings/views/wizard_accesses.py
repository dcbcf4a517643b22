"""Step 2: the accesses of one website, and the windows 添加接入, 修改 and 删除 with the search for a provider."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from filings import actions, document
from filings.forms import AccessForm
from filings.forms.access import chosen_provider
from filings.forms.places import typed_values
from filings.gate import signed_in
from filings.models import Access, Filing, Website
from filings.queries.content import access_of, website_of
from filings.queries.reading import reading_of
from filings.views.wizard import WizardView, posted_version, request_id, see_other
from filings.views.wizard_section import SectionView
from filings.views.wizard_websites import website_row
from icpportal.core.errors import Conflict
from providers.search import search_context

CHOOSE_ONE = "请先在名单中选择一家，再点“确定”。"


def access_row(filing: Filing, access_id: int) -> Access:
    """:raises Http404: not an access of this filing"""
    rows = Access.objects.filter(website__filing=filing, pk=access_id)
    row = rows.select_related("website", "provider").prefetch_related("ranges").first()
    if row is None:
        raise Http404
    return row


class AccessesView(WizardView):
    """The accesses of one website; 继续 goes back to the websites."""

    def get(self, request: HttpRequest, website_id: int) -> HttpResponse:
        site = website_of(website_row(self.filing, website_id))
        sections = reading_of(document.Document(self.filing.kind, websites=(site,))).websites[0].accesses
        return self.page("accesses.html", site=site, accesses=list(zip(site.accesses, sections, strict=True)))


class AccessAddView(SectionView):
    """提交 saves. Without script 查询 shows the list in the form itself, and 确定 fills the name in."""

    template_name = "access.html"
    section_kind = "access"
    is_new = True

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        action = request.POST.get("action")
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
        """:raises Http404: not a website of this filing"""
        row = Website.objects.filter(filing=self.filing, pk=self.kwargs["website_id"]).first()
        if row is None:
            raise Http404
        return row

    def extra_context(self) -> dict[str, Any]:
        return {"site": self.website()}

    def stored(self) -> document.Access:
        return document.Access(key="")

    def make_form(self, data: QueryDict | None = None, initial: dict[str, Any] | None = None) -> AccessForm:
        return AccessForm(data, initial=initial)

    def initial(self) -> dict[str, Any]:
        return {}

    def save(self, form: AccessForm, version: int | None) -> HttpResponse:
        user, uid, website_id = signed_in(self.request), self.filing.uid, self.kwargs["website_id"]
        actions.add_access(user, uid, website_id, form.to_document(), request_id=request_id(self.request))
        return see_other("accesses", uid, website_id)


class AccessEditView(AccessAddView):
    is_new = False
    row: Access

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        self.refresh()
        return super().get(request, **kwargs)

    def refresh(self) -> None:
        self.row = access_row(self.filing, self.kwargs["access_id"])

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
        user, uid, website = signed_in(self.request), self.filing.uid, self.website()
        values, access_id = form.to_document(), self.kwargs["access_id"]
        actions.save_access(user, uid, access_id, values, version, request_id=request_id(self.request))
        return see_other("accesses", uid, website.pk)


class AccessDeleteView(WizardView):
    """Asks, then deletes one access."""

    def get(self, request: HttpRequest, access_id: int) -> HttpResponse:
        return self.ask(access_row(self.filing, access_id))

    def ask(self, row: Access, status: int = 200, stale: str = "") -> HttpResponse:
        context = {"access": access_of(row), "site": row.website, "version": row.version, "stale": stale}
        return self.page("access_delete.html", status, **context)

    def post(self, request: HttpRequest, access_id: int) -> HttpResponse:
        user, uid, version = signed_in(request), self.filing.uid, posted_version(request)
        row = access_row(self.filing, access_id)
        try:
            actions.delete_access(user, uid, access_id, version, request_id=request_id(request))
        except Conflict as conflict:
            return self.ask(access_row(self.filing, access_id), 409, conflict.sentence)
        messages.success(request, "接入信息已删除。")
        return see_other("accesses", uid, row.website_id)
