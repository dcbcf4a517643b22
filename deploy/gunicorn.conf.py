"""How gunicorn serves the portal: `gunicorn -c deploy/gunicorn.conf.py`.

PORT (8000), BIND (127.0.0.1:PORT) and WEB_CONCURRENCY (two processes) come from the environment.
"""

import os

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
