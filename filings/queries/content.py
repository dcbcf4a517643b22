"""A filing's rows as one `document.Document`, and what of it one provider may see."""

import dataclasses

from django.db.models import Prefetch

from filings import document
from filings.models import Access, Entity, Filing, FilingSnapshot, Website
from filings.workflow import Kind
from icpportal.core.personal import personal_digest
from icpportal.core.seal import unseal


def read_document(filing: Filing) -> document.Document:
    """The whole content of `filing`, in six queries whatever its size."""
    entity = Entity.objects.filter(filing=filing).first()
    websites = Website.objects.filter(filing=filing).prefetch_related(
        "domains",
        "pre_approvals",
        Prefetch("accesses", Access.objects.select_related("provider")),
        "accesses__ranges",
    )
    return document.Document(
        kind=filing.kind,
        entity=entity_of(entity) if entity else document.Entity(),
        websites=tuple(website_of(website) for website in websites),
    )


def person_of(row: Entity | Website) -> document.Person:
    return document.Person(
        name=row.person_name,
        document_type=row.person_document_type,
        document_number=row.person_document_number,
        office_phone=row.person_office_phone,
        mobile=row.person_mobile,
        email=row.person_email,
    )


def entity_of(row: Entity) -> document.Entity:
    return document.Entity(
        name=row.name,
        nature=row.nature,
        document_type=row.document_type,
        document_number=row.document_number,
        document_address=row.document_address,
        investor=row.investor,
        province=row.province,
        city=row.city,
        county=row.county,
        address=row.address,
        person=person_of(row),
        remarks=row.remarks,
    )


def website_of(row: Website) -> document.Website:
    """`row` with its domains, approvals, accesses and ranges, prefetched or not."""
    return document.Website(
        key=str(row.pk),
        name=row.name,
        home_url=row.home_url,
        domains=tuple(domain.domain for domain in row.domains.all()),
        services=tuple(row.services),
        languages=tuple(row.languages),
        pre_approvals=tuple(
            document.PreApproval(approval.kind, approval.number, approval.date)
            for approval in row.pre_approvals.all()
        ),
        person=person_of(row),
        remarks=row.remarks,
        accesses=tuple(access_of(access) for access in row.accesses.all()),
        service_ended=row.service_ended,
    )


def access_of(row: Access) -> document.Access:
    return document.Access(
        key=str(row.pk),
        provider_id=row.provider_id,
        provider_name=row.provider.name if row.provider else "",
        method=row.method,
        locations=tuple(row.locations),
        ranges=tuple((item.start, item.end) for item in row.ranges.all()),
    )


def provider_view(
    whole: document.Document, provider_id: int, *, own_change: bool = False
) -> document.Document:
    """What a provider may see of `whole`: the entity and the websites it serves; of others' accesses the name only.

    :param own_change: its own 变更: every website in it is one that it serves, or served until it removed its access
    """
    websites = tuple(
        seen_website(website, provider_id)
        for website in whole.websites
        if own_change or any(access.provider_id == provider_id for access in website.accesses)
    )
    return dataclasses.replace(whole, websites=websites)


def seen_by_provider(filing: Filing, whole: document.Document, provider_id: int) -> document.Document:
    """What a provider is shown of `filing` holding `whole`, and what its check covers."""
    own_change = filing.kind == Kind.CHANGE and filing.opened_for_id == provider_id
    return provider_view(whole, provider_id, own_change=own_change)


def seen_website(website: document.Website, provider_id: int) -> document.Website:
    """`website` with no more than the name of other providers' accesses."""
    accesses = tuple(_seen_access(access, provider_id) for access in website.accesses)
    return dataclasses.replace(website, accesses=accesses)


def _seen_access(access: document.Access, provider_id: int) -> document.Access:
    if access.provider_id == provider_id:
        return access
    return document.NamedAccess(access.key, access.provider_id, access.provider_name)


def content_digest(content: document.Document) -> str:
    """Keyed digest, 64 hex digits, of a document or of a provider's view of one."""
    return personal_digest("content", document.to_json(content))


def opened(snapshot: FilingSnapshot) -> document.Document:
    """The document that `snapshot` keeps.

    :raises SealError: it is not what was sealed
    """
    return document.from_json(unseal("snapshot", bytes(snapshot.sealed)))
