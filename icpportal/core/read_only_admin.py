"""Rows that the admin shows and nobody adds, changes or deletes there, whatever their permissions."""

from typing import Any

from django.http import HttpRequest


class ReadOnlyAdmin:
    """Mixed in before `ModelAdmin`."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
