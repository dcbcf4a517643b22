"""The register: what the authority has approved, and nothing else."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class RegisterStatus(models.TextChoices):
    ACTIVE = "active", "在案"
    EMPTY = "empty", "空壳"
    CANCELLED = "cancelled", "已注销"


_STATUS_KNOWN = Q(status__in=["active", "empty", "cancelled"])


class RegisteredEntity(models.Model):
    """A filed entity. `number` is 京ICP备2026000001号; its content is the entity of `snapshot`.

    `next_site_no` is the number that the next approved website gets; it never goes back.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="registered_entities"
    )
    number = models.CharField("主体备案号", max_length=24, unique=True)
    province = models.CharField("省份", max_length=6)
    next_site_no = models.PositiveIntegerField(default=1)
    status = models.CharField(
        "状态", max_length=9, choices=RegisterStatus.choices, default=RegisterStatus.ACTIVE
    )
    snapshot = models.ForeignKey("filings.FilingSnapshot", on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField("审核通过时间")
    changed_at = models.DateTimeField("最近修改时间")
    cancelled_at = models.DateTimeField("注销时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "已备案主体"
        constraints = [
            models.CheckConstraint(condition=_STATUS_KNOWN, name="registered_entity_status_known"),
            models.UniqueConstraint(
                fields=["owner"], condition=~Q(status="cancelled"), name="registered_one_active_per_owner"
            ),
        ]

    def __str__(self) -> str:
        return self.number


class RegisteredWebsite(models.Model):
    """A filed website. `number` is 京ICP备2026000001号-1; its content is website `key` of `snapshot`."""

    entity = models.ForeignKey(
        RegisteredEntity, on_delete=models.PROTECT, related_name="websites", db_index=False
    )
    number = models.CharField("网站备案号", max_length=32, unique=True)
    site_no = models.PositiveIntegerField()
    status = models.CharField(
        "状态", max_length=9, choices=RegisterStatus.choices, default=RegisterStatus.ACTIVE
    )
    snapshot = models.ForeignKey("filings.FilingSnapshot", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=20)
    approved_at = models.DateTimeField("审核通过时间")
    changed_at = models.DateTimeField("最近修改时间")
    cancelled_at = models.DateTimeField("注销时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "已备案网站"
        ordering = ["entity", "site_no"]
        constraints = [
            models.CheckConstraint(condition=_STATUS_KNOWN, name="registered_website_status_known"),
            models.UniqueConstraint(fields=["entity", "site_no"], name="registered_site_no_once"),
        ]

    def __str__(self) -> str:
        return self.number


class RegisteredDomain(models.Model):
    """One filed domain with all that a public lookup shows, so that a lookup reads one row.

    A site without domains has one row all the same, with an empty `domain` and its address in `ascii`. Of a site's
    rows one `leads`: it stands for the site in lookups by number and name. `organiser` is what the public sees (a
    person's name masked), `names` what is searched (filings.lookup_text), `domains` all of the site's, by blanks.
    `website` is empty in entries that did not come from a filing here (decision 16).
    """

    website = models.ForeignKey(
        RegisteredWebsite, null=True, blank=True, on_delete=models.PROTECT, related_name="domains"
    )
    domain = models.CharField(max_length=255, blank=True)
    ascii = models.CharField(max_length=255, blank=True)
    leads = models.BooleanField(default=True)
    status = models.CharField(max_length=9, choices=RegisterStatus.choices, default=RegisterStatus.ACTIVE)
    site_number = models.CharField(max_length=32)
    entity_number = models.CharField(max_length=24)
    organiser = models.CharField(max_length=255)
    nature = models.PositiveSmallIntegerField()
    site_name = models.CharField(max_length=512)
    home_url = models.CharField(max_length=512)
    domains = models.TextField(default="", blank=True)
    pre_approvals = models.CharField(max_length=64, default="", blank=True)
    names = models.TextField(default="", blank=True)
    approved_at = models.DateTimeField()
    is_generated = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_STATUS_KNOWN, name="registered_domain_status_known"),
            models.CheckConstraint(
                condition=Q(is_generated=False) | Q(website__isnull=True), name="generated_has_no_website"
            ),
            models.UniqueConstraint(
                fields=["ascii"],
                condition=~Q(status="cancelled") & ~Q(domain=""),
                name="registered_domain_active_once",
            ),
            models.UniqueConstraint(
                fields=["site_number"], condition=Q(leads=True), name="registered_site_leads_once"
            ),
        ]
        indexes = [
            models.Index(
                fields=["ascii"],
                condition=Q(status="cancelled") | Q(domain=""),
                name="registered_other_ascii",
            ),
            models.Index(
                fields=["entity_number", "id"], condition=Q(leads=True), name="registered_of_entity"
            ),
            models.Index(fields=["site_name"], condition=Q(leads=True), name="registered_site_name"),
        ]

    def __str__(self) -> str:
        return self.domain or self.ascii


class RegisteredAccess(models.Model):
    """A filed access: access `key` of `snapshot`, served by `provider`."""

    website = models.ForeignKey(RegisteredWebsite, on_delete=models.PROTECT, related_name="accesses")
    provider = models.ForeignKey("providers.Provider", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=9, choices=RegisterStatus.choices, default=RegisterStatus.ACTIVE)
    snapshot = models.ForeignKey("filings.FilingSnapshot", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=20)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=_STATUS_KNOWN, name="registered_access_status_known")]

    def __str__(self) -> str:
        return f"{self.website} · {self.provider}"


class NumberSeries(models.Model):
    """The last serial given in a province and year. One locked row, so a rollback gives the number back."""

    province = models.CharField(max_length=6)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["province", "year"], name="number_series_once")]

    def __str__(self) -> str:
        return f"{self.province} {self.year}: {self.last}"
