"""Half logged in: the password was right, the code is still to come.

Such a person is nobody to the rest of the portal: the session holds a signed note with a deadline, no login.
"""

from dataclasses import dataclass

from django.core import signing
from django.http import HttpRequest

from accounts import codes
from accounts.messages import Recipient
from accounts.models import User

_KEY = "pending_login"
_SALT = "accounts.pending"
LIFE_SECONDS = 15 * 60


@dataclass(frozen=True)
class PendingLogin:
    user: User
    next_url: str

    @property
    def recipient(self) -> Recipient:
        return Recipient.of_user(self.user)


def begin(request: HttpRequest, user: User, next_url: str) -> None:
    """Start the second step in a session of a new id; a code sent to this person in the old one stays good."""
    before = current(request)
    kept = codes.binding(request.session) if before and before.user == user else None
    request.session.flush()
    if kept:
        codes.keep_binding(request.session, kept)
    note = [user.pk, user.get_session_auth_hash(), next_url]
    request.session[_KEY] = signing.dumps(note, salt=_SALT)


def current(request: HttpRequest) -> PendingLogin | None:
    """Who is half logged in, unless the deadline has passed or the password was changed or the person disabled."""
    try:
        user_id, auth_hash, next_url = signing.loads(
            request.session.get(_KEY, ""), salt=_SALT, max_age=LIFE_SECONDS
        )
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None or user.get_session_auth_hash() != auth_hash:
        return None
    return PendingLogin(user, next_url)


def end(request: HttpRequest) -> None:
    request.session.pop(_KEY, None)
    codes.forget(request.session)
