"""What keeps filings apart and moving: claims, provider checks, review reasons, notes, the access log, notices."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.roles import Role
from filings.models.filing import Filing
from icpportal.core import clock


class Claim(models.Model):
    """Who holds a domain or a document, in an open filing or in the register. `key` is a keyed digest."""

    class Kind(models.TextChoices):
        DOMAIN = "domain", "域名"
        DOCUMENT = "document", "证件"

    kind = models.CharField(max_length=8, choices=Kind.choices)
    key = models.CharField(max_length=64)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    filing = models.ForeignKey(Filing, null=True, blank=True, on_delete=models.PROTECT, related_name="claims")
    registered_entity = models.ForeignKey(
        "filings.RegisteredEntity", null=True, blank=True, on_delete=models.PROTECT, related_name="claims"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="claim_held_once"),
            models.CheckConstraint(condition=Q(kind__in=["domain", "document"]), name="claim_kind_known"),
            models.CheckConstraint(
                condition=Q(filing__isnull=False) | Q(registered_entity__isnull=False),
                name="claim_has_holder",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key[:8]}"


class Fingerprint(models.Model):
    """What a submitted filing has in common with others: keyed digests of document numbers and of mobiles.

    The digests are those of `accounts.models.User`, so that a person's own number is found in a filing.
    """

    class Kind(models.TextChoices):
        DOCUMENT = "document", "证件号码"
        MOBILE = "mobile", "手机号码"

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="fingerprints", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    key = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["filing", "kind", "key"], name="fingerprint_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["document", "mobile"]), name="fingerprint_kind_known"
            ),
        ]
        indexes = [models.Index(fields=["key"], name="fingerprint_key")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key[:8]}"


class ProviderCheck(models.Model):
    """核实 by one provider named in the filing; `digest` is of the content that its verdict covers."""

    class State(models.TextChoices):
        OPEN = "open", "待核实"
        PASSED = "passed", "核实通过"
        DECLINED = "declined", "不予核实"

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="checks", db_index=False)
    provider = models.ForeignKey("providers.Provider", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, default="")
    digest = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["filing", "provider"], name="check_one_per_provider"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "passed", "declined"]), name="check_state_known"
            ),
            models.CheckConstraint(
                condition=Q(state="open") | (Q(decided_by__isnull=False) & Q(decided_at__isnull=False)),
                name="check_verdict_has_author",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.state}"


class ReasonCode(models.Model):
    """A reason for 退回 or 不予备案. A row is one version of it and never changes: editing, retiring and reinstating
    each add the next. `field` is the field that it is usually about, ``section.field``.
    """

    code = models.CharField("代码", max_length=32)
    version = models.PositiveIntegerField("版本", default=1)
    title = models.CharField("名称", max_length=64)
    text = models.TextField("说明")
    suggestion = models.TextField("修改建议", blank=True, default="")
    field = models.CharField("有问题的栏目", max_length=64, blank=True, default="")
    retired_at = models.DateTimeField("停用时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "审核理由"
        ordering = ["code", "-version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="reason_code_version_unique")]

    def __str__(self) -> str:
        return self.title


class InternalNote(models.Model):
    """A reviewer's note that never leaves the admin."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="internal_notes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=clock.now, editable=False)
    text = models.TextField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text[:20]


class FilingView(models.Model):
    """The access log: who opened or exported a filing that is not their own."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="viewings")
    viewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    viewer_role = models.CharField(max_length=10, choices=Role.choices)
    what = models.CharField(max_length=10, default="open")
    created_at = models.DateTimeField(default=clock.now, editable=False)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.viewer_id} {self.what} {self.filing_id}"


class Notice(models.Model):
    """公告 on the home page, edited by staff; shown from `published_on` on."""

    title = models.CharField("标题", max_length=100)
    body = models.TextField("内容")
    published_on = models.DateField("发布日期")
    is_visible = models.BooleanField("显示", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "公告"
        ordering = ["-published_on", "-id"]

    def __str__(self) -> str:
        return self.title
