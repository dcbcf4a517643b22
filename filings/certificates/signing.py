"""The CMS file: `facts` inside it, signed, with the signer's certificate beside them."""

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.serialization import pkcs7

from filings.certificates.keys import Signer

# The bytes are the text: no MIME line endings, and no list of what a mail program could do.
_OPTIONS = [pkcs7.PKCS7Options.Binary, pkcs7.PKCS7Options.NoCapabilities]


def sign(facts: str, signer: Signer) -> bytes:
    """DER: CMS signed-data that holds `facts` as UTF-8."""
    builder = pkcs7.PKCS7SignatureBuilder().set_data(facts.encode())
    builder = builder.add_signer(signer.certificate, signer.private, hashes.SHA256())
    return builder.sign(serialization.Encoding.DER, _OPTIONS)
