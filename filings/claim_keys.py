"""What a document claims: its domains, and the entity's document. One place says how each is keyed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from filings import document
from filings.models import Claim
from filings.workflow import Kind
from icpportal.core.personal import personal_digest
from icpportal.core.validators import domain_to_ascii


@dataclass(frozen=True, order=True)
class Wanted:
    """One claim that a document needs; `label` is what its owner reads if another holds it."""

    key: str
    kind: str
    label: str


def document_key(document_type: int | None, number: str) -> str:
    """Digest of 证件类型 + 证件号码, the key of 1003."""
    return personal_digest("claim-document", f"{document_type}:{number}") if number else ""


def domain_key(domain: str) -> str:
    """Digest of a domain's A-label form, the key of 1005."""
    return personal_digest("claim-domain", domain_to_ascii(domain))


def claims_on(keys: Iterable[str]) -> QuerySet[Claim]:
    """The claims on any of `keys`, whoever holds them. Kinds are named because the index begins with them."""
    return Claim.objects.filter(kind__in=Claim.Kind.values, key__in=list(keys))


def wanted_claims(content: document.Document) -> list[Wanted]:
    """The claims that `content` needs, sorted by key: the order in which they are locked."""
    found = {
        Wanted(domain_key(domain), Claim.Kind.DOMAIN, domain)
        for site in content.websites
        for domain in site.domains
    }
    entity = content.entity
    if entity.document_number and content.kind in {Kind.FIRST, Kind.CHANGE}:
        key = document_key(entity.document_type, entity.document_number)
        found.add(Wanted(key, Claim.Kind.DOCUMENT, "有效证件号码"))
    return sorted(found)
