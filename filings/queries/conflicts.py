"""Others' filings that share a document, a mobile, a domain or an address with one filing. For the authority alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from accounts.models import User
from accounts.roles import Role
from filings import codes, document
from filings.models import AccessRange, Filing, Fingerprint, WebsiteDomain
from filings.range_keys import range_key
from filings.workflow import STATES, State
from icpportal.core.masking import mask_document, mask_mobile, mask_name
from icpportal.core.personal import personal_digest
from icpportal.core.regions import region_name
from icpportal.core.validators import domain_to_ascii

SHOWN = 20


@dataclass(frozen=True)
class Conflict:
    """One other filing and what it shares: `what` is the kind of thing, `value` the thing, personal ones masked.

    Outside the reader's sight `holder` is masked, `state` empty and `filing_id` None.
    """

    what: str
    value: str
    receipt: str
    province: str
    holder: str
    state: str = ""
    filing_id: int | None = None


def conflicts_of(reader: User, filing: Filing, content: document.Document) -> tuple[Conflict, ...]:
    """What was submitted by other owners, in whatever state it is now, and shares something with `content`; newest
    first, at most 20 of each kind. Three queries.
    """
    pairs = [*_by_person(filing, content), *_by_domain(filing, content), *_by_address(filing, content)]
    seen = dict.fromkeys((what, value, other.pk) for what, value, other in pairs)
    others = {other.pk: other for _, _, other in pairs}
    return tuple(_conflict(reader, what, value, others[pk]) for what, value, pk in seen)


Pair = tuple[str, str, Filing]


def _by_person(filing: Filing, content: document.Document) -> Iterator[Pair]:
    values = {key: (what, shown) for what, key, shown in _personal(content)}
    rows = Fingerprint.objects.filter(key__in=values).select_related("filing__entity")
    for row in _others(rows, "filing", filing):
        yield *values[row.key], row.filing


def _personal(content: document.Document) -> Iterator[tuple[str, str, str]]:
    """What, digest and masked text of every document number and mobile."""
    people = [content.entity.person, *(site.person for site in content.websites)]
    for number in {content.entity.document_number, *(person.document_number for person in people)} - {""}:
        yield "证件号码", personal_digest("identity", number), mask_document(number)
    for number in {part for person in people for part in person.mobile.split(";")} - {""}:
        yield "手机号码", personal_digest("mobile", number), mask_mobile(number)


def _by_domain(filing: Filing, content: document.Document) -> Iterator[Pair]:
    values = {domain_to_ascii(domain): domain for site in content.websites for domain in site.domains}
    rows = WebsiteDomain.objects.filter(ascii__in=values).select_related("filing__entity")
    for row in _others(rows, "filing", filing):
        yield "网站域名", values[row.ascii], row.filing


def _by_address(filing: Filing, content: document.Document) -> Iterator[Pair]:
    """By the first address of a range, as rule 1024 does."""
    starts = {
        range_key(start): start
        for site in content.websites
        for access in site.accesses
        for start, _ in access.ranges
    }
    rows = AccessRange.objects.filter(start_key__in=starts)
    rows = rows.select_related("access__website__filing__entity")
    for row in _others(rows, "access__website__filing", filing):
        yield "IP地址", starts[row.start_key], row.access.website.filing


def _others(rows: QuerySet, path: str, filing: Filing) -> QuerySet:  # type: ignore[type-arg]
    """Rows of submitted filings of other owners."""
    submitted = rows.filter(**{f"{path}__submitted_at__isnull": False})
    return submitted.exclude(**{f"{path}__owner": filing.owner_id}).order_by(f"-{path}_id", "pk")[:SHOWN]


def _conflict(reader: User, what: str, value: str, other: Filing) -> Conflict:
    name = other.entity.name
    receipt, province = str(other.receipt_number), region_name(other.province)
    if not _in_sight(reader, other):
        masked = mask_name(name) if codes.is_person(other.entity.nature) else f"{name[:2]}***"
        return Conflict(what, value, receipt, province, masked)
    return Conflict(what, value, receipt, province, name, STATES[State(other.state)].name, other.pk)


def _in_sight(reader: User, other: Filing) -> bool:
    """As `visible_to` for the authority, without a query: what it does not see it gets no link to."""
    if other.first_arrived_at is None:
        return False
    return reader.role == Role.MINISTRY or reader.province == other.province
