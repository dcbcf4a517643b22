"""Addresses under /providers/."""

from django.urls import path

from providers import staff_views
from providers.views import search

app_name = "providers"
urlpatterns = [
    path("search/", search, name="search"),
    path("staff/", staff_views.people, name="staff"),
    path("staff/add/", staff_views.add, name="staff-add"),
    path("staff/<str:username>/administrator/", staff_views.administrator, name="staff-administrator"),
    path("staff/<str:username>/account/", staff_views.account, name="staff-account"),
]
