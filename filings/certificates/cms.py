"""Reading a CMS file that somebody sent: just enough of RFC 5652 to find its content and to check a signature.

DER with definite lengths, as `signing` writes it; what is written otherwise is none of ours. Every place is checked
against the end of what encloses it, so no bytes lead astray.
"""

import hashlib
import hmac
from dataclasses import dataclass

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

SEQUENCE, SET, OCTETS, TAGGED_0 = 0x30, 0x31, 0x04, 0xA0
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_DATA = bytes.fromhex("2a864886f70d010701")
_MESSAGE_DIGEST = bytes.fromhex("2a864886f70d010904")


class NotCms(ValueError):
    """Not a CMS signed-data file with its content inside."""


@dataclass(frozen=True)
class Element:
    """One DER element of `data`: its tag, where it begins, where its content does, and where both end."""

    data: bytes
    tag: int
    begin: int
    inside: int
    end: int

    @property
    def content(self) -> bytes:
        return self.data[self.inside : self.end]

    def children(self) -> "list[Element]":
        found, place = [], self.inside
        while place < self.end:
            found.append(_element(self.data, place, self.end))
            place = found[-1].end
        return found


@dataclass(frozen=True)
class SignedFile:
    """`content` is what was signed; `attributes` (as DER SET) and `signature` are the first signer's."""

    content: bytes
    attributes: bytes
    digest: bytes
    signature: bytes

    def is_signed_by(self, certificate: x509.Certificate) -> bool:
        key = certificate.public_key()
        if not isinstance(key, ec.EllipticCurvePublicKey):
            return False
        if not hmac.compare_digest(self.digest, hashlib.sha256(self.content).digest()):
            return False
        try:
            key.verify(self.signature, self.attributes, ec.ECDSA(hashes.SHA256()))
        except InvalidSignature:
            return False
        return True


def read(data: bytes) -> SignedFile:
    """:raises NotCms: it is something else"""
    try:
        return _read(data)
    except (IndexError, ValueError):
        raise NotCms from None


def _read(data: bytes) -> SignedFile:
    whole = _element(data, 0, len(data))
    kind, wrapped = _expect(whole, SEQUENCE).children()
    if whole.end != len(data) or kind.content != _SIGNED_DATA:
        raise NotCms
    parts = _expect(_only(wrapped, TAGGED_0), SEQUENCE).children()
    inner, octets = _expect(parts[2], SEQUENCE).children()
    if inner.content != _DATA:
        raise NotCms
    content = _expect(_only(octets, TAGGED_0), OCTETS).content
    signer = _expect(_expect(parts[-1], SET).children()[0], SEQUENCE).children()
    attributes = _expect(signer[3], TAGGED_0)
    return SignedFile(
        content,
        bytes([SET]) + data[attributes.begin + 1 : attributes.end],
        _digest(attributes),
        _expect(signer[5], OCTETS).content,
    )


def _digest(attributes: Element) -> bytes:
    for attribute in attributes.children():
        name, values = _expect(attribute, SEQUENCE).children()
        if name.content == _MESSAGE_DIGEST:
            return _expect(values.children()[0], OCTETS).content
    raise NotCms


def _only(element: Element, tag: int) -> Element:
    (child,) = _expect(element, tag).children()
    return child


def _expect(element: Element, tag: int) -> Element:
    if element.tag != tag:
        raise NotCms
    return element


def _element(data: bytes, begin: int, limit: int) -> Element:
    """The element at `begin`, which must end by `limit`."""
    tag, length, inside = data[begin], data[begin + 1], begin + 2
    if length & 0x80:
        size = length & 0x7F
        if not 1 <= size <= 4:
            raise NotCms
        length = int.from_bytes(data[inside : inside + size])
        inside += size
    if tag & 0x1F == 0x1F or inside + length > limit:
        raise NotCms
    return Element(data, tag, begin, inside, inside + length)
