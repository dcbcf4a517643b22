"""An SMS gateway on loopback, over real HTTP: records what arrives and answers as the test has planned."""

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple


class Request(NamedTuple):
    path: str
    headers: dict[str, str]
    body: bytes


class GatewayDouble(ThreadingHTTPServer):
    """`plan` holds one answer for each coming request; when it is empty, every request is accepted."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.requests: list[Request] = []
        self.plan: list[Callable[[_Handler], None]] = []
        self.released = threading.Event()
        self.url = f"http://127.0.0.1:{self.server_port}/sms"

    def __enter__(self) -> "GatewayDouble":
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        self.shutdown()
        self.server_close()

    def keys(self) -> list[str]:
        """The idempotency keys in the order of arrival."""
        return [request.headers["Idempotency-Key"] for request in self.requests]


class _Handler(BaseHTTPRequestHandler):
    server: GatewayDouble

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        answer = self.server.plan.pop(0) if self.server.plan else status(200)
        self.server.requests.append(Request(self.path, dict(self.headers), body))
        answer(self)

    def log_message(self, *_: object) -> None:
        return


def status(code: int, **headers: str) -> Callable[[_Handler], None]:
    def answer(handler: _Handler) -> None:
        handler.send_response(code)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    return answer


def hang(handler: _Handler) -> None:
    """Say nothing until the test ends or releases."""
    handler.server.released.wait(60)


def hold(handler: _Handler) -> None:
    """Accept, but only when the test releases it."""
    handler.server.released.wait(60)
    status(200)(handler)


def drop(handler: _Handler) -> None:
    """Take the message and close the line without an answer."""
    handler.close_connection = True


def drip(handler: _Handler) -> None:
    """An answer that never ends, quick enough for every single timeout."""
    try:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not handler.server.released.wait(0.05):
            handler.wfile.write(b".")
    except OSError:
        return
