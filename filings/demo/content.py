"""Invented content for filing number 1, 2, 3 …: complete, well-formed, nobody's."""

import dataclasses

from filings import document
from icpportal.core.regions import cities, counties, full_name
from icpportal.core.validators.checksums import credit_check, identity_check, organisation_check
from providers.models import Provider

_NAMES = "晨暮星辰山川溪谷松竹梅兰荷菊枫桐柏桦榕樟杉柳槐楠桂棠"
_TRADES = ("文化传播", "信息咨询", "电子商务", "图书", "旅游服务", "设计", "软件", "农产品")


def company_name(number: int) -> str:
    # The words come round after 56; the last summand tells the rounds apart.
    first, second = _NAMES[number % len(_NAMES)], _NAMES[(number * 7 + 3 + number // 56) % len(_NAMES)]
    return f"示例{first}{second}{_TRADES[number % len(_TRADES)]}有限公司"


def credit_code(number: int) -> str:
    """A unified credit code whose organisation part says FAKE, right in both check characters."""
    organisation = f"FAKE{number:04d}"
    body = f"91110108{organisation}{organisation_check(organisation)}"
    return body + credit_check(body)


def identity_number(number: int) -> str:
    """An identity number with the order code 000, which is never issued; the day of birth tells them apart."""
    body = f"110101{1970 + number % 30}{number // 30 % 12 + 1:02d}01000"
    return body + identity_check(body)


def person(number: int) -> document.Person:
    return document.Person(
        name=f"张示{_NAMES[number % len(_NAMES)]}",
        document_type=2,
        document_number=identity_number(number),
        office_phone=f"010-0000{number:04d}",
        mobile=f"1390000{number:04d}",
        email=f"site{number:02d}@demo.example",
    )


def entity(number: int, province: str = "110000") -> document.Entity:
    """A company with its papers in order, in the first city of `province`."""
    city = cities(province)[0].code
    county = counties(city)[0].code
    place = full_name(county)
    return document.Entity(
        name=company_name(number),
        nature=4,
        document_type=1,
        document_number=credit_code(number),
        document_address=f"{place}示例路{number}号",
        investor=company_name(number),
        province=province,
        city=city,
        county=county,
        address=f"{place}示例路{number}号示例大厦2层201室",
        person=person(number),
    )


def website(number: int, part: int = 0) -> document.Website:
    """`part` tells several websites of one owner apart."""
    domain = f"demo-{number:02d}{'abcdefgh'[part]}.test"
    return document.Website(
        key="",
        name=f"{company_name(number)[2:-4]}{'一二三四五六七八'[part]}站",
        home_url=f"www.{domain}",
        domains=(domain,),
        services=(8,),
        languages=(1,),
        person=person(number),
    )


def access(number: int, provider: Provider, part: int = 0) -> document.Access:
    """Ranges of their own for each owner and `part`."""
    address = f"1.{1 + part}.{number}.1"
    return document.Access(
        key="",
        provider_id=provider.pk,
        provider_name=provider.name,
        method=3,
        locations=(provider.province,),
        ranges=((address, address),),
    )


def with_mobile(entity: document.Entity, mobile: str) -> document.Entity:
    """`entity` whose person in charge has that mobile."""
    return dataclasses.replace(entity, person=dataclasses.replace(entity.person, mobile=mobile))


def replaced(before: document.Entity, address: str) -> document.Entity:
    """`before` at another 通信地址."""
    return dataclasses.replace(before, address=address)
