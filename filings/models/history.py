"""What happened, kept for good: events and snapshots. The database refuses to change or delete either."""

from django.conf import settings
from django.db import models

from accounts.roles import Role
from filings.models.filing import Filing
from filings.workflow import ACTION_NAMES
from icpportal.core import clock

ACTION_CHOICES = [(action.value, name) for action, name in ACTION_NAMES.items()]


class FilingSnapshot(models.Model):
    """The whole document at one version, from 完成 on: canonical JSON, sealed; `digest` is keyed, 64 hex digits."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="snapshots", db_index=False)
    version = models.PositiveIntegerField()
    sealed = models.BinaryField()
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["filing", "version"], name="snapshot_one_per_version")]

    def __str__(self) -> str:
        return f"{self.filing_id} v{self.version}"


class FilingEvent(models.Model):
    """One thing done to a filing. `reasons` are {code, path, text, suggestion}; `paths` the fields touched.

    No values: those stand in the snapshots of the two versions.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="events", db_index=False)
    created_at = models.DateTimeField("操作时间")
    action = models.CharField("操作类别", max_length=20, choices=ACTION_CHOICES)
    from_state = models.CharField(max_length=20)
    to_state = models.CharField("操作结果", max_length=20)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="操作人"
    )
    actor_role = models.CharField(max_length=10, choices=Role.choices)
    actor_provider = models.ForeignKey(
        "providers.Provider", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    opinion = models.TextField("操作意见", blank=True, default="")
    reasons = models.JSONField(default=list)
    paths = models.JSONField(default=list)
    from_version = models.PositiveIntegerField()
    to_version = models.PositiveIntegerField()
    request_id = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        ordering = ["id"]
        verbose_name = verbose_name_plural = "操作记录"
        constraints = [models.UniqueConstraint(fields=["filing", "to_version"], name="event_one_per_version")]
        indexes = [models.Index(fields=["action", "created_at"], name="event_action_day")]

    def __str__(self) -> str:
        return f"{self.filing_id} {self.action}"
