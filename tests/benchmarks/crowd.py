"""Any number of 首次备案 that wait for the authority, each of an owner of its own: the rows that wizard, 完成 and 核实
leave behind, written past the actions because a hundred thousand walks through them would take hours."""

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from accounts.models.user import contact_keys
from filings import document
from filings.actions.fingerprints import fingerprints_of
from filings.actions.lifecycle import new_receipt_number
from filings.actions.sections import store_person
from filings.claim_keys import wanted_claims
from filings.models import (
    Access,
    AccessRange,
    Claim,
    Entity,
    Filing,
    FilingEvent,
    FilingSnapshot,
    Fingerprint,
    ProviderCheck,
    Website,
    WebsiteDomain,
)
from filings.queries import content_digest, seen_by_provider
from filings.range_keys import range_key
from filings.workflow import Action, Kind, State
from icpportal.core import clock
from icpportal.core.regions import cities, counties
from icpportal.core.seal import seal
from icpportal.core.validators.checksums import credit_check, identity_check, organisation_check
from providers.models import Provider, ProviderStaff
from tests.benchmarks.copying import store
from tests.factories import make_provider, make_user
from tests.filings import documents

PROVIDER = "北京众望数据科技有限公司"
_SYMBOLS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_AT_ONCE = 1_000
# What the draft's versions were: the wizard's last, after 完成, after 核实.
_WRITTEN, _SUBMITTED, _ARRIVED = 4, 5, 6


@dataclass(frozen=True)
class Staff:
    provider: Provider
    person: User


def staff() -> Staff:
    """The provider that serves the whole crowd, and its administrator."""
    provider = Provider.objects.filter(name=PROVIDER).first()
    if provider is None:
        provider = make_provider(PROVIDER, licence_number="B1-示例-0002")
        person = make_user("crowd-staff", "provider", mobile="13700000000", email="crowd@example.test")
        ProviderStaff.objects.create(user=person, provider=provider, is_administrator=True)
    return Staff(provider, provider.staff.get(is_administrator=True).user)


def waiting(name: str, province: str = "") -> list[Filing]:
    """Those of crowd `name` that nobody has decided, the oldest first; of all provinces if none is given."""
    found = Filing.objects.filter(owner__username__startswith=f"{name}-", state=State.AUTHORITY_REVIEW)
    return list((found.filter(province=province) if province else found).order_by("pk"))


def gather(name: str, count: int, provinces: Sequence[str]) -> None:
    """At least `count` of crowd `name` wait, dealt to `provinces` by turns. No two crowds' names begin alike."""
    there = Filing.objects.filter(owner__username__startswith=f"{name}-", state=State.AUTHORITY_REVIEW)
    missing, first = count - there.count(), User.objects.count()
    for start in range(0, max(0, missing), _AT_ONCE):
        numbers = range(first + start, first + min(start + _AT_ONCE, missing))
        _write(name, numbers, [provinces[number % len(provinces)] for number in numbers])


def _write(name: str, numbers: Sequence[int], provinces: Sequence[str]) -> None:
    by = staff()
    owners = store(_owner(name, number) for number in numbers)
    filings = store(_filing(owner, province) for owner, province in zip(owners, provinces, strict=True))
    contents = [
        _content(number, province, by.provider) for number, province in zip(numbers, provinces, strict=True)
    ]
    contents = _sections(filings, contents)
    _history(filings, contents, by)
    _keys(filings, contents)


def _owner(name: str, number: int) -> User:
    mobile, email = f"12{number:09d}", f"crowd{number}@example.test"
    mobile_key, email_key = contact_keys(mobile, email)
    return User(
        username=f"{name}-{number}",
        password="!",
        mobile=mobile,
        mobile_key=mobile_key,
        email=email,
        email_key=email_key,
    )


def _filing(owner: User, province: str) -> Filing:
    now = clock.now()
    return Filing(
        owner=owner,
        opened_by=owner,
        kind=Kind.FIRST,
        state=State.AUTHORITY_REVIEW,
        version=_ARRIVED,
        province=province,
        receipt_number=new_receipt_number(),
        submitted_at=now,
        first_arrived_at=now,
        arrived_at=now,
    )


def _content(number: int, province: str, provider: Provider) -> document.Document:
    """One website, one access; names, numbers and address are this one's alone."""
    city = cities(province)[0].code
    person = documents.valid_person(document_number=_identity(number), mobile=f"12{number:09d}")
    domain = f"crowd-{number}.example"
    address = f"2001:db8::{number >> 16:x}:{number & 0xFFFF:x}"
    access = documents.valid_access(
        provider_id=provider.pk, provider_name=provider.name, ranges=((address, address),)
    )
    site = documents.valid_website(
        name=f"示例第{number}号网站",
        home_url=f"www.{domain}",
        domains=(domain,),
        person=person,
        accesses=(access,),
    )
    entity = documents.valid_entity(
        name=f"示例第{number}号科技有限公司",
        document_number=_credit_code(number),
        province=province,
        city=city,
        county=counties(city)[0].code,
        person=person,
    )
    return document.Document(Kind.FIRST, entity, (site,))


