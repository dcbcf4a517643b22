"""电子证书, and the keys that sign them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class SigningKey(models.Model):
    """One certificate of the portal's own with its private key: the CA, or the signer of 电子证书.

    `certificate` is PEM; `sealed` the private key (PKCS #8, PEM), sealed with DATA_KEY and wiped when it is retired: an
    old signer still proves what it signed and signs nothing more.
    """

    class Kind(models.TextChoices):
        CA = "ca", "根证书"
        SIGNER = "signer", "签发证书"

    kind = models.CharField(max_length=6, choices=Kind.choices)
    certificate = models.TextField()
    sealed = models.BinaryField()
    created_at = models.DateTimeField(default=timezone.now)
    not_after = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["ca", "signer"]), name="signing_key_kind_known"),
            models.UniqueConstraint(
                fields=["kind"], condition=Q(retired_at__isnull=True), name="signing_key_one_of_a_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.created_at:%Y-%m-%d}"


class Certificate(models.Model):
    """电子证书 of one registered website.

    `facts` is canonical JSON of public facts only, as `filings.certificates.facts` makes it; `signed` is the CMS file
    around it. A certificate of the time before there was a key has neither, until it is renewed.
    """

    website = models.ForeignKey(
        "filings.RegisteredWebsite", on_delete=models.PROTECT, related_name="certificates"
    )
    serial = models.CharField(max_length=32, unique=True)
    snapshot = models.ForeignKey("filings.FilingSnapshot", on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    facts = models.TextField(default="")
    signed = models.BinaryField(default=b"")
    key = models.ForeignKey(SigningKey, null=True, on_delete=models.PROTECT, related_name="certificates")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["website"], condition=Q(revoked_at__isnull=True), name="certificate_one_valid"
            )
        ]

    def __str__(self) -> str:
        return self.serial

    @property
    def is_expired(self) -> bool:
        return self.valid_until is not None and self.valid_until <= timezone.now()

    @property
    def standing(self) -> str:
        if self.revoked_at is not None:
            return "已作废"
        return "已过期" if self.is_expired else "有效"
