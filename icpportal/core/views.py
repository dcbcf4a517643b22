"""Pages that belong to no app: the manual, the privacy notice, and the regions for the script."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from icpportal.core.regions import cities, counties


@require_safe
@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    """操作说明."""
    return render(request, "info/help.html")


@require_safe
@login_not_required
def privacy_page(request: HttpRequest) -> HttpResponse:
    """隐私与数据."""
    return render(request, "info/privacy.html")


@require_safe
@login_not_required
@cache_control(public=True, max_age=86_400)
def regions(request: HttpRequest) -> JsonResponse:
    """``?parent=110000``: ``[[code, name], …]`` of the divisions right below, empty if there are none."""
    parent = request.GET.get("parent", "")
    below = cities(parent) or counties(parent)
    return JsonResponse([[region.code, region.name] for region in below], safe=False)
