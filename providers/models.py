"""The directory of access providers and their staff. Knows nothing of filings."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from accounts.roles import Role
from providers.indexing import pinyin_initials, search_text
from providers.provinces import province_choices
from providers.text_rules import check_phones, normal_licence, refuse_formula


class Provider(models.Model):
    """An access provider 接入服务商 as the directory lists it. `province` is GB/T 2260, six digits.

    `pinyin` and `search_text` follow from the names: `index` computes them, `save` calls it, and who writes
    in bulk must. A provider that stopped its service is not deleted but no longer `is_active`.
    """

    name = models.CharField("名称", max_length=255, validators=[refuse_formula])
    short_name = models.CharField("简称", max_length=64, blank=True, default="", validators=[refuse_formula])
    pinyin = models.TextField("拼音首字母", blank=True, default="", editable=False)
    search_text = models.TextField("检索文本", editable=False)
    province = models.CharField("所在省", max_length=6, choices=province_choices)
    licence_number = models.CharField(
        "许可证号", max_length=64, blank=True, default="", validators=[refuse_formula]
    )
    contact_phone = models.CharField(
        "联系电话", max_length=64, blank=True, default="", validators=[check_phones]
    )
    contact_email = models.EmailField("联系邮箱", max_length=128, blank=True, default="")
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "接入服务商"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], name="provider_name_unique", violation_error_message="已有同名的接入服务商。"
            ),
            models.UniqueConstraint(
                fields=["licence_number"],
                condition=~Q(licence_number=""),
                name="provider_licence_unique",
                violation_error_message="这个许可证号已属于另一家接入服务商。",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="provider_has_name"),
            models.CheckConstraint(condition=~Q(province=""), name="provider_has_province"),
            models.CheckConstraint(condition=~Q(search_text=""), name="provider_is_indexed"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.index()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "licence_number", "pinyin", "search_text"}
        super().save(*args, **kwargs)

    def index(self) -> None:
        """Give the licence number its normal form, and compute what a search looks into."""
        self.licence_number = normal_licence(self.licence_number)
        initials = (pinyin_initials(text) for text in (self.name, self.short_name))
        self.pinyin = " ".join(filter(None, initials))
        self.search_text = search_text(self.name, self.short_name, self.pinyin)

    def clean(self) -> None:
        self.licence_number = normal_licence(self.licence_number)


class ProviderStaff(models.Model):
    """A person who works for one provider; `is_administrator` may manage its other staff."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="provider_staff",
        verbose_name="用户",
        limit_choices_to={"role": Role.PROVIDER},
    )
    provider = models.ForeignKey(
        Provider, on_delete=models.PROTECT, related_name="staff", verbose_name="接入服务商"
    )
    is_administrator = models.BooleanField("管理员", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "接入服务商人员"

    def __str__(self) -> str:
        return f"{self.user} · {self.provider}"

    def clean(self) -> None:
        """Only an account of the role 接入服务商 works for one.

        :raises ValidationError: at `user`, code ``not_provider_role``
        """
        if self.user_id and self.user.role != Role.PROVIDER:
            sentence = "这个用户不是接入服务商账号，请选择角色为“接入服务商”的用户。"
            raise ValidationError({"user": ValidationError(sentence, code="not_provider_role")})


class ProviderUpload(models.Model):
    """The file that an administrator has uploaded and not yet agreed to import; a new one takes its place."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    uploaded_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.user} · {self.uploaded_at}"
