"""The data of accounts, one file a subject."""

from accounts.models.user import User, UserManager

__all__ = ["User", "UserManager"]
