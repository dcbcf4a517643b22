"""The picture challenge of a session."""

from django.db import models


class PictureChallenge(models.Model):
    """At most one a session; asking for a new picture replaces it, the first answer deletes it.

    The answer is not stored: `accounts.captcha` derives it from `nonce` and the secret key.
    """

    session_digest = models.CharField(max_length=64, unique=True)
    nonce = models.CharField(max_length=32)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "图片验证码"

    def __str__(self) -> str:
        return f"{self.expires_at:%Y-%m-%d %H:%M}"
