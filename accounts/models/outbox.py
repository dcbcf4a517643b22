"""What is to be sent: one row per message and channel, written with the change that it tells about."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q


class Channel(models.TextChoices):
    SMS = "sms", "短信"
    MAIL = "mail", "邮件"


class OutboxState(models.TextChoices):
    WAITING = "waiting", "待发送"
    LEASED = "leased", "发送中"
    SENT = "sent", "已发送"
    FAILED = "failed", "发送失败"
    EXPIRED = "expired", "已过期"


OPEN_STATES = (OutboxState.WAITING, OutboxState.LEASED)
FINAL_STATES = (OutboxState.SENT, OutboxState.FAILED, OutboxState.EXPIRED)


class OutboxQuerySet(models.QuerySet["OutboxMessage"]):
    def free(self, now: datetime) -> "OutboxQuerySet":
        """Unsent and in nobody's hands: waiting, or its worker has let the lease run out."""
        lapsed = Q(state=OutboxState.LEASED, lease_until__lte=now)
        return self.filter(Q(state=OutboxState.WAITING) | lapsed)

    def due(self, now: datetime) -> "OutboxQuerySet":
        """Free, its pause is over, and it is still worth sending."""
        return self.free(now).filter(Q(expires_at=None) | Q(expires_at__gt=now), not_before__lte=now)


class OutboxMessage(models.Model):
    """One message by one channel.

    `sealed_body` holds address, subject and text under a key outside the database; a row in a final state has
    none left. `attempts` counts the claims and tells a late worker that the message is no longer its own.
    """

    template = models.CharField("模板", max_length=60)
    channel = models.CharField("渠道", max_length=4, choices=Channel.choices)
    key = models.CharField("幂等键", max_length=200, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="用户", null=True, blank=True, on_delete=models.SET_NULL
    )
    masked_to = models.CharField("接收人", max_length=100)
    sealed_body = models.BinaryField(default=b"")
    state = models.CharField("状态", max_length=7, choices=OutboxState.choices, default=OutboxState.WAITING)
    attempts = models.PositiveSmallIntegerField("尝试次数", default=0)
    not_before = models.DateTimeField("不早于")
    lease_until = models.DateTimeField("占用至", null=True, blank=True)
    lease_owner = models.CharField("占用者", max_length=64, blank=True, default="")
    created_at = models.DateTimeField("创建时间")
    sent_at = models.DateTimeField("发送时间", null=True, blank=True)
    expires_at = models.DateTimeField("失效时间", null=True, blank=True)
    last_error = models.CharField("最近错误", max_length=40, blank=True, default="")

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "待发消息"
        indexes = [
            models.Index(fields=["state", "channel", "not_before"], name="outbox_claim"),
            models.Index(fields=["created_at"], name="outbox_created"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=OutboxState.values), name="outbox_state_known"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="outbox_channel_known"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STATES) | Q(sealed_body=b""), name="outbox_done_is_wiped"
            ),
            models.CheckConstraint(
                condition=~Q(state=OutboxState.LEASED) | Q(lease_until__isnull=False),
                name="outbox_lease_ends",
            ),
            models.CheckConstraint(
                condition=~Q(state=OutboxState.SENT) | Q(sent_at__isnull=False), name="outbox_sent_has_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} → {self.masked_to}"
