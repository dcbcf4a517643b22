"""已备案网站 of a provider, and where 变更 and 取消接入 of them begin."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View
from django.views.decorators.http import require_safe

from accounts.access import RolesMixin, role_required, signed_in
from accounts.models import User
from accounts.roles import Role
from filings import actions
from filings.forms.change import Leaving, RemovalForm, TermsForm
from filings.models import Filing, RegisteredEntity
from filings.queries.content import opened
from filings.queries.listing import drafts_by
from filings.queries.search_words import search_text
from filings.queries.served import (
    as_sites,
    is_last_access,
    served_entity,
    served_websites,
)
from filings.queries.snapshots import SnapshotReader
from filings.views.wizard import see_other
from filings.workflow import Kind
from icpportal.core.errors import Refused
from icpportal.core.requests import request_id
from providers.queries import provider_of

PAGE_SIZE = 20


@require_safe
@role_required(Role.PROVIDER)
def registered(request: HttpRequest) -> HttpResponse:
    person, typed = signed_in(request), request.GET.get("q", "")
    try:
        text, sentence = search_text(typed), ""
    except Refused as refusal:
        text, sentence = "", refusal.sentence
    page = Paginator(served_websites(person, text), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "menu": "registered",
        "page": page,
        "sites": as_sites(list(page)),
        "q": typed,
        "text": text,
        "sentence": sentence,
        "keep": urlencode({"q": typed}) + "&" if text else "",
        "draft": _draft_of(person),
    }
    return render(request, "filings/registered.html", context)


def _draft_of(person: User) -> Filing | None:
    """The 变更 that this person is filling in; one at a time."""
    return drafts_by(person, Kind.CHANGE).select_related("entity").first()


class StartView(RolesMixin, View):
    """A form about one registered entity; POST opens the draft. A draft that stands already is led to."""

    roles = frozenset({Role.PROVIDER})
    template_name = "filings/change_start.html"
    entity: RegisteredEntity

    def dispatch(self, request: HttpRequest, *args: Any, entity_id: int, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated and request.user.role == Role.PROVIDER:
            found = served_entity(signed_in(request), entity_id)
            if found is None:
                raise Http404
            self.entity = found
        return super().dispatch(request, *args, **kwargs)

    def make_form(self, data: Any = None) -> TermsForm:
        return TermsForm(data)

    def get(self, request: HttpRequest) -> HttpResponse:
        draft = _draft_of(signed_in(request))
        if draft is not None and draft.registered_entity_id == self.entity.pk:
            messages.info(request, "这个主体的变更正在填写，请接着填写。")
            return see_other("websites", draft.uid)
        return self.show(self.make_form(), draft)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.show(form, _draft_of(signed_in(request)))
        try:
            return self.open(form)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
            return self.show(form, _draft_of(signed_in(request)), 409)

    def open(self, form: Any) -> HttpResponse:
        draft = actions.open_change(signed_in(self.request), self.entity, form.terms())
        return see_other("entity", draft.uid)

    def show(self, form: TermsForm, draft: Filing | None, status: int = 200) -> HttpResponse:
        context = {
            "menu": "registered",
            "form": form,
            "draft": draft,
            "entity": self.entity,
            "organiser": opened(self.entity.snapshot).entity.name,
        }
        return render(self.request, self.template_name, context, status=status)


class RemovalView(StartView):
    """取消接入: which websites, since when, and for a last access that the service has ended."""

    template_name = "filings/removal.html"

    def make_form(self, data: Any = None) -> RemovalForm:
        person = signed_in(self.request)
        provider = provider_of(person)
        read = SnapshotReader()
        leavings = [
            Leaving(row.pk, f"{read.website(row).name}（{row.number}）", is_last_access(row, provider))
            for row in served_websites(person).filter(entity=self.entity).order_by("site_no")
        ]
        chosen = self.request.GET.get("website", "")
        initial = {f"leave_{chosen}": True} if chosen else {}
        return RemovalForm(data, leavings=leavings, initial=initial)

    def open(self, form: Any) -> HttpResponse:
        person = signed_in(self.request)
        draft = actions.open_removal(
            person, self.entity, form.endings(), form.terms(), request_id(self.request)
        )
        return see_other("summary", draft.uid)
