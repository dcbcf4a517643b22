"""The filing: one case, from draft to decision."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from filings.models.queue_indexes import queue_indexes
from filings.workflow import CANCEL_KINDS, KIND_NAMES, OPEN_STATES, STATES, Kind, State
from icpportal.core import clock

STATE_CHOICES = [(state.value, info.name) for state, info in STATES.items()]
KIND_CHOICES = [(kind.value, name) for kind, name in KIND_NAMES.items()]


class Filing(models.Model):
    """A document with its own entity, websites and accesses. Only `filings.actions` writes it.

    `uid` is what a URL carries. `version` rises with every committed edit or change of state. `province` is GB/T 2260,
    six digits, and does not change once submitted (1046). `first_arrived_at` and `arrived_at` are the first and the
    latest arrival in authority_review. `opened_for` is the provider whose person opened a 变更.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="filings", verbose_name="网站主办者"
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="开办人"
    )
    opened_for = models.ForeignKey(
        "providers.Provider", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    kind = models.CharField("类别", max_length=20, choices=KIND_CHOICES)
    state = models.CharField("状态", max_length=20, choices=STATE_CHOICES, default=State.DRAFT)
    version = models.PositiveIntegerField("版本", default=1)
    province = models.CharField("省份", max_length=6, blank=True, default="")
    receipt_number = models.CharField("回执号", max_length=14, null=True, blank=True)
    filing_number = models.CharField("备案号", max_length=24, blank=True, default="")
    created_at = models.DateTimeField("开始填写", default=clock.now, editable=False)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    first_arrived_at = models.DateTimeField(null=True, blank=True)
    arrived_at = models.DateTimeField("到达管局", null=True, blank=True)
    ended_at = models.DateTimeField("办结时间", null=True, blank=True)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="认领人",
    )
    claimed_at = models.DateTimeField("认领时间", null=True, blank=True)
    registered_entity = models.ForeignKey(
        "filings.RegisteredEntity", null=True, blank=True, on_delete=models.PROTECT, related_name="filings"
    )
    # What a cancellation cancels (None: the whole entity), from when, and why; a change's date of effect.
    target_website = models.ForeignKey(
        "filings.RegisteredWebsite", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    effective_on = models.DateField("变更或终止服务日期", null=True, blank=True)
    article = models.CharField("依据条款", max_length=64, blank=True, default="")
    statement = models.TextField("理由", blank=True, default="")
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = verbose_name_plural = "备案申请"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(State)), name="filing_state_known"),
            models.CheckConstraint(condition=Q(kind__in=list(Kind)), name="filing_kind_known"),
            models.CheckConstraint(
                condition=~Q(state=State.APPROVED) | Q(kind__in=sorted(CANCEL_KINDS)) | ~Q(filing_number=""),
                name="filing_approved_has_number",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.DISCARDED])
                | (Q(receipt_number__isnull=False) & Q(submitted_at__isnull=False) & ~Q(province="")),
                name="filing_submitted_has_receipt",
            ),
            # By bytes, so that its index finds the beginning of a number too.
            models.UniqueConstraint(
                fields=["receipt_number"], name="filing_receipt_unique", opclasses=["varchar_pattern_ops"]
            ),
            models.UniqueConstraint(
                fields=["owner"],
                condition=Q(state__in=sorted(OPEN_STATES)) & ~Q(kind=Kind.AUTHORITY_CANCEL),
                name="filing_one_open_per_owner",
            ),
            models.UniqueConstraint(
                fields=["opened_by", "kind"],
                condition=Q(state=State.DRAFT),
                name="filing_one_draft_per_opener",
            ),
        ]
        indexes = [
            *queue_indexes(),
            models.Index(
                fields=["filing_number"], name="filing_number_begins", opclasses=["varchar_pattern_ops"]
            ),
        ]

    def __str__(self) -> str:
        return self.receipt_number or f"草稿 {self.uid}"
