"""One-time codes. A row is also the record that a code was sent, so it outlives the code by a day."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class CodePurpose(models.TextChoices):
    REGISTER = "register", "注册账号"
    LOGIN = "login", "登录"
    RESET = "reset", "重设密码"
    CONTACT = "contact", "更换联系方式"
    STEP_UP = "step_up", "确认重要操作"


class OneTimeCode(models.Model):
    """A code that was sent to a mobile, a mail address or both.

    `mobile_key`/`email_key` are `personal_digest`s of where it went; `binding` is the session that asked for it;
    `digest` is keyed, so the table alone gives no code away. Good while unused, unexpired and `tries_left` > 0.
    """

    purpose = models.CharField(max_length=10, choices=CodePurpose.choices)
    mobile_key = models.CharField(max_length=64, blank=True, default="")
    email_key = models.CharField(max_length=64, blank=True, default="")
    binding = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    by_sms = models.BooleanField()
    tries_left = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.CASCADE)

    class Meta:
        verbose_name = verbose_name_plural = "一次性验证码"
        indexes = [
            models.Index(fields=["binding", "purpose"], name="code_binding"),
            models.Index(fields=["mobile_key", "sent_at"], name="code_mobile"),
            models.Index(fields=["email_key", "sent_at"], name="code_email"),
            models.Index(fields=["sent_at"], name="code_sent"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(purpose__in=CodePurpose.values), name="code_purpose_known"),
            models.CheckConstraint(condition=Q(tries_left__gte=0), name="code_tries_not_negative"),
            models.CheckConstraint(condition=~Q(mobile_key="", email_key=""), name="code_went_somewhere"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("sent_at")), name="code_life_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.sent_at:%Y-%m-%d %H:%M}"
