"""公告, which system administrators edit, and the review reasons, which all staff may read."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db import models
from django.http import HttpRequest

from filings.models import Notice, ReasonCode
from icpportal.core.forms import LineField, LinesField

if TYPE_CHECKING:
    NoticeBase = admin.ModelAdmin[Notice]
    ReasonBase = admin.ModelAdmin[ReasonCode]
else:
    NoticeBase = ReasonBase = admin.ModelAdmin


@admin.register(Notice)
class NoticeAdmin(NoticeBase):
    list_display = ("title", "published_on", "is_visible")
    list_filter = ("is_visible",)
    search_fields = ("title",)
    date_hierarchy = "published_on"
    formfield_overrides = {
        models.CharField: {"form_class": LineField, "widget": AdminTextInputWidget},
        models.TextField: {"form_class": LinesField, "widget": AdminTextareaWidget},
    }


@admin.register(ReasonCode)
class ReasonCodeAdmin(ReasonBase):
    """Read-only: a reason once given keeps its words."""

    list_display = ("code", "title", "version", "retired_at")
    search_fields = ("code", "title")
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ReasonCode | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: ReasonCode | None = None) -> bool:
        return False
