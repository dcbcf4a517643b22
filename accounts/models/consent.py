"""Which agreement a person accepted, in which version, and when."""

from django.conf import settings
from django.db import models


class Consent(models.Model):
    """One accepted agreement; `accepted_at` is when 接受 was pressed, before the account existed."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="用户",
        on_delete=models.CASCADE,
        related_name="consents",
        db_index=False,
    )
    agreement = models.CharField("协议", max_length=20)
    version = models.CharField("版本", max_length=20)
    accepted_at = models.DateTimeField("接受时间")

    class Meta:
        verbose_name = verbose_name_plural = "已接受的协议"
        constraints = [
            models.UniqueConstraint(fields=["user", "agreement", "version"], name="consent_once_a_version")
        ]

    def __str__(self) -> str:
        return f"{self.agreement} {self.version}"
