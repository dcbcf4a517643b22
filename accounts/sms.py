"""Text messages: one small interface, and three ways to serve it (settings.SMS_BACKEND)."""

import contextlib
import hashlib
import hmac
import http.client
import json
import socket
import sys
import threading
import time
from typing import ClassVar, NamedTuple, Protocol, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string

from accounts.delivery import DeliveryError
from icpportal.core.masking import mask_mobile

TIMEOUT_SECONDS = 5
# A gateway that answers a byte at a time meets every single timeout; this ends the whole exchange.
EXCHANGE_SECONDS = 20
# 401 and 403 are about our key, not about the message: it waits until the key is mended.
_RETRY_STATUSES = frozenset({401, 403, 408, 429})
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class Gateway(Protocol):
    def send(self, mobile: str, text: str, key: str) -> None:
        """Hand one message over; the same `key` again is the same message.

        :raises DeliveryError: the gateway did not accept it
        """


def gateway() -> Gateway:
    """The gateway of settings.SMS_BACKEND.

    :raises ImproperlyConfigured: its settings are missing or unsafe
    """
    return cast(Gateway, import_string(settings.SMS_BACKEND)())


class HttpGateway:
    """POSTs signed JSON to settings.SMS_GATEWAY_URL.

    Body ``{"mobile": "13000000000", "text": "…"}`` in UTF-8. Headers: ``Idempotency-Key``; ``X-Timestamp``,
    Unix seconds; ``X-Signature``, hex HMAC-SHA-256 under settings.SMS_GATEWAY_KEY of timestamp, line feed,
    idempotency key, line feed, body. Only a 2xx status is acceptance; a redirect is not followed.
    """

    def __init__(self) -> None:
        url = urlsplit(settings.SMS_GATEWAY_URL)
        if not url.hostname or not settings.SMS_GATEWAY_KEY:
            raise ImproperlyConfigured("HttpGateway needs SMS_GATEWAY_URL and SMS_GATEWAY_KEY")
        if url.scheme != "https" and not (url.scheme == "http" and url.hostname in _LOOPBACK):
            raise ImproperlyConfigured("SMS_GATEWAY_URL must be https:// (http:// on loopback only)")
        self.url = url

    def send(self, mobile: str, text: str, key: str) -> None:
        body = json.dumps({"mobile": mobile, "text": text}, ensure_ascii=False).encode()
        try:
            status = self._exchange(body, self._headers(key, body))
        except TimeoutError:
            raise DeliveryError("timeout") from None
        except (OSError, http.client.HTTPException):
            raise DeliveryError("unreachable") from None
        if not 200 <= status < 300:
            final = 400 <= status < 500 and status not in _RETRY_STATUSES
            raise DeliveryError(f"http_{status}", final=final)

    def _headers(self, key: str, body: bytes) -> dict[str, str]:
        timestamp = str(int(time.time()))
        signed = f"{timestamp}\n{key}\n".encode() + body
        signature = hmac.new(settings.SMS_GATEWAY_KEY.encode(), signed, hashlib.sha256).hexdigest()
        return {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": key,
            "X-Timestamp": timestamp,
            "X-Signature": signature,
        }

    def _exchange(self, body: bytes, headers: dict[str, str]) -> int:
        """The status of the answer; its body is not read."""
        connection = self._connection()
        try:
            connection.connect()
            with _Deadline(connection.sock, EXCHANGE_SECONDS):
                target = (self.url.path or "/") + (f"?{self.url.query}" if self.url.query else "")
                connection.request("POST", target, body, headers)
                return connection.getresponse().status
        finally:
            connection.close()

    def _connection(self) -> http.client.HTTPConnection:
        host = cast(str, self.url.hostname)
        if self.url.scheme == "http":
            return http.client.HTTPConnection(host, self.url.port, timeout=TIMEOUT_SECONDS)
        return http.client.HTTPSConnection(host, self.url.port, timeout=TIMEOUT_SECONDS)


class _Deadline:
    """Cuts a socket off when its time is over, and says so by TimeoutError at the end: http.client takes the cut
    for the regular end of the headers."""

    def __init__(self, sock: socket.socket, seconds: float) -> None:
        self._sock = sock
        self._is_over = False
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> None:
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._is_over:
            raise TimeoutError

    def _cut(self) -> None:
        self._is_over = True
        with contextlib.suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)


class ConsoleGateway:
    """Writes to standard output; the text only in the demo, for it holds codes."""

    def send(self, mobile: str, text: str, key: str) -> None:
        shown = text if settings.DEMO else f"({len(text)} characters)"
        sys.stdout.write(f"SMS to {mask_mobile(mobile)}: {shown}\n")
        sys.stdout.flush()


class SentSms(NamedTuple):
    mobile: str
    text: str
    key: str


class MemoryGateway:
    """Keeps what was sent in `sent`, for tests."""

    sent: ClassVar[list[SentSms]] = []

    def send(self, mobile: str, text: str, key: str) -> None:
        self.sent.append(SentSms(mobile, text, key))
