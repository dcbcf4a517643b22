"""认领 and 放回 in the admin: a page each under the filing, one action for many, the panel that says who holds it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from accounts.access import signed_in
from accounts.models import User
from filings import actions
from filings.actions.claiming import held_by
from filings.models import Filing
from filings.queries import relations
from filings.queries.claiming import CLAIM_DAYS, live_claim
from filings.workflow import Relation, State
from icpportal.core.errors import PortalError
from icpportal.core.requests import request_id
from icpportal.core.workdays import load_calendar

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Filing]
else:
    Base = object

AT_ONCE = 50
_STEPS = {"claim": ("认领", actions.claim), "release": ("放回", actions.release)}


@dataclass(frozen=True)
class ClaimPanel:
    """Who holds a filing in review, and which of 认领 and 放回 the reader may press."""

    sentence: str
    may_claim: bool
    may_release: bool


@dataclass(frozen=True)
class Outcome:
    """One row's result of claiming many; `filing` is None for what the reviewer does not see."""

    filing: Filing | None
    is_done: bool
    sentence: str


def claim_context(person: User, filing: Filing) -> dict[str, Any]:
    """What ``_claim.html`` needs: `filing`, and `claim`, which is None where nothing can be claimed."""
    panel = None
    if filing.state == State.AUTHORITY_REVIEW and Relation.AUTHORITY in relations(person, filing):
        held = live_claim(filing, load_calendar())
        if held is None:
            panel = ClaimPanel("这件申请还没有人认领。", may_claim=True, may_release=False)
        elif held.holder == person:
            lapses = "今天之后" if held.left == 0 else f"{held.left} 个工作日后"
            sentence = f"您已认领这件申请；{lapses}仍没有办理，会自动放回。"
            panel = ClaimPanel(sentence, may_claim=True, may_release=True)
        else:
            panel = ClaimPanel(f"{held_by(held)}。", may_claim=False, may_release=False)
    return {"filing": filing, "claim": panel}


class ClaimPages(Base):
    """Mixed into the filings' admin: ``<id>/claim/``, ``<id>/release/``, and 认领 for the rows that are ticked."""

    actions = ("claim_chosen",)

    def get_urls(self) -> list[URLPattern]:
        def page(step: str) -> URLPattern:
            view = require_http_methods(["GET", "HEAD", "POST"])(self.claim_view)
            guarded = self.admin_site.admin_view(view)
            return path(f"<path:object_id>/{step}/", guarded, {"step": step}, name=f"filings_filing_{step}")

        return [*[page(step) for step in _STEPS], *super().get_urls()]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """This one only; Django would add deleting."""
        found = super().get_actions(request)
        return {name: action for name, action in found.items() if name in ClaimPages.actions}

    def claim_view(self, request: HttpRequest, object_id: str, step: str) -> HttpResponse:
        filing = self.get_object(request, unquote(object_id))
        if filing is None or not self.has_view_permission(request, filing):
            raise Http404
        person, (name, act) = signed_in(request), _STEPS[step]
        if request.method == "POST":
            try:
                act(person, filing.uid, request_id(request))
                messages.success(request, f"{filing.receipt_number}：已{name}。")
            except PortalError as refusal:
                messages.error(request, refusal.sentence)
            return redirect("admin:filings_filing_change", filing.pk)
        context = self.admin_site.each_context(request) | {"opts": self.opts, "title": name}
        context |= claim_context(person, filing)
        return TemplateResponse(request, "admin/filings/filing/claim.html", context)

    @admin.action(description="认领")
    def claim_chosen(self, request: HttpRequest, queryset: QuerySet[Filing]) -> HttpResponse | None:
        """Each row by itself, with its result; of what the reviewer does not see nothing is said but that."""
        chosen = self._chosen(request, queryset)
        if len(chosen) > AT_ONCE:
            messages.error(request, f"一次最多认领 {AT_ONCE} 件，请少选一些。")
            return None
        seen = {filing.pk: filing for filing in self.get_queryset(request).filter(pk__in=chosen)}
        outcomes = [_claim_one(request, seen.get(pk)) for pk in chosen]
        context = self.admin_site.each_context(request) | {"opts": self.opts, "title": "认领结果"}
        context |= {"outcomes": outcomes, "done": sum(outcome.is_done for outcome in outcomes)}
        return TemplateResponse(request, "admin/filings/filing/claimed.html", context)

    def _chosen(self, request: HttpRequest, queryset: QuerySet[Filing]) -> list[int]:
        """The keys that are ticked, or those of the whole list, one more than are taken at once at most."""
        if request.POST.get("select_across") == "1":
            return sorted(queryset.order_by().values_list("pk", flat=True)[: AT_ONCE + 1])
        return [int(key) for key in dict.fromkeys(request.POST.getlist(ACTION_CHECKBOX_NAME))]


def _claim_one(request: HttpRequest, filing: Filing | None) -> Outcome:
    if filing is None:
        return Outcome(None, False, "没有找到这件申请。")
    try:
        actions.claim(signed_in(request), filing.uid, request_id(request))
    except PortalError as refusal:
        return Outcome(filing, False, f"没有认领：{refusal.sentence}")
    except Http404:
        return Outcome(None, False, "没有找到这件申请。")
    return Outcome(filing, True, f"已认领，{CLAIM_DAYS} 个工作日内有效。")
