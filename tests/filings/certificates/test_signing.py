"""The signed file: openssl takes it with the CA alone, and refuses what was altered."""

import json
from pathlib import Path

import pytest
from cryptography import x509
from django.test import Client

from filings.certificates import cms, keys
from filings.models import Certificate, SigningKey
from tests.filings.certificates.issued import (
    SECRETS,
    another_certificate,
    certificate,
    openssl_verifies,
    person_with_secrets,
)

pytestmark = pytest.mark.django_db


def test_openssl_verifies_with_the_ca_that_is_published(client: Client, tmp_path: Path) -> None:
    issued = certificate()
    published = client.get("/certificates/ca.pem")
    assert published["Content-Disposition"] == 'attachment; filename="ca.pem"'
    assert published.content.decode() == SigningKey.objects.get(kind="ca").certificate
    assert openssl_verifies(tmp_path, bytes(issued.signed)) == (True, issued.facts.encode())


def test_certificate_says_the_public_facts_and_nothing_else(settings: object) -> None:
    settings.SITE_URL = "https://beian.example/"  # type: ignore[attr-defined]
    issued = certificate()
    said = json.loads(issued.facts)
    number = issued.website.entity.number
    assert issued.facts == json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert said.pop("valid_from")[:4] == str(issued.issued_at.year)
    assert said.pop("valid_until")[:4] == str(issued.issued_at.year + 10)
    assert said.pop("approved_on")[:4] == str(issued.issued_at.year)
    assert said == {
        "site_number": f"{number}-1",
        "entity_number": number,
        "organiser": "示例零一科技有限公司",
        "nature": "企业",
        "site_name": "示例零一科技",
        "home_url": "www.beian-demo.test",
        "domains": ["beian-demo.test"],
        "serial": issued.serial,
        "issuer": "北京市通信管理局",
        "verify_at": f"https://beian.example/verify/{issued.serial}/",
    }


def test_person_is_named_by_the_first_character_and_nothing_personal_is_inside() -> None:
    issued = person_with_secrets()
    assert json.loads(issued.facts)["organiser"] == "欧***"
    for secret in (*SECRETS, "欧阳示例"):
        assert secret.encode() not in bytes(issued.signed)


@pytest.mark.parametrize("place", [100, -1])
def test_altered_file_is_refused(tmp_path: Path, place: int) -> None:
    """A byte of the content, and one of the signature."""
    altered = bytearray(certificate().signed)
    altered[place] ^= 1
    assert openssl_verifies(tmp_path, bytes(altered))[0] is False


def test_signature_is_read_as_openssl_reads_it() -> None:
    issued = certificate()
    signer = x509.load_pem_x509_certificate(issued.key.certificate.encode())
    ca = x509.load_pem_x509_certificate(SigningKey.objects.get(kind="ca").certificate.encode())
    signed = cms.read(bytes(issued.signed))
    assert signed.content == issued.facts.encode()
    assert signed.is_signed_by(signer)
    assert not signed.is_signed_by(ca)
    altered = bytes(issued.signed).replace("企业".encode(), "个人".encode())
    assert not cms.read(altered).is_signed_by(signer)


def test_what_was_signed_before_a_rotation_stays_good(tmp_path: Path) -> None:
    before = certificate()
    keys.rotate_signer()
    after = another_certificate()
    assert before.key != after.key
    assert openssl_verifies(tmp_path, bytes(before.signed))[0]
    assert openssl_verifies(tmp_path, bytes(after.signed))[0]
    old = SigningKey.objects.get(pk=before.key_id)
    assert (old.retired_at is not None, bytes(old.sealed)) == (True, b"")


def test_signer_outlives_what_it_signs() -> None:
    issued = certificate()
    assert issued.valid_until < issued.key.not_after < SigningKey.objects.get(kind="ca").not_after


def test_private_keys_are_sealed() -> None:
    certificate()
    for row in SigningKey.objects.all():
        assert b"PRIVATE" not in bytes(row.sealed)
        assert "PRIVATE" not in row.certificate


def test_serials_are_random_and_long() -> None:
    serials = {certificate().serial, another_certificate().serial}
    assert len(serials) == 2
    assert all(len(serial) == 20 for serial in serials)
    assert Certificate.objects.count() == 2
