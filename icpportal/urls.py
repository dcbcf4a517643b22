"""Every URL of the portal. Closed to strangers unless its view is marked open (accounts.middleware)."""

from django.contrib import admin
from django.urls import path

urlpatterns = [
    path("admin/", admin.site.urls),
]
