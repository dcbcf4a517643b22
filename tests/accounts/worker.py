"""The real worker, as a process of its own on the tests' database."""

import os
import subprocess
import sys
from pathlib import Path

from tests.database import database_url

ROOT = Path(__file__).parents[2]


def start(gateway_url: str, *arguments: str, database: str = "") -> subprocess.Popen[str]:
    """`manage.py send_messages`, SMS over HTTP to `gateway_url`, mail to nowhere."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "icpportal.settings",
        "DATABASE_URL": database or database_url(),
        "SMS_BACKEND": "accounts.sms.HttpGateway",
        "SMS_GATEWAY_URL": gateway_url,
        "SMS_GATEWAY_KEY": "gateway-key",
        "EMAIL_URL": "memorymail://",
        "DEMO": "0",
    }
    command = [sys.executable, "manage.py", "send_messages", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=pipe, stderr=pipe, text=True)
