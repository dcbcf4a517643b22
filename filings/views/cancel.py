"""注销网站申请 and 注销主体申请: the form, whose half-typed state is the draft, the page that asks once more, 完成.

A cancellation cannot be undone, so 完成 takes the password again.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.views import View

from accounts.access import RolesMixin, signed_in
from accounts.roles import Role
from accounts.signin import confirm_password
from filings import actions
from filings.actions.case import STALE
from filings.actions.completeness import NotComplete
from filings.forms.cancel import CancelForm, ConfirmForm
from filings.forms.places import typed_texts
from filings.gate import filing_for
from filings.models import Filing, RegisteredEntity
from filings.queries.listing import drafts_by, live_entity, open_filing, own_register
from filings.queries.registered import Site, live_sites, registered_sites
from filings.rules.case import ENTITY_CANCELLED, WEBSITE_CANCELLED, crossing
from filings.views.stages import stage_page
from filings.views.wizard import posted_version, see_other
from filings.workflow import OWNER_CANCELS, Kind, State
from icpportal.core.errors import Conflict, Limited, PortalError
from icpportal.core.requests import request_id


@dataclass(frozen=True)
class Door:
    """One of the two menu items. `name` is its url name, `why` what it says to an owner without a number."""

    kind: Kind
    name: str
    title: str
    why: str

    @property
    def address(self) -> str:
        """For the template tag `url`."""
        return f"filings:{self.name}"


DOORS = {
    Kind.CANCEL_WEBSITE: Door(
        Kind.CANCEL_WEBSITE,
        "cancel-website",
        "注销网站申请",
        "注销的是已经取得备案号的网站。没有备案号就没有可以注销的网站；不想继续办理，可以撤回申请。",
    ),
    Kind.CANCEL_ENTITY: Door(
        Kind.CANCEL_ENTITY,
        "cancel-entity",
        "注销主体申请",
        "注销的是已经取得备案号的主体，连同它的全部网站。没有备案号就没有可以注销的主体；不想继续办理，可以撤回申请。",
    ),
}


class CancelView(RolesMixin, View):
    """The form. 保存 stays, 下一步 goes on to the page that asks; both keep what was typed."""

    roles = frozenset({Role.OWNER})
    door: Door = DOORS[Kind.CANCEL_WEBSITE]
    entity: RegisteredEntity

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if getattr(request.user, "role", None) in self.roles:
            entity = live_entity(signed_in(request))
            if entity is None:
                return self.no_entity(request)
            self.entity = entity
        return super().dispatch(request, *args, **kwargs)

    def no_entity(self, request: HttpRequest) -> HttpResponse:
        status = 409 if request.method == "POST" else 200
        cancelled = own_register(signed_in(request)).first()
        if cancelled is not None:
            return self.closed(f"{cancelled.number}：{ENTITY_CANCELLED}", status, register=cancelled)
        return stage_page(request, self.door.name, self.door.title, self.door.why, status)

    def get(self, request: HttpRequest) -> HttpResponse:
        barred = self.barred()
        if barred is not None:
            return barred
        draft = drafts_by(signed_in(request), self.door.kind).first()
        chosen = request.GET.get("website", "")
        initial = CancelForm.initial_from(draft) if draft else {"website": chosen}
        return self.form_page(CancelForm(initial=initial, sites=self.sites()), draft)

    def post(self, request: HttpRequest) -> HttpResponse:
        barred = self.barred()
        if barred is not None:
            return barred
        form = CancelForm(request.POST, sites=self.sites())
        draft = drafts_by(signed_in(request), self.door.kind).first()
        if not form.is_valid():
            return self.form_page(form, draft)
        try:
            draft = self.save(form, draft)
        except PortalError as error:
            return self.again(error)
        if request.POST.get("action") == "save":
            messages.success(request, "已保存，以后可以接着填写。")
            return see_other(self.door.name)
        form = self.form_over(draft)
        if form.is_valid() and form.say_what_is_missing():
            return self.form_page(form, draft)
        return see_other("cancel-confirm", draft.uid)

    def save(self, form: CancelForm, draft: Filing | None) -> Filing:
        """Into the draft, or a new one.

        :raises Conflict: there is a draft by now that the page did not know, or another version of it
        """
        user, version = signed_in(self.request), posted_version(self.request)
        if draft is None:
            draft = actions.open_draft(user, self.door.kind, entity=self.entity)
            version = draft.version
        return actions.save_cancellation(
            user, draft.uid, version, form.target(), form.terms(), request_id(self.request)
        )

    def again(self, error: PortalError) -> HttpResponse:
        draft = drafts_by(signed_in(self.request), self.door.kind).first()
        retry = self.form_over(draft)
        retry.add_error(None, error.sentence)
        return self.form_page(retry, draft, status=409)

    def form_over(self, draft: Filing | None) -> CancelForm:
        """What was typed, over the version that is there now."""
        data = self.request.POST.copy()
        data["version"] = str(draft.version if draft else "")
        return CancelForm(data, sites=self.sites())

    def sites(self) -> list[Site] | None:
        """Those to choose from; None for 注销主体, which takes them all."""
        return self.all_sites if self.door.kind == Kind.CANCEL_WEBSITE else None

    @cached_property
    def all_sites(self) -> list[Site]:
        return registered_sites(self.entity)

    @property
    def live(self) -> list[Site]:
        return [site for site in self.all_sites if site.is_live]

    def barred(self) -> HttpResponse | None:
        """The page that says why nothing can be filled in now, or None."""
        user = signed_in(self.request)
        status = 409 if self.request.method == "POST" else 200
        under_way = open_filing(user)
        if under_way is not None:
            return self.closed(crossing(self.door.kind, under_way.kind), status, under_way=under_way)
        draft = drafts_by(user, self.door.kind).first()
        if draft is not None and draft.registered_entity_id != self.entity.pk:
            return self.closed(f"这份草稿所属的{ENTITY_CANCELLED}", status, draft=draft)
        if self.door.kind == Kind.CANCEL_WEBSITE and not self.live:
            return self.closed("主体名下没有可以注销的网站。不再开办网站的，可以注销主体。", status)
        return None

    def closed(self, sentence: str, status: int, **context: Any) -> HttpResponse:
        context |= {"door": self.door, "menu": self.door.name, "sentence": sentence}
        context["typed"] = typed_texts(self.request.POST, [CancelForm])
        return render(self.request, "filings/cancel/closed.html", context, status=status)

    def form_page(self, form: CancelForm, draft: Filing | None, status: int = 200) -> HttpResponse:
        context = {
            "door": self.door,
            "menu": self.door.name,
            "form": form,
            "draft": draft,
            "entity": self.entity,
            "going": self.live if self.door.kind == Kind.CANCEL_ENTITY else [],
        }
        return render(self.request, "filings/cancel/form.html", context, status=status)


class CancelDraftView(RolesMixin, View):
    """A page of one draft of a cancellation, by its uid."""

    roles = frozenset({Role.OWNER})
    request: HttpRequest
    filing: Filing
    door: Door

    def dispatch(self, request: HttpRequest, *args: Any, uid: uuid.UUID, **kwargs: Any) -> HttpResponse:
        self.filing = filing_for(signed_in(request), uid)
        if self.filing.kind not in OWNER_CANCELS:
            raise Http404
        self.door = DOORS[Kind(self.filing.kind)]
        if self.filing.state != State.DRAFT:
            return self.after_submit(request)
        return super().dispatch(request, *args, **kwargs)

    def after_submit(self, request: HttpRequest) -> HttpResponse:
        if request.method == "POST" and self.filing.receipt_number:
            return see_other("done", self.filing.uid)
        if self.filing.state == State.DISCARDED:
            return see_other(self.door.name)
        return see_other("detail", self.filing.uid)

    def page(self, template: str, status: int = 200, **context: Any) -> HttpResponse:
        context |= {"door": self.door, "menu": self.door.name, "filing": self.filing}
        return render(self.request, f"filings/cancel/{template}", context, status=status)


class ConfirmView(CancelDraftView):
    """What goes and what stays, in plain words; 完成 with the password. A second 完成 leads to the first's receipt."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if open_filing(signed_in(request)):
            return see_other(self.door.name)
        lacks = self.lacks()
        if lacks:
            messages.info(request, lacks)
            return see_other(self.door.name)
        return self.ask(ConfirmForm(initial={"version": self.filing.version}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = ConfirmForm(request.POST)
        if not form.is_valid():
            return self.ask(form)
        user = signed_in(request)
        try:
            confirm_password(user, form.cleaned_data["current"])
            actions.submit(user, self.filing.uid, posted_version(request), request_id(request))
        except PortalError as error:
            return self.refused(error)
        return see_other("done", self.filing.uid)

    def lacks(self) -> str:
        """Why the form must be filled in first; empty if it need not."""
        filing = self.filing
        site = filing.target_website
        if site is not None and site.status == "cancelled":
            return WEBSITE_CANCELLED
        has_target = filing.kind == Kind.CANCEL_ENTITY or site is not None
        return "" if has_target and filing.effective_on and filing.statement else "请先填写完整。"

    def refused(self, error: PortalError) -> HttpResponse:
        """The form again with the sentence, over the version that is there now."""
        self.filing.refresh_from_db()
        if self.filing.receipt_number:
            return see_other("done", self.filing.uid)
        form = ConfirmForm({"version": str(self.filing.version), "current": "-"})
        if error.code == "wrong_password":
            form.add_error("current", error.sentence)
            return self.ask(form)
        under_way = open_filing(signed_in(self.request))
        problems = error.problems if isinstance(error, NotComplete) else ()
        for sentence in dict.fromkeys([problem.sentence for problem in problems] or [error.sentence]):
            form.add_error(None, STALE if isinstance(error, Conflict) else sentence)
        answer = self.ask(form, 429 if isinstance(error, Limited) else 409, under_way)
        if isinstance(error, Limited):
            answer["Retry-After"] = str(error.retry_after)
        return answer

    def ask(self, form: ConfirmForm, status: int = 200, under_way: Filing | None = None) -> HttpResponse:
        entity = self.filing.registered_entity
        sites = live_sites(entity) if entity else []
        going = [site for site in sites if self.filing.target_website_id in {None, site.row.pk}]
        return self.page(
            "confirm.html",
            status,
            form=form,
            entity=entity,
            going=going,
            staying=len(sites) - len(going),
            under_way=under_way,
        )


class DiscardCancelView(CancelDraftView):
    """删除草稿, after a question."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.page("discard.html")

    def post(self, request: HttpRequest) -> HttpResponse:
        actions.discard(signed_in(request), self.filing.uid, request_id(request))
        messages.success(request, "草稿已删除。")
        return see_other(self.door.name)
