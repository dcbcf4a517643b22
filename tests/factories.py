"""People and things for tests, as plain functions. Nothing here is anyone's real data."""

from itertools import count
from typing import Any

from django.test import Client
from django_otp import DEVICE_ID_SESSION_KEY

from accounts.models import ContactDevice, User
from providers.models import Provider

PASSWORD = "correct horse 电池 staple"
_numbers = count(1)


def make_user(username: str = "owner", role: str = "owner", **fields: Any) -> User:
    """A saved user with the password `PASSWORD`, a mobile and mail of its own, a province if the role needs one."""
    number = next(_numbers)
    fields.setdefault("password", PASSWORD)
    fields.setdefault("mobile", f"139{number:08d}")
    fields.setdefault("email", f"person{number}@example.com")
    if role == "reviewer":
        fields.setdefault("province", "110000")
    return User.objects.create_user(username, role=role, **fields)


def make_provider(name: str = "北京云桥科技有限公司", province: str = "110000", **fields: Any) -> Provider:
    """A saved, active provider."""
    return Provider.objects.create(name=name, province=province, **fields)


def sign_in(client: Client, user: User) -> Client:
    """`client`, with both login steps of `user` behind it."""
    client.force_login(user)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = ContactDevice.of(user).persistent_id
    session.save()
    return client
