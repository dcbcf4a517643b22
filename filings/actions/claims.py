"""Claims: who holds a domain or a document. Taken at 完成, kept in step by every later edit, freed at the end."""

from filings import document
from filings.claim_keys import Wanted, claims_on, wanted_claims
from filings.models import Claim, Filing
from icpportal.core.errors import Refused


def sync_claims(filing: Filing, content: document.Document) -> None:
    """Makes the filing's claims those of `content`: takes what is new, frees what is gone.

    What the owner's own registered entity holds counts as held. Two filings that want the same thing at once: the
    database lets one through.

    :raises Refused: another holds one (1003 or 1005); the sentence names the field, never the holder
    """
    wanted = wanted_claims(content)
    Claim.objects.bulk_create(
        [Claim(kind=item.kind, key=item.key, owner_id=filing.owner_id, filing=filing) for item in wanted],
        ignore_conflicts=True,
    )
    held = {(claim.kind, claim.key): claim for claim in claims_on(item.key for item in wanted)}
    for item in wanted:
        claim = held.get((item.kind, item.key))
        # None: it was another's at the insert, and free again a moment later. The next try gets it.
        if claim is None or not _is_own(claim, filing):
            raise taken(item)
    Claim.objects.filter(filing=filing, registered_entity__isnull=True).exclude(
        key__in=[item.key for item in wanted]
    ).delete()


def _is_own(claim: Claim, filing: Filing) -> bool:
    if claim.filing_id == filing.pk:
        return True
    return (
        claim.registered_entity_id is not None and claim.registered_entity_id == filing.registered_entity_id
    )


def taken(item: Wanted) -> Refused:
    """The refusal for a claim that another holds."""
    if item.kind == Claim.Kind.DOCUMENT:
        return Refused(
            "1003",
            "这个有效证件已有备案或正在办理备案（1003 网站主办者冲突）。如果不是您本人办理的，请拨打咨询电话。",
        )
    return Refused(
        "1005",
        f"域名 {item.label} 已有备案或正在办理备案（1005 域名冲突）。如果域名属于您，请拨打咨询电话。",
    )


def release_claims(filing: Filing) -> None:
    """Frees what the filing holds and the register does not."""
    Claim.objects.filter(filing=filing, registered_entity__isnull=True).delete()
    Claim.objects.filter(filing=filing).update(filing=None)
