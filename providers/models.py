"""The directory of access providers and their staff. Knows nothing of filings."""

from django.conf import settings
from django.db import models


class Provider(models.Model):
    """An access provider 接入服务商 as the directory lists it. `province` is GB/T 2260, six digits."""

    name = models.CharField("名称", max_length=255, unique=True)
    short_name = models.CharField("简称", max_length=64, blank=True, default="")
    pinyin = models.CharField("拼音首字母", max_length=255, blank=True, default="")
    province = models.CharField("所在省", max_length=6)
    licence_number = models.CharField("许可证号", max_length=64, blank=True, default="")
    contact_phone = models.CharField("联系电话", max_length=64, blank=True, default="")
    contact_email = models.CharField("联系邮箱", max_length=128, blank=True, default="")
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "接入服务商"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ProviderStaff(models.Model):
    """A person who works for one provider; `is_administrator` may manage its other staff."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="provider_staff", verbose_name="用户"
    )
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="staff", verbose_name="接入服务商")
    is_administrator = models.BooleanField("管理员", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "接入服务商人员"

    def __str__(self) -> str:
        return f"{self.user} · {self.provider}"
