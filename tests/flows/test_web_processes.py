"""Web servers that know nothing of each other, over one database and one Redis: one session, one limit."""

import http.client
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from django.conf import settings
from django.test import Client

from tests.browser.server import Server
from tests.factories import make_user, sign_in
from tests.redis_server import RedisServer

pytestmark = pytest.mark.django_db(transaction=True)
PER_MINUTE = 5


@pytest.fixture
def servers(redis: RedisServer, tmp_path: Path) -> Iterator[tuple[Server, Server]]:
    variables = {"CACHE_URL": redis.address, "PUBLIC_QUERIES_PER_MINUTE": str(PER_MINUTE)}
    pair: list[Server] = []
    try:
        for _ in range(2):
            pair.append(Server(tmp_path, **variables))
        yield pair[0], pair[1]
    finally:
        for server in pair:
            server.stop()


def ask(server: Server, path: str, cookie: str = "", form: dict[str, str] | None = None) -> tuple[int, str]:
    """Status, and the body or where it leads."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=20)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded", "Origin": server.url}
    body = urlencode(form) if form is not None else None
    connection.request("GET" if form is None else "POST", path, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, answer.getheader("Location") or text


def queries(server: Server, times: int) -> list[int]:
    return [ask(server, "/api/v1/sites?domain=nowhere.test")[0] for _ in range(times)]


def test_logout_in_one_server_is_known_in_the_other(servers: tuple[Server, Server]) -> None:
    first, second = servers
    session = f"{settings.SESSION_COOKIE_NAME}={sign_in(Client(), make_user()).session.session_key}"
    csrf = f"{session}; {settings.CSRF_COOKIE_NAME}={'c' * 32}"
    assert [ask(server, "/account/", session)[0] for server in servers] == [200, 200]
    status, _ = ask(second, "/logout/", csrf, {"csrfmiddlewaretoken": "c" * 32})
    assert status == 302
    for server in (first, second):
        status, place = ask(server, "/account/", session)
        assert (status, place) == (303, "/?next=%2Faccount%2F")


def test_limit_is_shared_and_outlives_redis(servers: tuple[Server, Server], redis: RedisServer) -> None:
    first, second = servers
    assert queries(first, 3) + queries(second, 4) + queries(first, 1) == [200] * 5 + [429] * 3
    redis.stop()
    # Each by itself, from its own full bucket; a session needs no Redis.
    session = f"{settings.SESSION_COOKIE_NAME}={sign_in(Client(), make_user()).session.session_key}"
    for server in servers:
        assert queries(server, 7) == [200] * 5 + [429] * 2
        assert ask(server, "/account/", session)[0] == 200
    redis.start()
    time.sleep(5.5)
    assert queries(second, 4) + queries(first, 3) == [200] * 5 + [429] * 2
    for server in servers:
        assert len(re.findall("Redis does not answer", server.log.read_text())) == 1


def said(server: Server, request_text: str) -> tuple[str, str]:
    """What comes back before and after the empty line."""
    place = urlsplit(server.url)
    with socket.create_connection((place.hostname, place.port), timeout=20) as connection:
        connection.sendall(f"{request_text}\r\n\r\n".encode())
        head, _, body = b"".join(iter(lambda: connection.recv(65536), b"")).decode().partition("\r\n\r\n")
    return head, body


def test_what_the_web_server_refuses_gets_a_sentence(tmp_path: Path) -> None:
    server = Server(tmp_path)
    try:
        for request_text, status, words in (
            ("GET /api/v1/sites?q=示例 HTTP/1.1\r\nHost: x", "400", "要先按 UTF-8 编码"),
            ("get /<script> HTTP/1.1\r\nHost: x", "400", "请求无法识别"),
            (f"GET /query/?q={'a' * 9000} HTTP/1.1\r\nHost: x", "414", "地址太长"),
            (f"GET / HTTP/1.1\r\nHost: x\r\nCookie: a={'a' * 9000}", "431", "Cookie"),
        ):
            head, body = said(server, request_text)
            assert head.split()[1] == status
            assert "Content-Type: text/plain; charset=utf-8" in head
            assert words in body
            assert "<" not in body
    finally:
        server.stop()
