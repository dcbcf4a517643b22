"""Bytes of any kind: either a signed file is read, or NotCms is raised, and nothing else."""

import contextlib
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from filings.certificates import cms, keys
from filings.certificates.signing import sign

SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")


def signed() -> bytes:
    private, certificate = keys._new_ca()
    return sign('{"serial":"X"}', keys.Signer(None, certificate, private))


GOOD = signed()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"0",
        b"\x30\x80",
        b"\x30\x84\xff\xff\xff\xff",
        b"\x30\x88" + b"\xff" * 8,
        b"\x30\x0b" + SIGNED_DATA,
        b"\x30\x0f" + SIGNED_DATA + b"\xa0\x02\x30\x00",
        b"%PDF-1.7\n" * 100,
        "京ICP备".encode() * 1000,
        b"\x30\x82" * 30_000,
        GOOD[:-1],
        GOOD + b"\n",
    ],
)
def test_other_bytes_are_no_signed_file(data: bytes) -> None:
    with pytest.raises(cms.NotCms):
        cms.read(data)


@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255))
def test_file_with_one_byte_changed_is_refused_or_read_and_never_breaks(place: int, by: int) -> None:
    altered = bytearray(GOOD)
    altered[place] ^= by
    with contextlib.suppress(cms.NotCms):
        cms.read(bytes(altered))


def test_file_that_openssl_signed_is_read(tmp_path: Path) -> None:
    """Another issuer's file is a signed file too; whose it is comes later."""
    (tmp_path / "facts").write_bytes(b"{}")
    for command in (
        "openssl req -x509 -newkey rsa:2048 -nodes -keyout key -out cert -subj /CN=other -days 2",
        "openssl cms -sign -binary -nodetach -in facts -signer cert -inkey key -outform DER -out file",
    ):
        subprocess.run(command.split(), cwd=tmp_path, check=True, capture_output=True)
    assert cms.read((tmp_path / "file").read_bytes()).content == b"{}"
