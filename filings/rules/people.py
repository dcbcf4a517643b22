"""The responsible persons 负责人 of the entity and of each website."""

import re
from collections.abc import Iterator
from datetime import date

from filings import codes
from filings.document import Document, Person
from filings.rules.facts import Facts
from filings.rules.problem import Problem, Severity, website_section

# Documents that carry a number of GB 11643, with the day of birth in places 7 to 14.
DOCUMENTS_WITH_BIRTH = frozenset({2, 41, 42})
GROWN_UP = 18
YOUNGEST = 16

_DIGIT = re.compile("[0-9０-９]")


def _persons(document: Document) -> Iterator[tuple[str, Person]]:
    yield "entity", document.entity.person
    for website in document.websites:
        yield website_section(website.key), website.person


def age(person: Person, today: date) -> int | None:
    """Full years on that day, from the document number; None where it does not say."""
    number = person.document_number
    if person.document_type not in DOCUMENTS_WITH_BIRTH or not re.fullmatch("[0-9]{17}[0-9X]", number):
        return None
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def ages(document: Document, facts: Facts) -> Iterator[Problem]:
    """age: 18 or older: doubtful at 16 and 17, hard below (providers' rule; 民法典 art. 18)."""
    for section, person in _persons(document):
        years = age(person, facts.today)
        if years is None or years >= GROWN_UP:
            continue
        if years < YOUNGEST:
            sentence = "负责人不满16周岁，不能担任负责人，请更换负责人或核对证件号码。"
            yield Problem("age", Severity.HARD, section, "person.document_number", sentence)
        else:
            sentence = "负责人不满18周岁，一般不能担任负责人，请核对。"
            yield Problem("age", Severity.DOUBTFUL, section, "person.document_number", sentence)


def names(document: Document, facts: Facts) -> Iterator[Problem]:
    """person-name: no digits in the name of a responsible person."""
    for section, person in _persons(document):
        if _DIGIT.search(person.name):
            sentence = "负责人姓名不能含数字，请按证件填写姓名。"
            yield Problem("person-name", Severity.HARD, section, "person.name", sentence)


def two_phones(document: Document, facts: Facts) -> Iterator[Problem]:
    """two-phones: the office phone is a second way to reach the person, not the mobile again."""
    for section, person in _persons(document):
        if person.mobile and person.mobile in re.split("[;；]", person.office_phone.replace(" ", "")):
            sentence = "办公电话和手机号码相同。请填写两个不同的号码，以便联系不上时使用。"
            yield Problem("two-phones", Severity.HARD, section, "person.office_phone", sentence)


def mobile_of_others(document: Document, facts: Facts) -> Iterator[Problem]:
    """mobile-taken: a mobile number that another subject uses (providers' rule); never says whose."""
    for section, person in _persons(document):
        if person.mobile and person.mobile in facts.mobiles_taken:
            sentence = "这个手机号码可能不能用于本主体。请换一个本主体的号码，或向接入服务商说明。"
            yield Problem("mobile-taken", Severity.DOUBTFUL, section, "person.mobile", sentence)


def individual_is_responsible(document: Document, facts: Facts) -> Iterator[Problem]:
    """same-person: an individual is responsible for the entity and for every website (providers' rule)."""
    entity = document.entity
    if not codes.is_person(entity.nature):
        return
    if _differ(entity.name, entity.person.name) or _differ(
        entity.document_number, entity.person.document_number
    ):
        sentence = "个人备案的主体负责人应为本人，请核对负责人姓名和证件号码。"
        yield Problem("same-person", Severity.DOUBTFUL, "entity", "person.name", sentence)
    for website in document.websites:
        person = website.person
        if _differ(person.name, entity.person.name) or _differ(
            person.document_number, entity.person.document_number
        ):
            section = website_section(website.key)
            sentence = "个人备案的网站负责人应与主体负责人相同，请核对，或勾选“与主体负责人相同”。"
            yield Problem("same-person", Severity.DOUBTFUL, section, "person.name", sentence)


def _differ(one: str, other: str) -> bool:
    return bool(one and other and one != other)
