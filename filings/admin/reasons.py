"""审核理由 in the admin: the ministry's staff write them, a new version each time; other staff read them."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.access import signed_in
from filings import actions
from filings.actions.reasons import STALE, Words
from filings.models import ReasonCode
from filings.queries.history import label_of
from filings.rules.labels import LABELS
from icpportal.core.errors import PortalError
from icpportal.core.forms import LineField, LinesField

if TYPE_CHECKING:
    Base = admin.ModelAdmin[ReasonCode]
    FormBase = forms.ModelForm[ReasonCode]
else:
    Base, FormBase = admin.ModelAdmin, forms.ModelForm

_KINDS = {"entity": "主体", "website": "网站", "access": "接入"}
_FIELDS = [
    (name, [(f"{kind}.{field}", label_of(f"{kind}.{field}")) for field in LABELS[kind]])
    for kind, name in _KINDS.items()
]


class ReasonForm(FormBase):
    """`is_retired` stands for `retired_at`. It saves nothing: the admin hands it to the action."""

    code = forms.SlugField(label="代码", max_length=32, help_text="小写字母、数字和连字符，以后不能改。")
    title = LineField(label="名称", max_length=64, widget=AdminTextInputWidget)
    text = LinesField(label="说明", max_length=500, widget=AdminTextareaWidget)
    suggestion = LinesField(label="修改建议", max_length=500, required=False, widget=AdminTextareaWidget)
    field = forms.ChoiceField(
        label="通常有问题的栏目",
        required=False,
        choices=[("", "不预设"), *_FIELDS],
        help_text="选这条理由时预设的栏目。",
    )
    is_retired = forms.BooleanField(
        label="停用", required=False, help_text="停用后不能再选，可以随时恢复；已经用过的不受影响。"
    )

    class Meta:
        model = ReasonCode
        fields = ("code", "title", "text", "suggestion", "field")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_retired"].initial = self.instance.retired_at is not None
        if self.instance.pk:
            self.fields["code"].disabled = True

    def clean_code(self) -> str:
        """Not of a reason that is there, nor 其他, which every page offers by itself."""
        code = str(self.cleaned_data["code"]).lower()
        if not self.instance.pk and (code == "other" or ReasonCode.objects.filter(code=code).exists()):
            raise forms.ValidationError("已有这个代码，请换一个。", code="taken")
        return code

    def clean(self) -> dict[str, Any]:
        if self.instance.pk and not is_latest(self.instance):
            raise forms.ValidationError(STALE, code="stale")
        return super().clean() or self.cleaned_data


@admin.register(ReasonCode)
class ReasonCodeAdmin(Base):
    """Every version is listed; only the latest of a code can be changed, and nothing is deleted."""

    form = ReasonForm
    fields = ("code", "title", "text", "suggestion", "field", "is_retired")
    list_display = ("title", "code", "version", "usual_field", "use")
    search_fields = ("code", "title")
    list_per_page = 100
    actions = None

    def get_fields(self, request: HttpRequest, obj: ReasonCode | None = None) -> Any:
        if self.has_change_permission(request, obj):
            return self.fields
        return ("title", "code", "version", "text", "suggestion", "usual_field", "use")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ReasonCode]:
        newer = ReasonCode.objects.filter(code=OuterRef("code"), version__gt=OuterRef("version"))
        return super().get_queryset(request).annotate(is_old=Exists(newer))

    def has_change_permission(self, request: HttpRequest, obj: ReasonCode | None = None) -> bool:
        """An old version is only read; a form of it that is sent in late is told so, with what was typed."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or request.method == "POST" or is_latest(obj))

    def has_delete_permission(self, request: HttpRequest, obj: ReasonCode | None = None) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: ReasonCode | None = None) -> Any:
        return () if self.has_change_permission(request, obj) else ("version", "usual_field", "use")

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> ReasonCode:
        """The new version, which the action wrote."""
        data, seen = form.cleaned_data, form.instance.version if change else 0
        words = Words(data["title"], data["text"], data["suggestion"], data["field"])
        return actions.write_reason(
            signed_in(request), data["code"], words, version=seen, is_retired=data["is_retired"]
        )

    def save_model(self, request: HttpRequest, obj: ReasonCode, form: Any, change: bool) -> None:
        """Nothing: `save_form` has had it written."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing, as `save_model`."""

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Of two people who save at the same instant the second is told."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except PortalError as error:
            messages.error(request, error.sentence)
            return redirect("admin:filings_reasoncode_changelist")

    @admin.display(description="通常有问题的栏目")
    def usual_field(self, reason: ReasonCode) -> str:
        return label_of(reason.field) or "不预设"

    @admin.display(description="使用")
    def use(self, reason: ReasonCode) -> str:
        if reason.is_old:  # type: ignore[attr-defined]  # annotated
            return "旧版本"
        return "已停用" if reason.retired_at else "在用"


def is_latest(reason: ReasonCode) -> bool:
    return not ReasonCode.objects.filter(code=reason.code, version__gt=reason.version).exists()
