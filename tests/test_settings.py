"""The example of a production environment names every setting and passes the portal's own deployment check."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = (ROOT / "deploy/production.env.example").read_text()
# Read by gunicorn's configuration, not by the settings.
SERVER = {"PORT", "BIND", "WEB_CONCURRENCY"}
KEYS = {"SECRET_KEY": "s" * 60, "DATA_KEY": "d" * 60, "SMS_GATEWAY_KEY": "g" * 60}


def check_deploy(**changes: str) -> subprocess.CompletedProcess[str]:
    """`check --deploy` in the environment of the example, with its empty keys filled in."""
    example = dict(re.findall(r"^([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE))
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "icpportal.settings",
    }
    return subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "ERROR"],
        cwd=ROOT,
        env=environment | example | KEYS | changes,
        capture_output=True,
        text=True,
        check=False,
    )


def test_example_names_every_setting_once() -> None:
    read = re.findall(r'\benv\.\w+\(\s*"([A-Z_]+)"', (ROOT / "icpportal/settings.py").read_text())
    named = re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.MULTILINE)
    assert sorted(named) == sorted({*read, *SERVER})


def test_example_filled_in_is_fit_for_production() -> None:
    result = check_deploy()
    assert result.returncode == 0, result.stderr


def test_demo_switch_in_production_is_refused() -> None:
    result = check_deploy(SHOW_CODES="1")
    assert result.returncode == 1
    assert "SHOW_CODES" in result.stderr


def test_replicas_are_taken_with_postgresql_and_refused_with_sqlite() -> None:
    replicas = {
        "DATABASE_REPLICA_URL": "postgres://reader:r@copy1/icpportal,postgres://reader:r@copy2/icpportal"
    }
    assert check_deploy(**replicas).returncode == 0
    result = check_deploy(DATABASE_URL="sqlite:////tmp/nothing.sqlite3", **replicas)
    assert result.returncode == 1
    assert "DATABASE_REPLICA_URL 只能与 PostgreSQL 一起使用" in result.stderr
