"""Menu items that open after 审核通过: until then each says where the filing stands and why it must wait."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import role_required, signed_in
from accounts.roles import Role
from filings.queries.listing import own_filings
from filings.workflow import STATES, State


def stage_page(request: HttpRequest, menu: str, title: str, why: str, status: int = 200) -> HttpResponse:
    """Where the owner's newest filing stands, and `why` the menu item must wait."""
    owner = signed_in(request)
    filing = own_filings(owner).first()
    context = {
        "menu": menu,
        "title": title,
        "why": why,
        "filing": filing,
        "stage": STATES[State(filing.state)].stage if filing else "还没有备案申请",
    }
    return render(request, "filings/stage.html", context, status=status)


@require_safe
@role_required(Role.OWNER)
def certificates(request: HttpRequest) -> HttpResponse:
    why = "电子证书在省通信管理局审核通过并给出备案号以后生成，每个网站一份，现在还没有可以下载的证书。"
    return stage_page(request, "certificates", "电子证书下载", why)
