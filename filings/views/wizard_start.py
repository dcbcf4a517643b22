"""信息录入 in the menu: where a draft begins, goes on, or is thrown away."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from accounts.access import RolesMixin, signed_in
from accounts.models import User
from accounts.roles import Role
from filings import actions
from filings.models import Filing
from filings.queries.listing import live_entity, may_refile, open_filing
from filings.views.refile import lead_to_draft
from filings.views.wizard import WizardView, first_open_step, see_other
from filings.workflow import OWNER_FILLED, Kind, State
from icpportal.core.errors import Refused
from icpportal.core.requests import request_id


def _latest(user: User, **conditions: Any) -> Filing | None:
    return Filing.objects.filter(owner=user, **conditions).order_by("-created_at").first()


class StartView(RolesMixin, View):
    """GET leads on to the draft, or says why there is nothing to fill in; POST 开始填写 opens a draft."""

    roles = frozenset({Role.OWNER})

    def get(self, request: HttpRequest) -> HttpResponse:
        user = signed_in(request)
        draft = _latest(user, opened_by=user, state=State.DRAFT, kind__in=sorted(OWNER_FILLED))
        if draft is not None:
            return see_other(first_open_step(draft), draft.uid)
        return _start_page(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        user, copy = signed_in(request), request.POST.get("copy", "")
        if open_filing(user):
            return _start_page(request, status=409)
        if copy:
            return _refile(request, user, copy)
        try:
            draft = _open(user, request.POST.get("kind", ""))
        except Refused as refusal:
            return _start_page(request, refusal.sentence, status=409)
        return see_other(first_open_step(draft), draft.uid)


def _open(user: User, kind: str) -> Filing:
    """A draft of the kind asked for."""
    wanted = Kind(kind) if kind in OWNER_FILLED else Kind.FIRST
    entity = None if wanted == Kind.FIRST else live_entity(user)
    return actions.open_draft(user, wanted, entity=entity)


def _refile(request: HttpRequest, user: User, copy: str) -> HttpResponse:
    ended = _refilable(user)
    if ended is None or str(ended.uid) != copy:
        return _start_page(request, "这件旧申请不能用来重新填报，请直接开始填写。", status=409)
    return lead_to_draft(user, ended, request)


def _refilable(user: User) -> Filing | None:
    """The owner's latest filing, if it ended in vain and its kind is still for them."""
    latest = _latest(user, kind__in=sorted(OWNER_FILLED), submitted_at__isnull=False)
    return latest if latest is not None and may_refile(user, latest) else None


def _start_page(request: HttpRequest, sentence: str = "", status: int = 200) -> HttpResponse:
    user = signed_in(request)
    context = {
        "menu": "start",
        "sentence": sentence,
        "under_way": open_filing(user),
        "registered": live_entity(user),
        "refilable": _refilable(user),
    }
    return render(request, "filings/wizard/start.html", context, status=status)


class DiscardView(WizardView):
    """删除草稿, after a question."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.home() if self.is_correction else self.page("discard.html")

    def post(self, request: HttpRequest) -> HttpResponse:
        uid: uuid.UUID = self.filing.uid
        actions.discard(self.person, uid, request_id(request))
        return self.discarded(request)

    def discarded(self, request: HttpRequest) -> HttpResponse:
        messages.success(request, "草稿已删除。")
        return see_other("registered" if self.for_provider else "start")

    def locked(self, request: HttpRequest) -> HttpResponse:
        """删除草稿 pressed once more has done what it says."""
        is_again = request.method == "POST" and self.filing.state == State.DISCARDED
        return self.discarded(request) if is_again else super().locked(request)
