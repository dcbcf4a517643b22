"""The page 选择网站接入服务提供者; with script it is shown as a window over the page that asked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from accounts.access import role_required
from accounts.roles import Role
from providers.search import search_context


@require_safe
@vary_on_headers("X-Window")
@role_required(Role.OWNER, Role.PROVIDER)
def search(request: HttpRequest) -> HttpResponse:
    """GET ``?q=&page=``: the form with the keywords, and the providers found, each with a radio button.

    Without script 确定 comes back here with ``provider=<id>``, and the page says how to go on. With it only the window
    itself is asked for (``X-Window``), after each 查询 anew: menu and frame are two thirds of what the page costs.
    """
    context = search_context(request.GET.get("q", ""), request.GET.get("page", "1"))
    chosen = request.GET.get("provider", "")
    hits = context["found"].hits if context["found"] else ()
    context["chosen"] = next((hit for hit in hits if str(hit.pk) == chosen), None)
    context["frame"] = "bare.html" if "X-Window" in request.headers else "frame.html"
    return render(request, "providers/search.html", context)
