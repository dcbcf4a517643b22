"""A section's values into its rows: the inverse of `queries.content`. Called by the actions only."""

import dataclasses

from filings import document
from filings.models import Access, AccessRange, Entity, Filing, PreApproval, Website, WebsiteDomain
from filings.range_keys import range_key
from icpportal.core.validators import domain_to_ascii


def store_person(row: Entity | Website, person: document.Person) -> None:
    row.person_name = person.name
    row.person_document_type = person.document_type
    row.person_document_number = person.document_number
    row.person_office_phone = person.office_phone
    row.person_mobile = person.mobile
    row.person_email = person.email


def store_entity(row: Entity, values: document.Entity) -> None:
    """Sets and saves every field of `row`."""
    for item in dataclasses.fields(values):
        if item.name != "person":
            setattr(row, item.name, getattr(values, item.name))
    store_person(row, values.person)
    row.save()


def store_website(row: Website, values: document.Website) -> None:
    """Sets and saves `row`, its domains and its pre-approvals; accesses are not touched.

    A pre-approval whose number and date did not change keeps the day on which its paper arrived.
    """
    row.name, row.home_url, row.remarks = values.name, values.home_url, values.remarks
    row.services, row.languages = list(values.services), list(values.languages)
    store_person(row, values.person)
    row.save()
    WebsiteDomain.objects.filter(website=row).delete()
    WebsiteDomain.objects.bulk_create(
        WebsiteDomain(
            filing_id=row.filing_id, website=row, position=i, domain=domain, ascii=domain_to_ascii(domain)
        )
        for i, domain in enumerate(values.domains)
    )
    received = {(a.kind, a.number, a.date): a.received_on for a in PreApproval.objects.filter(website=row)}
    PreApproval.objects.filter(website=row).delete()
    PreApproval.objects.bulk_create(
        PreApproval(
            website=row,
            kind=a.kind,
            number=a.number,
            date=a.date,
            received_on=received.get((a.kind, a.number, a.date)),
        )
        for a in values.pre_approvals
    )


def store_access(row: Access, values: document.Access) -> None:
    """Sets and saves `row` and its ranges."""
    row.provider_id = values.provider_id
    row.method = values.method
    row.locations = list(values.locations)
    row.save()
    AccessRange.objects.filter(access=row).delete()
    AccessRange.objects.bulk_create(
        AccessRange(
            access=row, position=i, start=start, end=end, start_key=range_key(start), end_key=range_key(end)
        )
        for i, (start, end) in enumerate(values.ranges)
    )


def delete_sections(filing: Filing) -> None:
    """Every section row of a discarded draft."""
    Website.objects.filter(filing=filing).delete()
    Entity.objects.filter(filing=filing).delete()
