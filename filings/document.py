"""A filing's content as plain values: what the rules read, what a snapshot keeps, what a difference compares.

No Django here. Every text is in its normal form (filings.forms clean it); what is not filled in yet is an empty
string, an empty tuple or None, never missing. A section's fields stand in the order in which people read them.
"""

import dataclasses
import datetime
import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Person:
    """负责人 of an entity or a website. `document_type` is a code of `codes.DOCUMENT_TYPES` or None."""

    name: str = ""
    document_type: int | None = None
    document_number: str = ""
    office_phone: str = ""
    mobile: str = ""
    email: str = ""


@dataclass(frozen=True)
class Entity:
    """主体. `nature` is a code of `codes.NATURES`; province, city and county are GB/T 2260, six digits."""

    name: str = ""
    nature: int | None = None
    document_type: int | None = None
    document_number: str = ""
    document_address: str = ""
    investor: str = ""
    province: str = ""
    city: str = ""
    county: str = ""
    address: str = ""
    person: Person = field(default_factory=Person)
    remarks: str = ""


@dataclass(frozen=True)
class PreApproval:
    """前置或专项审批: a code of `codes.PRE_APPROVALS`, the approval's number 批准文号 and its date."""

    kind: int
    number: str = ""
    date: datetime.date | None = None


@dataclass(frozen=True)
class Access:
    """接入. `key` is the row's id as text; `ranges` are (start, end) addresses as text, IPv4 or IPv6."""

    key: str
    provider_id: int | None = None
    provider_name: str = ""
    method: int | None = None
    locations: tuple[str, ...] = ()
    ranges: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class NamedAccess(Access):
    """What a provider is told of another's access: whose it is. That the rest is empty says nothing of it."""


@dataclass(frozen=True)
class Website:
    """网站. `domains` are registrable domains as people read them (U-labels); `key` is the row's id as text.

    `service_ended`: a provider states, in a 变更, that the service has ended, so that no access need be left (1025).
    """

    key: str
    name: str = ""
    home_url: str = ""
    domains: tuple[str, ...] = ()
    services: tuple[int, ...] = ()
    languages: tuple[int, ...] = ()
    pre_approvals: tuple[PreApproval, ...] = ()
    person: Person = field(default_factory=Person)
    remarks: str = ""
    service_ended: bool = False
    accesses: tuple[Access, ...] = ()


@dataclass(frozen=True)
class Document:
    """The whole content of one filing. `kind` is a `workflow.Kind` value."""

    kind: str
    entity: Entity = field(default_factory=Entity)
    websites: tuple[Website, ...] = ()


def fields_of(section: type[Person | Entity | Website | Access]) -> tuple[str, ...]:
    """The names of its fields in reading order, without its key and the name that goes with a provider's id."""
    names = (item.name for item in dataclasses.fields(section))
    return tuple(name for name in names if name not in {"key", "provider_name"})


def to_json(document: Document) -> str:
    """Canonical JSON: sorted keys, no spaces, UTF-8 text; equal documents give equal strings."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def _plain(value: Any) -> Any:
    """What JSON has no form for: the parts of a document, and days. `dataclasses.asdict` would copy every text."""
    return vars(value) if dataclasses.is_dataclass(value) else str(value)


def from_json(text: str) -> Document:
    """The document that `to_json` wrote."""
    raw = json.loads(text)
    entity = dict(raw["entity"])
    entity["person"] = Person(**entity["person"])
    return Document(
        kind=raw["kind"], entity=Entity(**entity), websites=tuple(_website(w) for w in raw["websites"])
    )


def _website(raw: dict[str, Any]) -> Website:
    values = dict(raw)
    values["person"] = Person(**values["person"])
    for name in ("domains", "services", "languages"):
        values[name] = tuple(values[name])
    values["pre_approvals"] = tuple(_pre_approval(p) for p in values["pre_approvals"])
    values["accesses"] = tuple(_access(a) for a in values["accesses"])
    return Website(**values)


def _pre_approval(raw: dict[str, Any]) -> PreApproval:
    date = raw["date"]
    return PreApproval(raw["kind"], raw["number"], datetime.date.fromisoformat(date) if date else None)


def _access(raw: dict[str, Any]) -> Access:
    values = dict(raw)
    values["locations"] = tuple(values["locations"])
    values["ranges"] = tuple((start, end) for start, end in values["ranges"])
    return Access(**values)
