"""Everything that is installed is pinned, once."""

import re

import pytest

from tests.architecture.source import ROOT

PIN = re.compile(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==[0-9][A-Za-z0-9.]*")


def requirements(text: str) -> list[str]:
    lines = [line.split(" #")[0].strip() for line in text.splitlines()]
    return [line for line in lines if line and not line.startswith(("#", "-r "))]


def loose(text: str) -> list[str]:
    """The lines that do not name one version."""
    return [line for line in requirements(text) if not PIN.fullmatch(line)]


@pytest.mark.parametrize("name", ["requirements.txt", "tests/requirements.txt"])
def test_requirement_is_pinned(name: str) -> None:
    assert loose((ROOT / name).read_text()) == []


def test_requirement_stands_once_and_psycopg_3_stays_out() -> None:
    lines = requirements(
        (ROOT / "requirements.txt").read_text() + (ROOT / "tests/requirements.txt").read_text()
    )
    names = [line.split("==")[0].lower() for line in lines]
    assert len(names) == len(set(names))
    # Django would use it silently in the place of psycopg2.
    assert "psycopg" not in names


def test_loose_requirement_is_found() -> None:
    assert loose("a==1.0\nb>=2\nc\nd==1.*\n# e\n") == ["b>=2", "c", "d==1.*"]
