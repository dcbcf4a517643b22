"""The sections of one filing. Entity, website and access each carry a version of their own."""

from django.db import models
from django.db.models import Q

from filings.models.filing import Filing
from icpportal.core.personal import PersonalField


class PersonInCharge(models.Model):
    """负责人: the same six fields for an entity and for a website."""

    person_name = models.CharField(max_length=128, blank=True, default="")
    person_document_type = models.PositiveSmallIntegerField(null=True, blank=True)
    person_document_number = PersonalField(blank=True, default="")
    person_office_phone = PersonalField(blank=True, default="")
    person_mobile = PersonalField(blank=True, default="")
    person_email = PersonalField(blank=True, default="")

    class Meta:
        abstract = True


class Entity(PersonInCharge):
    """主体. Codes are those of `filings.codes`; regions are GB/T 2260, six digits."""

    filing = models.OneToOneField(Filing, on_delete=models.PROTECT, related_name="entity")
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=255, blank=True, default="")
    nature = models.PositiveSmallIntegerField(null=True, blank=True)
    document_type = models.PositiveSmallIntegerField(null=True, blank=True)
    document_number = PersonalField(blank=True, default="")
    document_address = models.CharField(max_length=1024, blank=True, default="")
    investor = models.CharField(max_length=255, blank=True, default="")
    province = models.CharField(max_length=6, blank=True, default="")
    city = models.CharField(max_length=6, blank=True, default="")
    county = models.CharField(max_length=6, blank=True, default="")
    address = models.CharField(max_length=1024, blank=True, default="")
    remarks = models.CharField(max_length=1024, blank=True, default="")

    def __str__(self) -> str:
        return self.name


class Website(PersonInCharge):
    """网站. `registered` is the approved website that this row is a copy of, if it is one.

    `service_ended` is a provider's statement in a 变更; the form of a website does not touch it.
    """

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="websites")
    registered = models.ForeignKey(
        "filings.RegisteredWebsite", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=512, blank=True, default="")
    home_url = models.CharField(max_length=512, blank=True, default="")
    services = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    remarks = models.CharField(max_length=1024, blank=True, default="")
    service_ended = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["home_url"], name="website_home_url")]

    def __str__(self) -> str:
        return self.name


class WebsiteDomain(models.Model):
    """One domain of a website: `domain` as people read it, `ascii` its A-label form."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="+", db_index=False)
    website = models.ForeignKey(Website, on_delete=models.CASCADE, related_name="domains")
    position = models.PositiveSmallIntegerField(default=0)
    domain = models.CharField(max_length=255)
    ascii = models.CharField(max_length=255)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["filing", "ascii"], name="filing_domain_once")]
        indexes = [models.Index(fields=["ascii"], name="website_domain_ascii")]

    def __str__(self) -> str:
        return self.domain


class PreApproval(models.Model):
    """前置或专项审批 of a website (art. 11); `received_on`: when the authority had the paper in hand."""

    website = models.ForeignKey(
        Website, on_delete=models.CASCADE, related_name="pre_approvals", db_index=False
    )
    kind = models.PositiveSmallIntegerField()
    number = models.CharField(max_length=512, blank=True, default="")
    date = models.DateField(null=True, blank=True)
    received_on = models.DateField("批准文件收到", null=True, blank=True)

    class Meta:
        ordering = ["kind"]
        constraints = [models.UniqueConstraint(fields=["website", "kind"], name="pre_approval_kind_once")]

    def __str__(self) -> str:
        return self.number


class Access(models.Model):
    """接入. `locations` are province codes; `registered` as for a website."""

    website = models.ForeignKey(Website, on_delete=models.CASCADE, related_name="accesses")
    provider = models.ForeignKey(
        "providers.Provider", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    registered = models.ForeignKey(
        "filings.RegisteredAccess", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    method = models.PositiveSmallIntegerField(null=True, blank=True)
    locations = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.provider or "")


class AccessRange(models.Model):
    """起-止. The keys are both ends as 32 hex digits of IPv6 (IPv4 mapped), so that ranges compare as text."""

    access = models.ForeignKey(Access, on_delete=models.CASCADE, related_name="ranges")
    position = models.PositiveSmallIntegerField(default=0)
    start = models.CharField(max_length=45)
    end = models.CharField(max_length=45)
    start_key = models.CharField(max_length=32)
    end_key = models.CharField(max_length=32)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(condition=Q(start_key__lte=models.F("end_key")), name="range_start_end")
        ]
        indexes = [models.Index(fields=["start_key", "end_key"], name="range_keys")]

    def __str__(self) -> str:
        return self.start if self.start == self.end else f"{self.start}-{self.end}"
