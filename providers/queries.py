"""Who works for which provider."""

from accounts.models import User
from providers.models import Provider


def provider_of(user: User) -> Provider | None:
    """The provider that `user` works for; None without a staff row or an active provider."""
    return Provider.objects.filter(staff__user=user, is_active=True).first()
