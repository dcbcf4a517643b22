"""The register in the admin: read within the reviewer's province, changed by nobody; 依职权注销 begins here."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from accounts.access import signed_in
from filings import actions
from filings.admin.row_pages import RowPages
from filings.admin.searching import SearchedAdmin
from filings.forms.authority_cancel import AuthorityCancelForm
from filings.models import Filing, RegisteredEntity, RegisteredWebsite, RegisterStatus
from filings.queries.register import (
    filings_about,
    found_in_register,
    registered_visible_to,
)
from filings.queries.registered import registered_sites
from filings.workflow import Kind
from icpportal.core.errors import PortalError
from icpportal.core.read_only_admin import ReadOnlyAdmin
from icpportal.core.regions import region_name

if TYPE_CHECKING:
    Base = admin.ModelAdmin[RegisteredEntity]
else:
    Base = admin.ModelAdmin

_OTHER_DRAFT = "您有一件依职权注销还没有提交，就是这一件。请先完成或删除它，再办理新的。"
_HISTORY_SHOWN = 50


@admin.register(RegisteredEntity)
class RegisteredEntityAdmin(ReadOnlyAdmin, RowPages, SearchedAdmin, Base):
    """Every surface starts from `get_queryset`, so another province's rows are not there."""

    actions = None
    fields = ()
    not_there = "没有找到这个备案主体，或者它不在您现在负责的省份。什么都没有改动。"
    not_there_leads_to = "admin:index"
    list_display = ("number", "organiser", "owner", "place", "get_status_display", "changed_at")
    list_filter = ("status",)
    list_per_page = 50
    show_full_result_count = False
    ordering = ("-pk",)
    search_fields = ("number",)
    search_help_text = "备案号、网站域名，或主办单位名称的一部分"

    class Media:
        css = {"all": ["css/admin_filing.css"]}

    def get_urls(self) -> list[URLPattern]:
        page = require_http_methods(["GET", "HEAD", "POST"])(self.of_row(self.cancel_view))
        view = self.admin_site.admin_view(page)
        whole, one = "<path:object_id>/cancel/", "<path:object_id>/cancel/<int:website_id>/"
        return [
            path(one, view, name="filings_registeredentity_cancel_website"),
            path(whole, view, name="filings_registeredentity_cancel"),
            *super().get_urls(),
        ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[RegisteredEntity]:
        return registered_visible_to(signed_in(request)).order_by("-pk")

    def found(self, rows: QuerySet[RegisteredEntity], text: str) -> QuerySet[RegisteredEntity]:
        return found_in_register(rows, text)

    def show(self, request: HttpRequest, row: RegisteredEntity) -> HttpResponse:
        filings = list(filings_about(signed_in(request), row)[: _HISTORY_SHOWN + 1])
        context = {
            "title": row.number,
            "websites": registered_sites(row),
            "filings": filings[:_HISTORY_SHOWN],
            "is_cut": len(filings) > _HISTORY_SHOWN,
            "may_cancel": row.status != RegisterStatus.CANCELLED,
        }
        return self._answer(request, row, "change_form", context)

    def cancel_view(
        self, request: HttpRequest, entity: RegisteredEntity, website_id: int | None = None
    ) -> HttpResponse:
        """The form of 依职权注销; its POST opens the draft, which its page then shows for 完成 or 删除草稿."""
        website = _live_website(entity, website_id)
        if entity.status == RegisterStatus.CANCELLED:
            messages.error(request, "这个主体已注销，无需再注销。")
            return redirect("admin:filings_registeredentity_change", entity.pk)
        form = AuthorityCancelForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                return _open(request, entity, website, form)
            except PortalError as error:
                form.add_error(None, error.sentence)
        context = {"title": "依职权注销", "form": form, "website": website}
        return self._answer(request, entity, "cancel", context)

    def _answer(
        self, request: HttpRequest, entity: RegisteredEntity, name: str, context: dict[str, Any]
    ) -> HttpResponse:
        whole = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "entity": entity,
            "organiser": self.organiser(entity),
            "place": self.place(entity),
        }
        page = f"admin/filings/registeredentity/{name}.html"
        return TemplateResponse(request, page, whole | context)

    @admin.display(description="主办单位名称")
    def organiser(self, entity: RegisteredEntity) -> str:
        return entity.snapshot.filing.entity.name

    @admin.display(description="省份", ordering="province")
    def place(self, entity: RegisteredEntity) -> str:
        return region_name(entity.province)

    @admin.display(description="状态", ordering="status")
    def get_status_display(self, entity: RegisteredEntity) -> str:
        return entity.get_status_display()


def _live_website(entity: RegisteredEntity, website_id: int | None) -> RegisteredWebsite | None:
    """:raises Http404: no such website of `entity`, or it is cancelled"""
    if website_id is None:
        return None
    live = entity.websites.exclude(status=RegisterStatus.CANCELLED)
    website = live.filter(pk=website_id).first()
    if website is None:
        raise Http404
    return website


def _open(
    request: HttpRequest,
    entity: RegisteredEntity,
    website: RegisteredWebsite | None,
    form: AuthorityCancelForm,
) -> HttpResponse:
    terms = form.terms()
    draft = actions.open_draft(
        signed_in(request), Kind.AUTHORITY_CANCEL, entity=entity, website=website, terms=terms
    )
    if _asks_for(draft) == (entity.pk, website.pk if website else None, terms.article, terms.statement):
        messages.info(request, "草稿已建立。核对后点“完成”，由另一位审核员审核。")
    else:
        messages.warning(request, _OTHER_DRAFT)
    return redirect("admin:filings_filing_change", draft.pk)


def _asks_for(draft: Filing) -> tuple[int | None, int | None, str, str]:
    return draft.registered_entity_id, draft.target_website_id, draft.article, draft.statement
