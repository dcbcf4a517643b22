"""The portal's addresses, and under /floor/ what its pages are measured against. Known to the benchmark only."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.utils import timezone

from accounts.access import open_to_all
from filings import codes
from filings.forms.entity import documents_by_nature
from filings.models import Entity, Filing
from filings.public_limits import spend_query
from filings.views.wizard import WizardView, see_other
from icpportal.core import regions


@open_to_all
def constant(request: HttpRequest) -> HttpResponse:
    """What the middleware alone costs."""
    return HttpResponse("<!DOCTYPE html><title>-</title>")


@open_to_all
def limited(request: HttpRequest) -> HttpResponse:
    """What a public query costs before it asks the register anything: the middleware and the limiter."""
    spend_query(request)
    return HttpResponse("<!DOCTYPE html><title>-</title>")


@open_to_all
def frame(request: HttpRequest) -> HttpResponse:
    """The frame around nothing, for strangers and for people who are signed in."""
    return render(request, "benchmarks/frame.html")


class HandWrittenEntity(WizardView):
    """Step 1 with every input written in the template: the same questions to the database, no form."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not self.rights.may_edit_entity:
            return see_other("websites", self.filing.uid)
        row, today = Entity.objects.get(filing=self.filing), timezone.localdate()
        context = {"menu": "start", "filing": self.filing, "row": row}
        return render(
            request,
            "benchmarks/entity.html",
            context
            | {
                "by_nature": documents_by_nature(today),
                "natures": codes.valid_on(codes.NATURES, today),
                "documents": codes.documents_for(row.nature, today),
                "person_documents": codes.person_documents(today),
                "provinces": regions.provinces(),
                "cities": regions.cities(row.province),
                "counties": regions.counties(row.city),
            },
        )


class StockFilings(admin.ModelAdmin[Filing] if TYPE_CHECKING else admin.ModelAdmin):
    """The review queue as Django gives it for nothing: the columns that are fields, its own search, its own pages."""

    # Not the portal's, which stands in the place that Django looks at first.
    change_list_template = "admin/change_list.html"
    list_display = ("receipt_number", "kind", "organiser", "province", "state", "arrived_at", "claimed_by")
    list_select_related = ("entity", "claimed_by")
    list_filter = ("kind", "state")
    list_per_page = 50
    search_fields = ("receipt_number", "filing_number", "entity__name")

    @admin.display(description="主办单位名称")
    def organiser(self, filing: Filing) -> str:
        return filing.entity.name

    def has_view_permission(self, request: HttpRequest, obj: Filing | None = None) -> bool:
        return True


stock_site = admin.AdminSite(name="stock")
stock_site.register(Filing, StockFilings)

urlpatterns = [
    path("floor/admin/", stock_site.urls),
    path("floor/constant/", constant),
    path("floor/limited/", limited),
    path("floor/frame/", frame),
    path("floor/entity/<uuid:uid>/", HandWrittenEntity.as_view()),
    path("", include("icpportal.urls")),
]

handler400 = "icpportal.errors.bad_request"
handler403 = "icpportal.errors.permission_denied"
handler404 = "icpportal.errors.page_not_found"
handler500 = "icpportal.errors.server_error"
