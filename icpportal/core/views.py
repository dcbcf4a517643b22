"""Pages that belong to no app: the manual and the privacy notice."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    """操作说明."""
    return render(request, "info/help.html")


@login_not_required
def privacy_page(request: HttpRequest) -> HttpResponse:
    """隐私与数据."""
    return render(request, "info/privacy.html")
