"""A document as people read it: sections, labels, names in place of codes. For the read-only partial `_document.html`.

Takes what the reader may see (a provider's view is cut before it comes here) and hides nothing of its own.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from filings import codes, document
from filings.rules.labels import LABELS
from icpportal.core.regions import region_name

EMPTY = "未填写"
# Said only when there is something to say: nobody misses them.
_QUIET = frozenset({"remarks", "county", "service_ended"})


@dataclass(frozen=True)
class Line:
    """One field. `field` is its path as in `rules.Problem`; `text` is `EMPTY` when there is nothing."""

    field: str
    label: str
    text: str

    @property
    def is_empty(self) -> bool:
        return self.text == EMPTY


@dataclass(frozen=True)
class Group:
    """Lines under a heading of their own, which is empty for the first group."""

    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Section:
    """`key` is the section as in `rules.Problem`: entity, website:<key>, access:<key>.

    `anchor` is its id on the page; `address` leads to where it is edited, empty if it is not; `accesses` are a
    website's.
    """

    key: str
    title: str
    groups: tuple[Group, ...]
    address: str = ""
    accesses: tuple["Section", ...] = ()

    @property
    def anchor(self) -> str:
        return self.key.replace(":", "-")


@dataclass(frozen=True)
class Reading:
    """A whole document: the entity, then each website with its accesses."""

    entity: Section
    websites: tuple[Section, ...]


def reading_of(content: document.Document, addresses: Mapping[str, str] | None = None) -> Reading:
    """`content` for people.

    :param addresses: section key → the page on which it may be edited
    """
    links = addresses or {}
    return Reading(
        entity=_entity(content.entity, links),
        websites=tuple(_website(site, place, links) for place, site in enumerate(content.websites, 1)),
    )


def _entity(entity: document.Entity, links: Mapping[str, str]) -> Section:
    groups = (Group("", _lines("entity", entity)), _person("entity", entity.person))
    return Section("entity", "ICP备案主体信息", groups, links.get("entity", ""))


def _website(site: document.Website, place: int, links: Mapping[str, str]) -> Section:
    key = f"website:{site.key}"
    return Section(
        key,
        f"网站 {place}：{site.name or EMPTY}",
        (Group("", _lines("website", site)), _person("website", site.person)),
        links.get(key, ""),
        tuple(_access(access, number, links) for number, access in enumerate(site.accesses, 1)),
    )


def _access(access: document.Access, place: int, links: Mapping[str, str]) -> Section:
    key = f"access:{access.key}"
    lines = _lines("access", access)
    if isinstance(access, document.NamedAccess):
        lines = lines[:1]
    return Section(key, f"接入 {place}", (Group("", lines),), links.get(key, ""))


def _person(section: str, person: document.Person) -> Group:
    lines = (_line(section, f"person.{name}", value) for name, value in vars(person).items())
    return Group("负责人", tuple(lines))


def _lines(section: str, values: Any) -> tuple[Line, ...]:
    """Of its own fields; a person and a website's accesses stand by themselves."""
    lines = []
    for name in document.fields_of(type(values)):
        if name in {"person", "accesses"}:
            continue
        value = values.provider_name if name == "provider_id" else getattr(values, name)
        if value or (name not in _QUIET and not _is_left_out(section, name, values)):
            lines.append(_line(section, name, value))
    return tuple(lines)


def _is_left_out(section: str, name: str, values: Any) -> bool:
    """What does not concern this entity or website: 前置审批 when there is none, domains of a site reached by IP."""
    if name == "pre_approvals":
        return True
    return name == "domains" and bool(values.home_url)


def _line(section: str, name: str, value: Any) -> Line:
    return Line(name, LABELS[section][name], text_of(name, value) or EMPTY)


def text_of(field: str, value: Any) -> str:
    """The value of a field, by its path, in words; empty for nothing. Several parts stand on lines of their own."""
    if value in (None, "", (), False):
        return ""
    named = _IN_WORDS.get(field)
    return named(value) if named else str(value)


def _document_type(code: int) -> str:
    return codes.name_of(codes.DOCUMENT_TYPES, code)


def _range(item: tuple[str, str]) -> str:
    start, end = item
    return start if start == end else f"{start}-{end}"


def _approval(item: document.PreApproval) -> str:
    name = codes.name_of(codes.PRE_APPROVALS, item.kind)
    return f"{name}，批准文号 {item.number or EMPTY}，批准日期 {_day(item.date) if item.date else EMPTY}"


def _day(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _region(code: str) -> str:
    return region_name(code) or code


_IN_WORDS: dict[str, Callable[[Any], str]] = {
    "nature": lambda code: codes.name_of(codes.NATURES, code),
    "document_type": _document_type,
    "person.document_type": _document_type,
    "province": _region,
    "city": _region,
    "county": _region,
    "domains": "\n".join,
    "services": lambda chosen: "、".join(codes.name_of(codes.SERVICES, code) for code in chosen),
    "languages": lambda chosen: "、".join(codes.name_of(codes.LANGUAGES, code) for code in chosen),
    "pre_approvals": lambda items: "\n".join(map(_approval, items)),
    "method": lambda code: codes.name_of(codes.ACCESS_METHODS, code),
    "locations": lambda chosen: "、".join(map(codes.location_name, chosen)),
    "ranges": lambda items: "\n".join(map(_range, items)),
    "service_ended": lambda _: "接入服务商声明，这个网站已经终止服务",
}
