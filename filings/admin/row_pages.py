"""Pages about one row that nobody changes in the admin."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = object


class RowPages(Base):
    """Mixed into a `ModelAdmin`. Its change page changes nothing; `show` draws it, the row's history with it."""

    not_there: str
    not_there_leads_to: str

    def show(self, request: HttpRequest, row: Any) -> HttpResponse:
        raise NotImplementedError

    def of_row(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        """`view` with the row that its address names; what is out of sight reads as not there, in a sentence."""

        def found(request: HttpRequest, object_id: str, **kwargs: Any) -> HttpResponse:
            row = self.get_object(request, unquote(object_id))
            if row is None:
                messages.error(request, self.not_there)
                return redirect(self.not_there_leads_to)
            return view(request, row, **kwargs)

        return found

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if request.method == "POST" or not self.has_view_permission(request):
            raise PermissionDenied
        return self.of_row(self.show)(request, object_id)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The row's page tells it; Django's own would show none."""
        return self.of_row(self._to_page)(request, object_id)

    def _to_page(self, request: HttpRequest, row: Any) -> HttpResponse:
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", row.pk)
