"""Two versions of a filing side by side: two of its snapshots, or what is registered and what a 变更 makes of it."""

import dataclasses
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from accounts.models import User
from filings import document
from filings.difference import Difference, differences, sections
from filings.models import Filing, FilingEvent, FilingSnapshot
from filings.queries.content import opened
from filings.queries.history import label_of
from filings.queries.reading import EMPTY, text_of
from filings.queries.register import registered_document
from filings.queries.shown import sections_of, shown_to
from filings.workflow import Action
from icpportal.core.personal import personal_digest

_KINDS = {"entity": "主体", "website": "网站", "access": "接入"}
NEW, GONE = "新增", "已删除"
_HASH = 12


@dataclass(frozen=True)
class Change:
    """One field before and after, in words. `section` is 主体, 网站 or 接入, with the website's name where several are
    compared."""

    section: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Comparison:
    """The event that made the changes, and the changes that its reader may see."""

    event: FilingEvent
    changes: tuple[Change, ...]


def comparison(filing: Filing, version: int, reader: User) -> Comparison | None:
    """What the event that led to `version` changed; None if there is no such event or no version before it."""
    event = filing.events.filter(to_version=version).select_related("actor_provider").first()
    if event is None:
        return None
    kept = FilingSnapshot.objects.filter(filing=filing, version__in=[event.from_version, event.to_version])
    snapshots = {snapshot.version: snapshot for snapshot in kept}
    if len(snapshots) < 2:
        return None
    before, after = (shown_to(reader, opened(snapshots[number]), filing) for number in sorted(snapshots))
    return Comparison(event, changes_between(before, after))


def last_seen(events: Iterable[FilingEvent]) -> FilingEvent | None:
    """The last 退回修改, whose version the authority had looked at; before the first one 完成; None for a draft."""
    found = None
    for event in events:
        if event.action == Action.RETURN or (event.action == Action.SUBMIT and found is None):
            found = event
    return found


def content_at(filing: Filing, version: int | None) -> document.Document | None:
    """The content of `filing` at `version`; None if no snapshot keeps it."""
    if version is None:
        return None
    snapshot = FilingSnapshot.objects.filter(filing=filing, version=version).first()
    return opened(snapshot) if snapshot else None


def changes_to_register(filing: Filing, content: document.Document, reader: User) -> tuple[Change, ...]:
    """What a 变更 that says `content` would change in the register, cut to what `reader` may see."""
    before = shown_to(reader, registered_document(filing), filing)
    return changes_between(before, shown_to(reader, content, filing))


def changes_between(before: document.Document, after: document.Document) -> tuple[Change, ...]:
    """What differs, in words, in the sections that either of the two shows in full."""
    seen = sections_of(before) | sections_of(after)
    names = _titles(before) | _titles(after)
    found = []
    for item in differences(_by_name(before), _by_name(after)):
        label = label_of(f"{item.section}.{item.field}")
        if item.section in seen and label:
            found.append(_change(item, label, names, sections_of(before), sections_of(after)))
    return tuple(change for change in found if change.before != change.after)


def _change(
    item: Difference, label: str, names: dict[str, str], before: frozenset[str], after: frozenset[str]
) -> Change:
    old, new = text_of(item.field, item.before) or EMPTY, text_of(item.field, item.after) or EMPTY
    if item.section not in before and new != EMPTY:
        old = NEW
    if item.section not in after and old != EMPTY:
        new = GONE
    return Change(names[item.section], label, old, new)


def _titles(content: document.Document) -> dict[str, str]:
    """Section → how a difference introduces it; the website's name only where there is more than one."""
    titles = {"entity": _KINDS["entity"]}
    for site in content.websites:
        whose = f"“{site.name or EMPTY}”" if len(content.websites) > 1 else ""
        titles[f"website:{site.key}"] = _KINDS["website"] + whose
        titles |= {f"access:{access.key}": _KINDS["access"] + whose for access in site.accesses}
    return titles


def _by_name(content: document.Document) -> document.Document:
    """`content` with each access's provider by its name, which people read, in the place of its id."""
    websites = tuple(
        dataclasses.replace(site, accesses=tuple(_named(access) for access in site.accesses))
        for site in content.websites
    )
    return dataclasses.replace(content, websites=websites)


def _named(access: document.Access) -> document.Access:
    name: Any = access.provider_name or None
    return dataclasses.replace(access, provider_id=name)


def section_hashes(content: document.Document) -> dict[str, str]:
    """Section key → 12 hex digits, the opening of a keyed digest of all that the section says."""
    return {
        key: personal_digest("section", json.dumps(fields, sort_keys=True, default=str))[:_HASH]
        for key, fields in sections(content).items()
    }
