"""People."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from accounts.roles import ADMIN_PERMISSIONS, STAFF_ROLES, Role
from icpportal.core.personal import PersonalField, personal_digest


def contact_keys(mobile: str, email: str) -> tuple[str, str]:
    """The digests by which a mobile (11 digits) and a mail address are found; mail in any case."""
    return personal_digest("mobile", mobile), personal_digest("email", email.lower())


def has_contact(mobile: str, email: str) -> Q:
    """That a row has this mobile or this mail address, of which one may be empty: an empty one is nobody's."""
    mobile_key, email_key = contact_keys(mobile, email)
    by_mobile = Q(mobile_key=mobile_key) if mobile_key else Q(pk__in=[])
    by_email = Q(email_key=email_key) if email_key else Q(pk__in=[])
    return by_mobile | by_email


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        """A saved user; `role` defaults to owner, `password=None` makes the password unusable."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """A person with one account, one role, one mobile and one mail address.

    `province` (GB/T 2260, six digits) is set for reviewers only. An account `is_registering`, and not active, until
    the code sent to its mobile and mail has been proved; accounts left so are purged. `username` is lower case.
    `document_key` is the digest, kind ``identity``, of a reviewer's own document number, which itself is not kept:
    nobody decides a filing in which it stands.
    """

    username = models.CharField("用户名", max_length=30, unique=True)
    role = models.CharField("角色", max_length=10, choices=Role.choices, default=Role.OWNER)
    province = models.CharField("省份", max_length=6, blank=True, default="")
    mobile = PersonalField("手机号码", blank=True, default="")
    mobile_key = models.CharField(max_length=64, blank=True, default="", editable=False)
    email = PersonalField("电子邮箱", blank=True, default="")
    email_key = models.CharField(max_length=64, blank=True, default="", editable=False)
    document_key = models.CharField(max_length=64, blank=True, default="", editable=False)
    is_active = models.BooleanField("可登录", default=True)
    is_registering = models.BooleanField("注册未完成", default=False, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)
    date_joined = models.DateTimeField("注册时间", auto_now_add=True)

    USERNAME_FIELD = "username"
    objects = UserManager()

    class Meta:
        verbose_name = verbose_name_plural = "用户"
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values), name="user_role_known"),
            models.CheckConstraint(
                condition=~Q(role=Role.REVIEWER) | ~Q(province=""), name="user_reviewer_has_province"
            ),
            models.CheckConstraint(
                condition=~Q(is_registering=True, is_active=True), name="user_active_is_registered"
            ),
            models.UniqueConstraint(
                fields=["mobile_key"],
                condition=Q(is_active=True) & ~Q(mobile_key=""),
                name="user_mobile_once",
            ),
            models.UniqueConstraint(
                fields=["email_key"], condition=Q(is_active=True) & ~Q(email_key=""), name="user_email_once"
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.mobile_key, self.email_key = contact_keys(self.mobile, self.email)
        super().save(*args, **kwargs)

    @property
    def is_staff(self) -> bool:
        """May enter the admin."""
        return self.role in STAFF_ROLES

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return self.is_active and perm in ADMIN_PERMISSIONS.get(self.role, frozenset())

    def has_module_perms(self, app_label: str) -> bool:
        granted = ADMIN_PERMISSIONS.get(self.role, frozenset())
        return self.is_active and any(perm.startswith(f"{app_label}.") for perm in granted)
