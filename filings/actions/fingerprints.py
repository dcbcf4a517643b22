"""Fingerprints: the digests by which a submitted filing is found from a document's number or a mobile."""

from filings import document
from filings.models import Filing, Fingerprint
from icpportal.core.personal import personal_digest

Print = tuple[str, str]


def fingerprints_of(content: document.Document) -> set[Print]:
    """(kind, digest) of every document number and mobile in `content`: the entity's and all persons'."""
    people = [content.entity.person, *(site.person for site in content.websites)]
    numbers = {content.entity.document_number, *(person.document_number for person in people)}
    mobiles = {mobile for person in people for mobile in person.mobile.split(";")}
    found = {(str(Fingerprint.Kind.DOCUMENT), personal_digest("identity", number)) for number in numbers}
    found |= {(str(Fingerprint.Kind.MOBILE), personal_digest("mobile", number)) for number in mobiles}
    return {(kind, key) for kind, key in found if key}


def sync_fingerprints(filing: Filing, content: document.Document) -> None:
    """Makes the filing's fingerprints those of `content`. Called by 完成 and by every 代为修改."""
    wanted = fingerprints_of(content)
    held = {(row.kind, row.key): row.pk for row in Fingerprint.objects.filter(filing=filing)}
    Fingerprint.objects.filter(pk__in=[pk for pair, pk in held.items() if pair not in wanted]).delete()
    Fingerprint.objects.bulk_create(
        Fingerprint(filing=filing, kind=kind, key=key) for kind, key in sorted(wanted - held.keys())
    )
