"""重新填报: from what ended in vain to a new draft with a copy of it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.views import View

from accounts.access import RolesMixin, signed_in
from accounts.models import User
from accounts.roles import Role
from filings import actions
from filings.gate import filing_for
from filings.models import Filing
from filings.queries.listing import open_filing
from filings.views.wizard import first_open_step, see_other
from icpportal.core.errors import Refused


class RefileView(RolesMixin, View):
    """重新填报: POST leads to the new draft, or to the one that there is; GET to what it would begin from."""

    roles = frozenset({Role.OWNER})
    filing: Filing

    def dispatch(self, request: HttpRequest, *args: Any, uid: uuid.UUID, **kwargs: Any) -> HttpResponse:
        self.filing = filing_for(signed_in(request), uid)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return see_other("detail", self.filing.uid)

    def post(self, request: HttpRequest) -> HttpResponse:
        owner = signed_in(request)
        under_way = open_filing(owner)
        if under_way is not None:
            messages.error(request, f"您有一件{under_way.get_kind_display()}正在办理，办结后才能重新填报。")
            return see_other("progress", under_way.uid)
        return lead_to_draft(owner, self.filing, request)


def lead_to_draft(owner: User, ended: Filing, request: HttpRequest) -> HttpResponse:
    """Says what was not copied, and leads to the draft.

    A refusal leads back to the ended filing, with its sentence.
    """
    try:
        done = actions.refile(owner, ended)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return see_other("detail", ended.uid)
    if not done.is_new:
        name = done.draft.get_kind_display()
        messages.warning(
            request,
            f"您已经有一份{name}的草稿，没有改动它。请接着填写；要用旧申请的内容重新填报，请先删除这份草稿。",
        )
    for sentence in done.left_out:
        messages.warning(request, sentence)
    return see_other(first_open_step(done.draft), done.draft.uid)
