"""The portal's own certificates: a CA that is published, and under it the signer of 电子证书.

Private keys stand in the database, sealed with DATA_KEY: every process of every machine has them, and who only holds a
copy of the database cannot sign.
"""

import datetime
from dataclasses import dataclass
from functools import lru_cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils import timezone

from filings.models import SigningKey
from icpportal.core.errors import Refused
from icpportal.core.seal import seal, unseal

Kind = SigningKey.Kind

PURPOSE = "signing-key"
CA_YEARS = 30
# A certificate is good for ten years, so a signer that is replaced within three outlives all that it signed.
SIGNER_YEARS = 13
CERTIFICATE_YEARS = 10
NO_KEY = "电子证书的签名密钥还没有建立，不能审核通过。请系统管理员运行 manage.py signing_key --make。"
_CLOCK_SKEW = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Signer:
    """What signs: the row, and its certificate and private key, opened."""

    row: SigningKey
    certificate: x509.Certificate
    private: ec.EllipticCurvePrivateKey


def present(kind: str) -> SigningKey | None:
    """The key of that kind in use."""
    return SigningKey.objects.using(DEFAULT_DB_ALIAS).filter(kind=kind, retired_at__isnull=True).first()


def current_signer() -> Signer:
    """Who signs now. One query; the key is opened once a process.

    :raises Refused: there is none, and this is no demo that makes one itself
    """
    row = present(Kind.SIGNER)
    if row is None and settings.SIGNING_KEY_MAKES_ITSELF:
        row = make_keys()
    if row is None:
        raise Refused("no-signing-key", NO_KEY)
    private, certificate = _opened(settings.DATA_KEY, bytes(row.sealed), row.certificate)
    return Signer(row, certificate, private)


def make_keys() -> SigningKey:
    """CA and signer, where they are missing. Of two that do so at once, the database keeps one. Returns the signer."""
    with transaction.atomic():
        ca = present(Kind.CA) or _keep(Kind.CA, *_new_ca())
        return present(Kind.SIGNER) or _keep(Kind.SIGNER, *_new_signer(ca))


def rotate_signer() -> SigningKey:
    """A new signer in the old one's place; the old private key is wiped, its certificate stays for verification.

    :raises Refused: there is none yet
    """
    with transaction.atomic():
        ca = SigningKey.objects.select_for_update().filter(kind=Kind.CA, retired_at__isnull=True).first()
        if ca is None:
            raise Refused("no-signing-key", "还没有签名密钥，请先运行 manage.py signing_key --make。")
        SigningKey.objects.filter(kind=Kind.SIGNER, retired_at__isnull=True).update(
            retired_at=timezone.now(), sealed=b""
        )
        return _keep(Kind.SIGNER, *_new_signer(ca))


def fingerprint(row: SigningKey) -> str:
    """SHA-256 of the certificate, 64 hex digits, as `openssl x509 -fingerprint -sha256` has it without the colons."""
    return x509.load_pem_x509_certificate(row.certificate.encode()).fingerprint(hashes.SHA256()).hex()


@lru_cache(maxsize=4)
def _opened(
    data_key: str, sealed: bytes, certificate: str
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """`data_key` is that of `unseal`: another one is another key."""
    private = serialization.load_pem_private_key(unseal(PURPOSE, sealed).encode(), None)
    if not isinstance(private, ec.EllipticCurvePrivateKey):
        raise TypeError("signing keys are elliptic")
    return private, x509.load_pem_x509_certificate(certificate.encode())


def _keep(kind: str, private: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> SigningKey:
    """The row of the new key, or of the one that another was quicker to make."""
    pem = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    made = SigningKey(
        kind=kind,
        certificate=certificate.public_bytes(serialization.Encoding.PEM).decode(),
        sealed=seal(PURPOSE, pem.decode()),
        not_after=certificate.not_valid_after_utc,
    )
    SigningKey.objects.bulk_create([made], ignore_conflicts=True)
    return SigningKey.objects.get(kind=kind, retired_at__isnull=True)


def _new_ca() -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    private = ec.generate_private_key(ec.SECP256R1())
    name = _name("电子证书根证书")
    builder = _builder(name, name, private, years_from_now(CA_YEARS))
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_usage(signs_certificates=True), critical=True)
    return private, builder.sign(private, hashes.SHA256())


def _new_signer(ca: SigningKey) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    ca_private, issuer = _opened(settings.DATA_KEY, bytes(ca.sealed), ca.certificate)
    private = ec.generate_private_key(ec.SECP256R1())
    ends = min(years_from_now(SIGNER_YEARS), ca.not_after)
    builder = _builder(_name("电子证书签发"), issuer.subject, private, ends)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_usage(signs_certificates=False), critical=True)
    # Without it a plain `openssl cms -verify` takes the signer for unfit.
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
    builder = builder.add_extension(usage, critical=False)
    authority = x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_private.public_key())
    builder = builder.add_extension(authority, critical=False)
    return private, builder.sign(ca_private, hashes.SHA256())


def _builder(
    name: x509.Name, issuer: x509.Name, private: ec.EllipticCurvePrivateKey, ends: datetime.datetime
) -> x509.CertificateBuilder:
    begins = timezone.now() - _CLOCK_SKEW
    builder = x509.CertificateBuilder(
        issuer, name, private.public_key(), x509.random_serial_number(), begins, ends
    )
    own = x509.SubjectKeyIdentifier.from_public_key(private.public_key())
    return builder.add_extension(own, critical=False)


def _name(what: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, settings.SITE_NAME),
            x509.NameAttribute(NameOID.COMMON_NAME, what),
        ]
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        encipher_only=False,
        decipher_only=False,
    )


def years_from_now(years: int) -> datetime.datetime:
    return years_after(timezone.now(), years)


def years_after(moment: datetime.datetime, years: int) -> datetime.datetime:
    """The same day and time, `years` later; 1 March for a 29 February that is not there."""
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, month=3, day=1)
