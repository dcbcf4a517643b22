"""Whole documents for the tests of rules, snapshots and actions: synthetic people, companies and numbers."""

import dataclasses
import datetime
from typing import Any

from filings.document import Access, Document, Entity, Person, PreApproval, Website

TODAY = datetime.date(2026, 11, 24)


def valid_person(**changes: Any) -> Person:
    person = Person(
        name="张示例",
        document_type=2,
        document_number="110101197001010008",
        office_phone="010-00000000",
        mobile="13000000000",
        email="owner@example.test",
    )
    return dataclasses.replace(person, **changes)


def valid_entity(**changes: Any) -> Entity:
    """A company in 北京 whose papers are in order."""
    entity = Entity(
        name="示例零一科技有限公司",
        nature=4,
        document_type=1,
        document_number="91110108FAKE10000P",
        document_address="北京市海淀区示例路1号",
        investor="示例零一科技有限公司",
        province="110000",
        city="110100",
        county="110108",
        address="北京市海淀区示例路1号示例大厦2层201室",
        person=valid_person(),
    )
    return dataclasses.replace(entity, **changes)


def valid_individual(**changes: Any) -> Entity:
    """A person in 北京 who files for themselves."""
    entity = valid_entity(
        name="张示例",
        nature=5,
        document_type=2,
        document_number="110101197001010008",
        investor="张示例",
        person=valid_person(office_phone=""),
    )
    return dataclasses.replace(entity, **changes)


def valid_access(key: str = "1", **changes: Any) -> Access:
    access = Access(
        key=key,
        provider_id=1,
        provider_name="北京示例接入科技有限公司",
        method=3,
        locations=("110000",),
        ranges=(("1.1.1.1", "1.1.1.1"),),
    )
    return dataclasses.replace(access, **changes)


def valid_website(key: str = "1", **changes: Any) -> Website:
    website = Website(
        key=key,
        name="示例零一科技",
        home_url="www.beian-demo.test",
        domains=("beian-demo.test",),
        services=(8,),
        languages=(1,),
        person=valid_person(),
        accesses=(valid_access(key),),
    )
    return dataclasses.replace(website, **changes)


def valid_approval(**changes: Any) -> PreApproval:
    approval = PreApproval(kind=1, number="示例新批字〔2026〕1号", date=datetime.date(2026, 1, 2))
    return dataclasses.replace(approval, **changes)


def valid_document(**changes: Any) -> Document:
    """首次备案 of a company with one website and one access: no rule finds anything, not even doubtful."""
    document = Document(kind="first", entity=valid_entity(), websites=(valid_website(),))
    return dataclasses.replace(document, **changes)


def with_entity(**changes: Any) -> Document:
    return valid_document(entity=valid_entity(**changes))


def with_website(**changes: Any) -> Document:
    return valid_document(websites=(valid_website(**changes),))


def with_access(**changes: Any) -> Document:
    return with_website(accesses=(valid_access(**changes),))
