"""How gunicorn serves the portal: `gunicorn -c deploy/gunicorn.conf.py`.

PORT (8000), BIND (127.0.0.1:PORT) and WEB_CONCURRENCY (two processes) come from the environment.
"""

import os
import socket

from gunicorn import util  # type: ignore[import-untyped]

wsgi_app = "icpportal.wsgi"
bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
# Threads with keep-alive clients stick to one worker; processes share the work evenly.
worker_class = "sync"
# The most that gunicorn takes. The public query's box, and an address pasted into it, must fit: each Chinese character
# of the address is nine bytes.
limit_request_line = 8190
# A file of a hundred thousand filings takes half a minute.
timeout = 60
graceful_timeout = 20
max_requests = 20_000
max_requests_jitter = 2_000
loglevel = "warning"
control_socket_disable = True

# What gunicorn refuses before the portal sees it, most often an address with Chinese characters that were not encoded.
SENTENCES = {
    400: "请求无法识别。地址里的汉字要先按 UTF-8 编码，例如“京”写成 %E4%BA%AC。",
    414: "地址太长，请减少内容后再试。",
    431: "请求头太长，请清除浏览器里本网站的 Cookie 后再试。",
    500: "系统出了问题，这不是您的错，请过几分钟再试。",
}


def write_error(client: socket.socket, status: int, reason: str, message: str) -> None:
    """In place of gunicorn's page, which is in English and repeats what was sent."""
    body = SENTENCES.get(status, SENTENCES[400]).encode()
    head = (
        f"HTTP/1.1 {status} {reason}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Cache-Control: no-store\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    util.write_nonblock(client, head.encode("latin-1") + body)


def post_worker_init(worker: object) -> None:
    util.write_error = write_error
