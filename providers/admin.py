"""The directory in the admin: access providers and the people who work for them."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db import models

from icpportal.core.forms import LineField
from providers.import_admin import ProviderImportAdmin
from providers.models import Provider, ProviderStaff


@admin.register(Provider)
class ProviderAdmin(ProviderImportAdmin):
    """A provider is not deleted: whoever stops its service is set to not 在用."""

    list_display = ("name", "short_name", "province", "licence_number", "is_active")
    list_filter = ("is_active", "province")
    search_fields = ("search_text", "licence_number")
    search_help_text = "名称、简称、拼音首字母或许可证号"
    readonly_fields = ("pinyin",)
    show_full_result_count = False
    formfield_overrides = {models.CharField: {"form_class": LineField, "widget": AdminTextInputWidget}}


@admin.register(ProviderStaff)
class ProviderStaffAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Who works for which provider. Only accounts of the role 接入服务商 are offered."""

    list_display = ("user", "provider", "is_administrator")
    list_filter = ("is_administrator",)
    list_select_related = ("user", "provider")
    search_fields = ("user__username", "provider__name")
    search_help_text = "用户名或接入服务商名称"
    autocomplete_fields = ("user", "provider")

    class Media:
        js = ("js/admin_names.js",)
