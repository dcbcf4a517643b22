"""The one writer of certificates: issued at approval, renewed before they end, replaced when their facts change."""

import datetime
import secrets
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from filings.certificates.facts import canonical, certificate_facts, says_the_same
from filings.certificates.keys import CERTIFICATE_YEARS, Signer, current_signer, years_after
from filings.certificates.signing import sign
from filings.models import Certificate, RegisteredEntity, RegisteredWebsite, RegisterStatus
from filings.queries.register_facts import RegisterFacts, register_facts
from filings.queries.snapshots import SnapshotReader
from icpportal.core.inserting import insert

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SERIAL_LENGTH = 20
RENEWED_WITHIN = datetime.timedelta(days=90)


def issue_first(
    websites: Iterable[RegisteredWebsite], now: datetime.datetime, read: SnapshotReader, signer: Signer
) -> None:
    """A certificate for each of `websites`, which enter the register in this transaction and can have none yet.

    :param read: has opened their snapshots
    """
    insert(_drawn_up(website, register_facts(website, read), signer, now) for website in websites)


def bring_up_to_date(entity: RegisteredEntity, now: datetime.datetime, read: SnapshotReader) -> None:
    """Every live website of `entity` has a certificate that says what the register says, and no other valid one.

    In the caller's transaction. A website whose public facts did not change keeps the one it has: nobody has to put a
    new file on a server because a telephone number changed.

    :param read: opens each snapshot once
    :raises Refused: there is no signing key
    """
    signer = current_signer()
    websites = entity.websites.exclude(status=RegisterStatus.CANCELLED)
    for website in websites.select_related("snapshot", "entity__snapshot"):
        facts = register_facts(website, read)
        valid = website.certificates.filter(revoked_at__isnull=True).first()
        if valid is None or not valid.facts or not says_the_same(valid.facts, facts):
            issue(website, facts, signer, now)


def issue(
    website: RegisteredWebsite, facts: RegisterFacts, signer: Signer, now: datetime.datetime
) -> Certificate:
    """A new certificate of `website`; the one before is revoked."""
    website.certificates.filter(revoked_at__isnull=True).update(revoked_at=now)
    certificate = _drawn_up(website, facts, signer, now)
    certificate.save()
    return certificate


def _drawn_up(
    website: RegisteredWebsite, facts: RegisterFacts, signer: Signer, now: datetime.datetime
) -> Certificate:
    """Signed, and not saved yet."""
    serial = new_serial()
    ends = min(years_after(now, CERTIFICATE_YEARS), signer.row.not_after)
    text = canonical(certificate_facts(website, facts, serial, now, ends))
    return Certificate(
        website=website,
        serial=serial,
        snapshot=website.snapshot,
        issued_at=now,
        valid_until=ends,
        facts=text,
        signed=sign(text, signer),
        key=signer.row,
    )


def due_for_renewal(now: datetime.datetime) -> QuerySet[Certificate]:
    """Valid ones that end soon, and those of the time before there was a key."""
    ending = Q(valid_until__isnull=True) | Q(valid_until__lt=now + RENEWED_WITHIN)
    return Certificate.objects.filter(ending, revoked_at__isnull=True).order_by("pk")


def renew(certificate: Certificate) -> Certificate | None:
    """A new one in its place, in a transaction of its own; None where another was quicker or the website is gone.

    :raises Refused: there is no signing key
    """
    with transaction.atomic():
        entity = RegisteredEntity.objects.select_for_update().get(websites=certificate.website_id)
        now = timezone.now()
        if not due_for_renewal(now).filter(pk=certificate.pk).exists():
            return None
        website = entity.websites.select_related("snapshot", "entity__snapshot").get(
            pk=certificate.website_id
        )
        return issue(website, register_facts(website), current_signer(), now)


def new_serial() -> str:
    """Random, 20 symbols of Crockford's 32: 100 bits, not to be guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(SERIAL_LENGTH))
