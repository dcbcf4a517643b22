"""The outbox in the admin: what became of a message, never what it said. Read-only."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.models.outbox import OutboxMessage
from icpportal.core.read_only_admin import ReadOnlyAdmin

if TYPE_CHECKING:
    Base = admin.ModelAdmin[OutboxMessage]
else:
    Base = admin.ModelAdmin

SHOWN = (
    "template",
    "channel",
    "masked_to",
    "user",
    "state",
    "attempts",
    "last_error",
    "created_at",
    "sent_at",
    "not_before",
    "expires_at",
    "lease_owner",
    "lease_until",
    "key",
)


@admin.register(OutboxMessage)
class OutboxMessageAdmin(ReadOnlyAdmin, Base):
    list_display = ("id", "template", "channel", "masked_to", "state", "attempts", "last_error", "created_at")
    list_filter = ("state", "channel", "template")
    list_per_page = 50
    show_full_result_count = False
    ordering = ("-id",)
    fields = SHOWN
    readonly_fields = SHOWN

    def get_queryset(self, request: HttpRequest) -> QuerySet[OutboxMessage]:
        return super().get_queryset(request).defer("sealed_body").select_related("user")
