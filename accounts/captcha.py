"""The picture code and its spoken twin.

One challenge a session: a new picture replaces the old one and the first answer, right or wrong, deletes it. The
table holds a random nonce; letters and digits are derived from it with the secret key, so they stand nowhere.
"""

import hashlib
import hmac
import secrets
import unicodedata
from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from accounts.demo_switches import forced_captcha_answer
from accounts.models import PictureChallenge
from icpportal.core.personal import personal_digest

# No look-alikes: 0 O Q D, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V are out.
ALPHABET = "ACEFHJKMNPRTWXY3479"
LETTERS = 4
DIGITS = 6
_ANONYMOUS_SESSION_SECONDS = 24 * 3600


def renew(session: SessionBase) -> PictureChallenge:
    """A fresh challenge for this session, in place of the one before.

    The one function by which a GET writes a `PictureChallenge` (and the session that it needs).
    """
    if session.session_key is None:
        session.set_expiry(_ANONYMOUS_SESSION_SECONDS)
        session.create()
    challenge = PictureChallenge(
        session_digest=_digest_of(session),
        nonce=secrets.token_hex(16),
        expires_at=timezone.now() + timedelta(seconds=settings.CAPTCHA_LIFE_SECONDS),
    )
    PictureChallenge.objects.bulk_create(
        [challenge],
        update_conflicts=True,
        unique_fields=["session_digest"],
        update_fields=["nonce", "expires_at"],
    )
    return challenge


def current(session: SessionBase) -> PictureChallenge | None:
    """The session's living challenge, if it has one."""
    if session.session_key is None:
        return None
    living = PictureChallenge.objects.filter(expires_at__gt=timezone.now())
    return living.filter(session_digest=_digest_of(session)).first()


def check(session: SessionBase, answer: str) -> bool:
    """Whether `answer` fits the picture or the recording; uses the challenge up either way."""
    challenge = current(session)
    if challenge is None:
        return False
    mine = PictureChallenge.objects.filter(session_digest=challenge.session_digest, nonce=challenge.nonce)
    if mine.delete()[0] != 1:
        return False
    given = _normal(answer).encode()
    fits = [hmac.compare_digest(given, right.encode()) for right in (letters(challenge), digits(challenge))]
    return any(fits)


def letters(challenge: PictureChallenge) -> str:
    """The four characters that the picture shows."""
    drawn = "".join(ALPHABET[byte % len(ALPHABET)] for byte in _derive("picture", challenge.nonce)[:LETTERS])
    return forced_captcha_answer() or drawn


def digits(challenge: PictureChallenge) -> str:
    """The six digits that the recording says."""
    forced = forced_captcha_answer()
    if forced.isascii() and forced.isdigit():
        return forced
    return "".join(str(byte % 10) for byte in _derive("sound", challenge.nonce)[:DIGITS])


def _derive(kind: str, nonce: str) -> bytes:
    message = f"captcha:{kind}:{nonce}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).digest()


def _digest_of(session: SessionBase) -> str:
    return personal_digest("captcha-session", session.session_key or "")


def _normal(answer: str) -> str:
    return "".join(unicodedata.normalize("NFKC", answer).split()).upper()
