"""公告, which system administrators edit."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db import models

from filings.models import Notice
from icpportal.core.forms import LineField, LinesField

if TYPE_CHECKING:
    NoticeBase = admin.ModelAdmin[Notice]
else:
    NoticeBase = admin.ModelAdmin


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
