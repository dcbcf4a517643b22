"""Addresses of the pages that belong to no app."""

from django.urls import path

from icpportal.core import views

app_name = "core"
urlpatterns = [
    path("help/", views.help_page, name="help"),
    path("privacy/", views.privacy_page, name="privacy"),
    path("regions/", views.regions, name="regions"),
]
