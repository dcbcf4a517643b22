"""The second factor that every account has: its own mobile and mail address."""

from django.db import models
from django_otp.models import Device

from accounts.models.user import User


class ContactDevice(Device):  # type: ignore[misc]
    """A person's mobile and mail as a django-otp device, one a person.

    A code is bound to the session that asked for it, which `verify_token` is not told; so `accounts.codes` proves
    the code and this device says no to any token by itself.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="contact_device")

    class Meta:
        verbose_name = verbose_name_plural = "手机与邮箱"

    def __str__(self) -> str:
        return f"{self.user}"

    @classmethod
    def of(cls, user: User) -> "ContactDevice":
        device: ContactDevice = cls.objects.get_or_create(user=user, defaults={"name": "手机与邮箱"})[0]
        return device
