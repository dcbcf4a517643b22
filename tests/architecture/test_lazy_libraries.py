"""A web process loads what few pages need only once it is asked for: its memory is paid for by every other page."""

import subprocess
import sys

from tests.architecture.source import ROOT

# Of the printed certificate, of the directory's index, of the shared limits: some 25, 55 and 5 MB.
LAZY = {"fpdf", "fontTools", "pypinyin", "redis"}


def test_large_libraries_wait_until_they_are_needed() -> None:
    code = "import sys, django; django.setup(); import icpportal.urls; print(*sys.modules)"
    keys = {"SECRET_KEY": "s", "DATA_KEY": "d", "DJANGO_SETTINGS_MODULE": "icpportal.settings"}
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=keys, capture_output=True, text=True, check=True
    )
    loaded = set(run.stdout.split())
    assert "filings.views.certificates" in loaded
    assert loaded & LAZY == set()
