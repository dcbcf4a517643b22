"""Settings of the server that the browser tests drive: the demo's, served by gunicorn, on the test database.

Passwords keep the tests' fast hashing, because the tests make their people in their own process.
"""

import os
from pathlib import Path

from tests.settings import *

STATIC_ROOT = Path(os.environ["BROWSER_STATIC_ROOT"])
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
