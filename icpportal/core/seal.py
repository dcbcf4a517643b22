"""Text sealed for one purpose with a key that is not in the database."""

import base64
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class SealError(ValueError):
    """The token was changed, cut, sealed for another purpose or with another key."""


def seal(purpose: str, text: str) -> bytes:
    """`text` encrypted and authenticated, as ASCII bytes about 4/3 as long; never the same twice.

    :param purpose: what it is for, e.g. ``outbox``; must be named again to open it
    """
    return _fernet(settings.DATA_KEY, purpose).encrypt(text.encode("utf-8", "surrogatepass"))


def unseal(purpose: str, token: bytes | memoryview) -> str:
    """The text that `seal` sealed. PostgreSQL hands binary columns over as memoryviews: those are taken too.

    :raises SealError: the token is not one of this purpose and key
    """
    try:
        return _fernet(settings.DATA_KEY, purpose).decrypt(bytes(token)).decode("utf-8", "surrogatepass")
    except InvalidToken:
        raise SealError(purpose) from None


@lru_cache(maxsize=32)
def _fernet(data_key: str, purpose: str) -> Fernet:
    key = HKDF(algorithm=SHA256(), length=32, salt=b"icpportal.core.seal", info=purpose.encode())
    return Fernet(base64.urlsafe_b64encode(key.derive(data_key.encode())))
