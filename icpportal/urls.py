"""Every URL of the portal. Closed to strangers unless its view is marked open (accounts.middleware)."""

from django.contrib import admin
from django.urls import include, path

from filings.views.landing import landing

# First what a look at the beginning of the address rules out; the others are gone through one by one.
urlpatterns = [
    path("providers/", include("providers.urls")),
    path("admin/", admin.site.urls),
    path("landing/", landing, name="landing"),
    path("", include("filings.public_urls")),
    path("", include("accounts.urls")),
    path("", include("icpportal.core.urls")),
    path("", include("filings.urls")),
]

handler400 = "icpportal.errors.bad_request"
handler403 = "icpportal.errors.permission_denied"
handler404 = "icpportal.errors.page_not_found"
handler500 = "icpportal.errors.server_error"
