"""公告: one notice of the home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import open_to_all
from filings.queries.announcements import published_notices


@open_to_all
@require_safe
def notice(request: HttpRequest, notice_id: int) -> HttpResponse:
    found = get_object_or_404(published_notices(), pk=notice_id)
    return render(request, "filings/notice.html", {"notice": found})
