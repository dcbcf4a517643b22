"""信息录入 in the menu: where a draft begins, goes on, or is thrown away."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from accounts.access import RolesMixin
from accounts.models import User
from accounts.roles import Role
from filings import actions
from filings.gate import signed_in
from filings.models import Filing
from filings.queries.listing import live_entity
from filings.views.wizard import WizardView, first_open_step, request_id, see_other
from filings.workflow import OPEN_STATES, OWNER_FILLED, REFILED_STATES, Kind, State
from icpportal.core.errors import Refused


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
        if _open_filing(signed_in(request)):
            return _start_page(request, status=409)
        try:
            draft = _open(signed_in(request), request.POST.get("kind", ""), request.POST.get("copy", ""))
        except Refused as refusal:
            return _start_page(request, refusal.sentence, status=409)
        return see_other(first_open_step(draft), draft.uid)


def _open(user: User, kind: str, copy: str) -> Filing:
    """A draft of the kind asked for; of an ended filing, when `copy` names one, with all that it said."""
    wanted = Kind(kind) if kind in OWNER_FILLED else Kind.FIRST
    entity = None if wanted == Kind.FIRST else live_entity(user)
    copied = _refilable(user) if copy else None
    if copy and (copied is None or str(copied.uid) != copy):
        raise Refused("copy", "这件旧申请不能用来重新填报，请直接开始填写。")
    return actions.open_draft(user, copied.kind if copied else wanted, entity=entity, copy_of=copied)


def _refilable(user: User) -> Filing | None:
    """The owner's latest 首次备案, if it ended without a number."""
    latest = _latest(user, kind=Kind.FIRST, submitted_at__isnull=False)
    return latest if latest is not None and latest.state in REFILED_STATES else None


def _open_filing(user: User) -> Filing | None:
    return _latest(user, state__in=sorted(OPEN_STATES))


def _start_page(request: HttpRequest, sentence: str = "", status: int = 200) -> HttpResponse:
    user = signed_in(request)
    context = {
        "menu": "start",
        "sentence": sentence,
        "under_way": _open_filing(user),
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
        messages.success(request, "草稿已删除。")
        return see_other("registered" if self.for_provider else "start")
