"""An authenticator app (TOTP) as another second factor, for staff."""

import secrets
from base64 import b32encode
from urllib.parse import quote, urlencode

import segno
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import limits, notices
from accounts.models import User
from icpportal.core.errors import Refused
from icpportal.core.seal import SealError, seal, unseal

_KEY = "authenticator_secret"


def secret(session: SessionBase) -> str:
    """The secret that this session would enrol, 40 hex digits; kept sealed until then."""
    try:
        return unseal(_KEY, session.get(_KEY, "").encode())
    except SealError:
        fresh = secrets.token_hex(20)
        session[_KEY] = seal(_KEY, fresh).decode()
        return fresh


def typed_secret(hex_secret: str) -> str:
    """The secret as one types it into the app: base 32 in groups of four."""
    text = b32encode(bytes.fromhex(hex_secret)).decode()
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


def picture(user: User, hex_secret: str) -> str:
    """The QR code that the app scans, as a data: address of an SVG."""
    issuer = settings.SITE_NAME
    query = urlencode({"secret": typed_secret(hex_secret).replace(" ", ""), "issuer": issuer})
    address = f"otpauth://totp/{quote(f'{issuer}:{user.username}')}?{query}"
    return str(segno.make(address, error="m").svg_data_uri(scale=5, border=4))


def is_enrolled(user: User) -> bool:
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def enrol(session: SessionBase, user: User, token: str) -> None:
    """Bind the app whose first number this is, in place of any before; the person is told.

    :raises Refused: the number does not fit the secret
    """
    hex_secret = secret(session)
    if not token.isdecimal() or not TOTP(bytes.fromhex(hex_secret)).verify(int(token), tolerance=1):
        raise Refused("wrong_token", "验证器的数字不正确。请确认手机时间准确，填写最新的六位数字。")
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).delete()
        TOTPDevice.objects.create(user=user, name="验证器", key=hex_secret, confirmed=True)
        notices.authenticator_changed(user, "已绑定")
    session.pop(_KEY, None)


def remove(user: User) -> None:
    with transaction.atomic():
        if TOTPDevice.objects.filter(user=user).delete()[0]:
            notices.authenticator_changed(user, "已解除")


def prove(user: User, token: str) -> TOTPDevice | None:
    """The person's app, if `token` is its number and was not used before.

    :raises Limited: too many wrong numbers
    """
    if not token.isascii() or not token.isdecimal() or not is_enrolled(user):
        return None
    limits.spend(limits.TOKEN_BY_ACCOUNT, user.username)
    with transaction.atomic():
        for device in TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True):
            if device.verify_token(token):
                limits.give_back(limits.TOKEN_BY_ACCOUNT, user.username)
                return device
    return None
