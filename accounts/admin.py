"""People in the admin: the system administrator makes staff accounts and closes accounts. Nothing else.

No password is set or shown here: whoever gets an account sets their own by 忘记密码. Contacts are masked.
"""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.forms.staff import NewPersonForm, PersonForm
from accounts.models import User
from icpportal.core.masking import mask_email, mask_mobile

if TYPE_CHECKING:
    Base = admin.ModelAdmin[User]
else:
    Base = admin.ModelAdmin

SHOWN = (
    "username",
    "role",
    "province",
    "masked_mobile",
    "masked_email",
    "document",
    "date_joined",
    "last_login",
)


@admin.register(User)
class UserAdmin(Base):
    list_display = ("username", "role", "province", "masked_mobile", "is_active", "date_joined")
    list_filter = ("role", "is_active")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("username__startswith",)
    search_help_text = "用户名的开头"
    ordering = ("username",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).filter(is_registering=False)

    def get_form(
        self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any
    ) -> "type[forms.ModelForm[User]]":
        kwargs["form"] = PersonForm if obj else NewPersonForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        if obj:
            return (*SHOWN, "is_active", "own_document")
        return ("username", "role", "province", "mobile", "email", "own_document")

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        if obj is None:
            return ()
        return (*SHOWN, "is_active") if obj.pk == request.user.pk else SHOWN

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        obj.document_key = form.cleaned_data.get("own_document") or obj.document_key
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    @admin.display(description="手机号码")
    def masked_mobile(self, user: User) -> str:
        return mask_mobile(user.mobile) if user.mobile else "—"

    @admin.display(description="电子邮箱")
    def masked_email(self, user: User) -> str:
        return mask_email(user.email) if user.email else "—"

    @admin.display(description="本人证件号码")
    def document(self, user: User) -> str:
        """Never the number, which is not kept."""
        return "已登记" if user.document_key else "未登记"
