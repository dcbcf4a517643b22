"""The import of providers in the admin: choose a file, look at what it would change, agree."""

from collections import Counter
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header

from accounts.access import signed_in
from icpportal.core.errors import Conflict
from providers.csv_file import MAX_BYTES, SAMPLE, FileRefused, Problem, decode, read_lines
from providers.importing import Change, Kind, carry_out, digest, plan_import
from providers.models import Provider, ProviderUpload

MAX_SHOWN = 200


class ProviderFileForm(forms.Form):
    """A CSV file that can be imported as it is; else `problems` says by line what is wrong."""

    file = forms.FileField(
        label="CSV 文件",
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": "请选择要导入的 CSV 文件。"},
    )
    text = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.problems: list[Problem] = []

    def clean_file(self) -> None:
        try:
            self.text = decode(self.cleaned_data["file"].read(MAX_BYTES + 1))
            plan_import(read_lines(self.text), Provider.objects.all())
        except FileRefused as refusal:
            self.problems = refusal.problems
            raise ValidationError(refusal.sentence, code=refusal.code) from None


class ProviderImportAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Adds the import to the list of providers; for those who may both add and change them."""

    change_list_template = "providers/admin/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        def guarded(view: Any) -> Any:
            def checked(request: HttpRequest) -> HttpResponse:
                if not (self.has_add_permission(request) and self.has_change_permission(request)):
                    raise PermissionDenied
                answer: HttpResponse = view(request)
                return answer

            return self.admin_site.admin_view(checked)

        return [
            path("import/", guarded(self.import_view), name="providers_provider_import"),
            path("import/preview/", guarded(self.preview_view), name="providers_provider_preview"),
            path("import/template/", guarded(self.template_view), name="providers_provider_template"),
            *super().get_urls(),
        ]

    def import_view(self, request: HttpRequest) -> HttpResponse:
        """The form for the file, and what is wrong with the one sent; a good one is kept for the preview."""
        is_sent = request.method == "POST"
        form = ProviderFileForm(request.POST, request.FILES) if is_sent else ProviderFileForm()
        if is_sent and form.is_valid():
            ProviderUpload.objects.update_or_create(user=signed_in(request), defaults={"text": form.text})
            return redirect("admin:providers_provider_preview")
        has_upload = ProviderUpload.objects.filter(user=signed_in(request)).exists()
        return self._page(request, "import", "导入接入服务商", {"form": form, "has_upload": has_upload})

    def preview_view(self, request: HttpRequest) -> HttpResponse:
        """What the file kept would change, or what is wrong in it by now; sent with the digest of the changes, it is
        carried out."""
        upload = ProviderUpload.objects.filter(user=signed_in(request)).first()
        if upload is None:
            messages.warning(request, "没有待导入的文件，它可能已经导入。如要再导入，请重新上传。")
            return redirect("admin:providers_provider_import")
        try:
            if request.method == "POST":
                return self._import(request, upload)
            changes = plan_import(read_lines(upload.text), Provider.objects.all())
        except FileRefused as refusal:
            messages.error(request, f"上传之后名录有了变化。{refusal.sentence}")
            form = ProviderFileForm()
            form.problems = refusal.problems
            return self._page(request, "import", "导入接入服务商", {"form": form})
        return self._page(request, "preview", "核对将要导入的内容", _preview(changes))

    def template_view(self, request: HttpRequest) -> HttpResponse:
        """A file with the headings and one line, as spreadsheets open it."""
        disposition = content_disposition_header(as_attachment=True, filename="接入服务商导入模板.csv")
        headers = {"Content-Type": "text/csv; charset=utf-8", "Content-Disposition": str(disposition)}
        return HttpResponse(f"\ufeff{SAMPLE}", headers=headers)

    def _import(self, request: HttpRequest, upload: ProviderUpload) -> HttpResponse:
        try:
            with transaction.atomic():
                changes = carry_out(read_lines(upload.text), request.POST.get("digest", ""))
                _log(upload.user_id, changes)
                upload.delete()
        except Conflict as conflict:
            messages.error(request, conflict.sentence)
            return redirect("admin:providers_provider_preview")
        messages.success(request, f"导入完成：{_count_text(changes)}。")
        return redirect("admin:providers_provider_changelist")

    def _page(self, request: HttpRequest, name: str, title: str, context: dict[str, Any]) -> HttpResponse:
        context |= self.admin_site.each_context(request) | {"title": title, "opts": self.opts}
        return TemplateResponse(request, f"providers/admin/{name}.html", context)


def _preview(changes: list[Change]) -> dict[str, Any]:
    moving = [change for change in changes if change.kind is not Kind.SAME]
    return {
        "digest": digest(changes),
        "count_text": _count_text(changes),
        "changes": moving[:MAX_SHOWN],
        "left_out": max(0, len(moving) - MAX_SHOWN),
    }


def _count_text(changes: list[Change]) -> str:
    counts = Counter(change.kind for change in changes)
    return "，".join(f"{kind} {counts[kind]} 家" for kind in Kind)


def _log(user_id: int, changes: list[Change]) -> None:
    """Each provider's history says that it came, or changed, by an import."""
    for kind, flag in ((Kind.NEW, ADDITION), (Kind.CHANGED, CHANGE)):
        touched = [change.provider for change in changes if change.kind is kind]
        LogEntry.objects.log_actions(user_id, touched, flag, "由 CSV 文件导入。")
