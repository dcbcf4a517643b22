"""Addresses under /providers/."""

from django.urls import path

from providers.views import search

app_name = "providers"
urlpatterns = [path("search/", search, name="search")]
