"""What differs between two versions of a filing's content. Plain Python."""

import dataclasses
from dataclasses import dataclass
from typing import Any

from filings.document import Access, Document, Website


@dataclass(frozen=True)
class Difference:
    """One field: `section` and `field` as in `rules.Problem`; before or after is None
    where the section is new or gone.
    """

    section: str
    field: str
    before: Any
    after: Any


def differences(before: Document, after: Document) -> tuple[Difference, ...]:
    """In reading order: entity, each website, each access."""
    old, new = sections(before), sections(after)
    found: list[Difference] = []
    for section in list(new) + [name for name in old if name not in new]:
        left, right = old.get(section, {}), new.get(section, {})
        found += [
            Difference(section, field, left.get(field), right.get(field))
            for field in (right or left)
            if left.get(field) != right.get(field)
        ]
    return tuple(found)


def changed_paths(before: Document, after: Document) -> list[str]:
    """The differing fields as ``section.field``; no values."""
    return [f"{item.section}.{item.field}" for item in differences(before, after)]


def sections(content: Document) -> dict[str, dict[str, Any]]:
    """Every section's fields by path, in reading order: entity, website:<key>, access:<key>."""
    found = {"entity": _flat(content.entity)}
    for website in content.websites:
        found[f"website:{website.key}"] = _flat(website)
        for access in website.accesses:
            found[f"access:{access.key}"] = _flat(access)
    return found


def _flat(section: Any) -> dict[str, Any]:
    """A section's fields by path; the key and the accesses of a website are sections of their own."""
    skipped = {"key", "accesses"} if isinstance(section, Website | Access) else set()
    flat: dict[str, Any] = {}
    for item in dataclasses.fields(section):
        value = getattr(section, item.name)
        if item.name in skipped:
            continue
        if item.name == "person":
            flat |= {f"person.{name}": text for name, text in vars(value).items()}
        else:
            flat[item.name] = value
    return flat
