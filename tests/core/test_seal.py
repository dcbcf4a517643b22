import base64

import pytest

from icpportal.core.seal import SealError, seal, unseal


@pytest.mark.parametrize("text", ["", "验证码 012345", "\x00\ud800", "长" * 100_000])
def test_seal_opens_again(text):
    assert unseal("outbox", seal("outbox", text)) == text
    assert unseal("outbox", memoryview(seal("outbox", text))) == text


def test_seal_hides_its_text_and_is_never_the_same():
    token = seal("outbox", "012345")
    assert b"012345" not in token
    assert seal("outbox", "012345") != token


def test_seal_of_another_purpose_stays_shut():
    with pytest.raises(SealError):
        unseal("snapshot", seal("outbox", "012345"))


def test_seal_of_another_key_stays_shut(settings):
    token = seal("outbox", "012345")
    settings.DATA_KEY = "another key"
    with pytest.raises(SealError):
        unseal("outbox", token)


def test_seal_tampered_with_at_any_byte():
    sealed = base64.urlsafe_b64decode(seal("outbox", "012345"))
    for position in range(len(sealed)):
        forged = bytearray(sealed)
        forged[position] ^= 1
        with pytest.raises(SealError):
            unseal("outbox", base64.urlsafe_b64encode(forged))


@pytest.mark.parametrize("token", [b"", b"x", "不是".encode(), b"=" * 200])
def test_seal_that_is_none(token):
    with pytest.raises(SealError):
        unseal("outbox", token)