def _credit_code(number: int) -> str:
    """Its organisation part says FAKE, as that of the other invented ones."""
    symbols = "".join(_SYMBOLS[number // len(_SYMBOLS) ** place % len(_SYMBOLS)] for place in range(4))
    organisation = f"FAKE{symbols}"
    body = f"91110108{organisation}{organisation_check(organisation)}"
    return body + credit_check(body)


def _identity(number: int) -> str:
    """With the order code 000, which is never issued."""
    body = f"110101{1940 + number % 60}{number // 60 % 12 + 1:02d}{number // 720 % 28 + 1:02d}000"
    return body + identity_check(body)


def _sections(filings: Sequence[Filing], contents: Sequence[document.Document]) -> list[document.Document]:
    """Writes the sections' rows. The contents again, with the keys that their rows have now."""
    store(_entity(filing, content.entity) for filing, content in zip(filings, contents, strict=True))
    websites = store(
        _website(filing, content.websites[0]) for filing, content in zip(filings, contents, strict=True)
    )
    pairs = [(row, content.websites[0]) for row, content in zip(websites, contents, strict=True)]
    store(
        WebsiteDomain(filing_id=row.filing_id, website=row, domain=domain, ascii=domain)
        for row, site in pairs
        for domain in site.domains
    )
    accesses = store(_access(row, site.accesses[0]) for row, site in pairs)
    store(
        AccessRange(access=access, start=start, end=end, start_key=range_key(start), end_key=range_key(end))
        for access, (_, site) in zip(accesses, pairs, strict=True)
        for start, end in site.accesses[0].ranges
    )
    return [
        _keyed(content, row, access)
        for content, row, access in zip(contents, websites, accesses, strict=True)
    ]


def _entity(filing: Filing, values: document.Entity) -> Entity:
    plain = {field.name: getattr(values, field.name) for field in dataclasses.fields(values)}
    person = plain.pop("person")
    row = Entity(filing=filing, **plain)
    store_person(row, person)
    return row


def _website(filing: Filing, values: document.Website) -> Website:
    row = Website(
        filing=filing,
        name=values.name,
        home_url=values.home_url,
        services=list(values.services),
        languages=list(values.languages),
    )
    store_person(row, values.person)
    return row


def _access(website: Website, values: document.Access) -> Access:
    return Access(
        website=website,
        provider_id=values.provider_id,
        method=values.method,
        locations=list(values.locations),
    )


def _keyed(content: document.Document, row: Website, access: Access) -> document.Document:
    site = content.websites[0]
    accesses = (dataclasses.replace(site.accesses[0], key=str(access.pk)),)
    site = dataclasses.replace(site, key=str(row.pk), accesses=accesses)
    return dataclasses.replace(content, websites=(site,))


def _history(filings: Sequence[Filing], contents: Sequence[document.Document], by: Staff) -> None:
    """完成 by the owner, 核实通过 by the provider: check, events, snapshots."""
    pairs = list(zip(filings, contents, strict=True))
    store(_check(filing, content, by) for filing, content in pairs)
    store(event for filing in filings for event in _events(filing, by))
    store(snapshot for filing, content in pairs for snapshot in _snapshots(filing, content))


def _check(filing: Filing, content: document.Document, by: Staff) -> ProviderCheck:
    return ProviderCheck(
        filing=filing,
        provider=by.provider,
        state=ProviderCheck.State.PASSED,
        decided_by=by.person,
        decided_at=filing.arrived_at,
        digest=content_digest(seen_by_provider(filing, content, by.provider.pk)),
    )


def _events(filing: Filing, by: Staff) -> list[FilingEvent]:
    submitted = FilingEvent(
        filing=filing,
        created_at=filing.submitted_at,
        action=Action.SUBMIT,
        from_state=State.DRAFT,
        to_state=State.PROVIDER_CHECK,
        actor_id=filing.owner_id,
        actor_role="owner",
        from_version=_WRITTEN,
        to_version=_SUBMITTED,
    )
    verified = FilingEvent(
        filing=filing,
        created_at=filing.arrived_at,
        action=Action.VERIFY,
        from_state=State.PROVIDER_CHECK,
        to_state=State.AUTHORITY_REVIEW,
        actor=by.person,
        actor_role="provider",
        actor_provider=by.provider,
        on_behalf_of_id=filing.owner_id,
        from_version=_SUBMITTED,
        to_version=_ARRIVED,
    )
    return [submitted, verified]


def _snapshots(filing: Filing, content: document.Document) -> list[FilingSnapshot]:
    sealed, digest = seal("snapshot", document.to_json(content)), content_digest(content)
    return [
        FilingSnapshot(filing=filing, version=version, sealed=sealed, digest=digest)
        for version in (_SUBMITTED, _ARRIVED)
    ]


def _keys(filings: Sequence[Filing], contents: Sequence[document.Document]) -> None:
    """What the filing claims, and by which numbers it is found."""
    pairs = list(zip(filings, contents, strict=True))
    store(
        Claim(kind=item.kind, key=item.key, owner_id=filing.owner_id, filing=filing)
        for filing, content in pairs
        for item in wanted_claims(content)
    )
    store(
        Fingerprint(filing=filing, kind=kind, key=key)
        for filing, content in pairs
        for kind, key in sorted(fingerprints_of(content))
    )
