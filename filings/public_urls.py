"""公共查询: its pages and its JSON. They stand first in the URLconf, for they are asked for most."""

from django.urls import path

from filings.views import api, public

app_name = "public"

urlpatterns = [
    path("api/v1/sites", api.sites, name="api-sites"),
    path("api/v1/sites/<str:number>", api.site, name="api-site"),
    path("api/v1/certificates/<str:serial>", api.certificate, name="api-certificate"),
    path("api/v1/openapi.json", api.description, name="api-description"),
    path("api/<path:rest>", api.nothing, name="api-nothing"),
    path("query/", public.query, name="query"),
    path("query/<str:number>/", public.site, name="site"),
]
