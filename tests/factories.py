"""People and things for tests, as plain functions. Nothing here is anyone's real data."""

from typing import Any

from accounts.models import User
from providers.models import Provider


def make_user(username: str = "owner", role: str = "owner", **fields: Any) -> User:
    """A saved user who has a province if the role needs one."""
    if role == "reviewer":
        fields.setdefault("province", "110000")
    return User.objects.create_user(username, role=role, **fields)


def make_provider(name: str = "北京云桥科技有限公司", province: str = "110000", **fields: Any) -> Provider:
    """A saved, active provider."""
    return Provider.objects.create(name=name, province=province, **fields)
