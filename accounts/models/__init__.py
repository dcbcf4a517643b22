"""The data of accounts, one file a subject."""

from accounts.models.attempt import Attempt
from accounts.models.code import CodePurpose, OneTimeCode
from accounts.models.consent import Consent
from accounts.models.device import ContactDevice
from accounts.models.outbox import Channel, OutboxMessage, OutboxState
from accounts.models.picture import PictureChallenge
from accounts.models.user import User, UserManager, contact_keys, has_contact

__all__ = [
    "Attempt",
    "Channel",
    "CodePurpose",
    "Consent",
    "ContactDevice",
    "OneTimeCode",
    "OutboxMessage",
    "OutboxState",
    "PictureChallenge",
    "User",
    "UserManager",
    "contact_keys",
    "has_contact",
]
