"""The two steps of a login, and what ends one."""

import time

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django_otp import login as otp_login
from django_otp.models import Device

from accounts import known_device, limits, pending
from accounts.models import User
from accounts.network import client_network
from accounts.roles import STAFF_ROLES
from icpportal.core.errors import Refused

SEEN, STARTED, STAFF = "seen_at", "started_at", "staff"
WRONG = Refused("wrong_credentials", "用户名或密码不正确。请核对后重新填写；忘记密码可以重设。")


def check_password(request: HttpRequest, username: str, password: str) -> User:
    """The person whose password this is. Unknown, wrong, disabled and unusable are one and cost one hash each.

    :raises Refused: not right
    :raises Limited: too many wrong passwords for this account, or from this network
    """
    subject, network = known_device.lane(request, username), client_network(request)
    limits.spend(limits.LOGIN_BY_NETWORK, network)
    limits.spend(limits.LOGIN_BY_ACCOUNT, subject)
    user = authenticate(request, username=username, password=password)
    if not isinstance(user, User):
        raise Refused(WRONG.code, WRONG.sentence)
    limits.give_back(limits.LOGIN_BY_NETWORK, network)
    limits.give_back(limits.LOGIN_BY_ACCOUNT, subject)
    return user


def confirm_password(user: User, password: str) -> None:
    """For a signed-in person who is about to change something that matters.

    :raises Refused: not their password
    :raises Limited: too many wrong ones
    """
    limits.spend(limits.PASSWORD_BY_ACCOUNT, user.username)
    if not user.check_password(password):
        raise Refused("wrong_password", "当前密码不正确，请重新填写。")
    limits.give_back(limits.PASSWORD_BY_ACCOUNT, user.username)


def category_fits(user: User, category: str) -> bool:
    """Whether 报备类别 names this person's side of the portal; staff belong to neither and may choose either."""
    return user.role in STAFF_ROLES or user.role == category


def finish(request: HttpRequest, user: User, device: Device) -> None:
    """Log in for good, in a session of a new id, with its clocks set."""
    pending.end(request)
    login(request, user, backend="accounts.backends.PortalBackend")
    otp_login(request, device)
    now = int(time.time())
    request.session[SEEN] = request.session[STARTED] = now
    request.session[STAFF] = user.is_staff
    request.session.set_expiry(session_seconds(user.is_staff))


def idle_seconds(staff: bool) -> int:
    return int(settings.STAFF_IDLE_SECONDS if staff else settings.OWNER_IDLE_SECONDS)


def session_seconds(staff: bool) -> int:
    return int(settings.STAFF_SESSION_SECONDS if staff else settings.OWNER_SESSION_SECONDS)


def safe_next(request: HttpRequest, url: str) -> str:
    """`url` if it is an address of this portal, else an empty string."""
    safe = url_has_allowed_host_and_scheme(
        url, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return url if safe and url.startswith("/") else ""
