"""Personal data: the one field class that holds it, and the keyed digests that find it.

Document numbers, mobiles and mail addresses are stored in `PersonalField` and nowhere else, so that encryption at
rest is a change of this file. A stored value cannot be searched: what must be found again, or be unique, stands
beside it as a `personal_digest` of its normal form.
"""

import hashlib
import hmac
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldError
from django.db import models


class PersonalField(models.TextField):  # type: ignore[type-arg]  # generic in the stubs only
    """Text about a person; reads and writes as `str`, refuses every lookup but `isnull`."""

    description = "personal data"

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        raise FieldError(f"{self.name} holds personal data: search its digest, not the value")


def personal_digest(kind: str, value: str) -> str:
    """HMAC-SHA-256, 64 hex digits, of `value` (already in its normal form) for one `kind`.

    The same value gives different digests for different kinds. An empty value gives an empty string.
    """
    if not value:
        return ""
    message = f"{kind}\0{value}".encode()
    return hmac.new(settings.DATA_KEY.encode(), message, hashlib.sha256).hexdigest()
