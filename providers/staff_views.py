"""人员管理: the people of one provider, for its administrators."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits
from accounts.access import role_required, signed_in
from accounts.models import User
from accounts.roles import Role
from icpportal.core.errors import Refused
from providers import staff
from providers.forms import NewColleagueForm
from providers.models import ProviderStaff

PAGE_SIZE = 20
MENU = "providers:staff"


@require_safe
@role_required(Role.PROVIDER)
def people(request: HttpRequest) -> HttpResponse:
    provider = staff.administered_provider(signed_in(request))
    members = ProviderStaff.objects.filter(provider=provider).select_related("user")
    members = members.order_by("-user__is_active", "-is_administrator", "user__username")
    context = {
        "menu": MENU,
        "provider": provider,
        "page": Paginator(members, PAGE_SIZE).get_page(request.GET.get("page")),
    }
    return render(request, "providers/staff.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@role_required(Role.PROVIDER)
def add(request: HttpRequest) -> HttpResponse:
    actor = signed_in(request)
    provider = staff.administered_provider(actor)
    form = NewColleagueForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        answer = _added(request, actor, form)
        if answer is not None:
            return answer
    return render(request, "providers/staff_add.html", {"menu": MENU, "provider": provider, "form": form})


def _added(request: HttpRequest, actor: User, form: NewColleagueForm) -> HttpResponse | None:
    """The answer to a person added, or None when the form must be shown again.

    :raises Limited: too many in an hour
    """
    # Before anything is looked up: the answers say which mobiles have an account, and each person gets an SMS.
    limits.spend(limits.COLLEAGUES_BY_ACCOUNT, actor.username)
    if not form.is_valid():
        return None
    try:
        member = staff.add_person(actor, **form.cleaned_data)
    except Refused as refusal:
        form.add_error("username" if refusal.code == "username_taken" else None, refusal.sentence)
        return None
    messages.success(
        request,
        f"已为 {member.user.username} 开通账号，并通知本人设置密码。请把用户名告诉本人，通知里没有写。",
    )
    return redirect("providers:staff")


@require_POST
@role_required(Role.PROVIDER)
def administrator(request: HttpRequest, username: str) -> HttpResponse:
    """``on=1`` makes an administrator, anything else makes them none."""
    turned_on = request.POST.get("on") == "1"
    try:
        staff.set_administrator(signed_in(request), username, turned_on)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, f"{username} {'现在是' if turned_on else '不再是'}管理员。")
        if username == signed_in(request).username and not turned_on:
            return redirect("landing")
    return redirect("providers:staff")


@require_POST
@role_required(Role.PROVIDER)
def account(request: HttpRequest, username: str) -> HttpResponse:
    """``on=1`` reopens the account, anything else closes it."""
    turned_on = request.POST.get("on") == "1"
    try:
        staff.set_active(signed_in(request), username, turned_on)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        end = "已重新开放，可以登录。" if turned_on else "已关闭，正在使用的也已退出。"
        messages.success(request, f"{username} 的账号{end}")
    return redirect("providers:staff")
