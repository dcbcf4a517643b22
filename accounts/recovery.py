"""Resetting a forgotten password: username, code, new password.

For a username that nobody has, everything happens as for one that exists, the code's row and its limits included;
only nothing is sent.
"""

from django.contrib.sessions.backends.base import SessionBase
from django.core import signing

from accounts import codes, passwords
from accounts.messages import Recipient
from accounts.models import CodePurpose, OneTimeCode, User
from icpportal.core.errors import Refused

_ASKED, _PROVED = "reset_asked", "reset_proved"
_SALT = "accounts.recovery"
LIFE_SECONDS = 15 * 60


def begin(session: SessionBase, username: str) -> None:
    session[_ASKED] = signing.dumps(username, salt=_SALT)
    session.pop(_PROVED, None)


def asked_username(session: SessionBase) -> str | None:
    """Whose password this session wants to reset; None when it has not asked or the deadline has passed."""
    try:
        return str(signing.loads(session.get(_ASKED, ""), salt=_SALT, max_age=LIFE_SECONDS))
    except signing.BadSignature:
        return None


def recipient(username: str) -> Recipient:
    """Where the code goes; for nobody's username an address that cannot exist, for the limits' sake."""
    user = User.objects.filter(username=username, is_active=True).first()
    return (
        Recipient.of_user(user)
        if user
        else Recipient(mobile=f"nobody {username}", email=f"nobody {username}")
    )


def send_code(session: SessionBase, username: str) -> OneTimeCode:
    """
    :raises Limited: as `codes.send`
    """
    to = recipient(username)
    return codes.send(session, CodePurpose.RESET, to, instead=None if to.user_id else _send_nothing)


def prove(session: SessionBase, username: str, code: str) -> None:
    """
    :raises Refused: the code is not right
    """
    to = recipient(username)
    if not codes.prove(session, CodePurpose.RESET, to, code) or to.user_id is None:
        raise Refused("wrong_code", codes.refusal(session, CodePurpose.RESET, to))
    user = User.objects.get(pk=to.user_id)
    session[_PROVED] = signing.dumps([user.pk, user.get_session_auth_hash()], salt=_SALT)


def proved_user(session: SessionBase) -> User | None:
    """Who may now set a new password: once, for the password changes what was signed."""
    try:
        user_id, auth_hash = signing.loads(session.get(_PROVED, ""), salt=_SALT, max_age=LIFE_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=user_id, is_active=True).first()
    return user if user and user.get_session_auth_hash() == auth_hash else None


def finish(session: SessionBase, user: User, password: str) -> None:
    """Set the new password; every session of this person ends, this one included."""
    passwords.change(user, password)
    session.flush()


def _send_nothing(row: OneTimeCode) -> None:
    """There is no such account."""
