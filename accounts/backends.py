"""Who is behind a session: the person and their own second factor, in one statement.

Read anew with every request, so that a disabled person or a new password counts at once.
"""

from functools import cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.db import connections, router
from django.db.models import Model

from accounts.models import ContactDevice, User

# The reverse side of the one-to-one field, which holds what was read.
_DEVICE: Any = User._meta.get_field("contact_device")


class PortalBackend(ModelBackend):
    def get_user(self, user_id: int) -> User | None:
        user = person_with_device(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None


def person_with_device(user_id: int) -> User | None:
    """The person with `contact_device` already read; None if there is none."""
    alias = router.db_for_write(User)
    user = next(iter(User.objects.raw(_statement(alias), [user_id], using=alias)), None)
    if user is None:
        return None
    values = {name: user.__dict__.pop(f"device_{name}") for name in _names(ContactDevice)}
    device = ContactDevice(**values) if values["id"] else None
    _DEVICE.set_cached_value(user, device)
    return user


def read_device(user: User | AnonymousUser) -> ContactDevice | None:
    """The person's contact device if it was read with them; None says nothing about whether there is one."""
    if not user.is_authenticated or not _DEVICE.is_cached(user):
        return None
    device: ContactDevice | None = _DEVICE.get_cached_value(user)
    return device


def _names(model: type[Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


@cache
def _statement(alias: str) -> str:
    """The same for everybody, so it is written once a process: putting it together costs more than running it."""
    quote = connections[alias].ops.quote_name
    person, device = quote(User._meta.db_table), quote(ContactDevice._meta.db_table)
    columns = [f"{person}.{quote(name)}" for name in _names(User)]
    columns += [f"{device}.{quote(name)} AS {quote(f'device_{name}')}" for name in _names(ContactDevice)]
    return (
        f"SELECT {', '.join(columns)} FROM {person} LEFT JOIN {device} "  # noqa: S608 - our own names
        f"ON {device}.{quote('user_id')} = {person}.{quote('id')} WHERE {person}.{quote('id')} = %s"
    )
