"""The admin site: Django's own, behind the portal's two login steps, for staff roles only."""

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


class PortalAdminConfig(AdminConfig):
    default_site = "icpportal.admin_site.PortalAdminSite"


class PortalAdminSite(AdminSite):
    site_header = site_title = "ICP备案管理系统 · 管理"
    index_title = "管理首页"
    site_url = "/"
    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        """Staff who have passed both login steps."""
        user = request.user
        return bool(user.is_active and user.is_staff and user.is_verified())  # type: ignore[attr-defined]  # set by OTPMiddleware

    def login(self, request: HttpRequest, extra_context: object = None) -> HttpResponse:
        """There is one login for everybody: the home page's."""
        return redirect("home")
