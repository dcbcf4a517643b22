import pytest
from django.contrib import admin
from django.test import RequestFactory

from accounts.roles import ADMIN_PERMISSIONS, Role
from icpportal.core.models import CalendarDay

pytestmark = pytest.mark.django_db


class SystemAdministrator:
    """Somebody with exactly the permissions that the table gives to the role."""

    pk = 1
    is_active = is_staff = True

    def has_perm(self, name, obj=None):
        return name in ADMIN_PERMISSIONS[Role.ADMIN]


def calendar_page(rf: RequestFactory, method, data=None):
    request = getattr(rf, method)("/admin/core/calendarday/", data)
    request.user = SystemAdministrator()
    return admin.site._registry[CalendarDay], request


def test_administrator_may_extend_the_calendar_and_delete_nothing(rf):
    calendar, request = calendar_page(rf, "get")
    assert calendar.has_view_permission(request)
    assert calendar.has_add_permission(request)
    assert calendar.has_change_permission(request)
    assert not calendar.has_delete_permission(request)


def test_list_of_days_begins_with_the_latest(rf):
    calendar, request = calendar_page(rf, "get", {"q": "国庆节"})
    days = calendar.get_changelist_instance(request).result_list
    assert str(days[0]) == "2026-10-10 国庆节调休上班"


def test_same_day_twice_is_told_at_the_field(rf):
    calendar, request = calendar_page(rf, "get")
    form = calendar.get_form(request)(
        {"date": "2026-10-01", "is_working_day": "on", "name": "国庆节", "source": "通知"}
    )
    assert list(form.errors) == ["date"]
    assert CalendarDay.objects.get(date="2026-10-01").is_working_day is False
