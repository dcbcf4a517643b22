"""Two versions of a filing side by side, from their snapshots."""

import itertools
import json
from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from filings import document
from filings.difference import Difference, differences, sections
from filings.models import Filing, FilingEvent, FilingSnapshot
from filings.queries.content import opened
from filings.queries.history import label_of
from filings.queries.reading import EMPTY, Reading, reading_of, text_of
from filings.queries.shown import sections_of, shown_to
from filings.workflow import Action
from icpportal.core.personal import personal_digest

WHOLE = "整个部分"
NOTHING = "没有"
_HASH = 12


@dataclass(frozen=True)
class Change:
    """One field before and after, in words."""

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
    before, after = (shown_to(reader, opened(snapshots[number])) for number in sorted(snapshots))
    seen = sections_of(before) | sections_of(after)
    found = (_change(item) for item in differences(before, after) if item.section in seen)
    return Comparison(event, tuple(change for change in found if change.label))


def _change(item: Difference, section: str = "") -> Change:
    names = {"entity": "主体", "website": "网站", "access": "接入"}
    return Change(
        section=section or names.get(item.section.partition(":")[0], ""),
        label=_label(item),
        before=text_of(item.field, item.before) or EMPTY,
        after=text_of(item.field, item.after) or EMPTY,
    )


def _label(item: Difference) -> str:
    """A provider is read by its name; that its id differs too is not said again."""
    if item.field in {"provider_id", "provider_name"}:
        return label_of(f"{item.section}.provider_id") if item.field == "provider_name" else ""
    return label_of(f"{item.section}.{item.field}")


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


def changes_between(before: document.Document, after: document.Document) -> tuple[Change, ...]:
    """What differs, in words and reading order; a section that is new or gone is one line."""
    titles = titles_of(reading_of(before)) | titles_of(reading_of(after))
    old, new = sections(before), sections(after)
    found: list[Change] = []
    for section, items in itertools.groupby(differences(before, after), key=lambda item: item.section):
        title = titles[section]
        if section not in old:
            found.append(Change(title, WHOLE, NOTHING, "新增"))
        elif section not in new:
            found.append(Change(title, WHOLE, "原有", "已删除"))
        else:
            found += [_change(item, title) for item in items if _label(item)]
    return tuple(found)


def titles_of(reading: Reading) -> dict[str, str]:
    """Section key → its title; an access says whose it is."""
    found = {reading.entity.key: reading.entity.title}
    for site in reading.websites:
        found[site.key] = site.title
        found |= {access.key: f"{site.title} · {access.title}" for access in site.accesses}
    return found


def section_hashes(content: document.Document) -> dict[str, str]:
    """Section key → 12 hex digits, the opening of a keyed digest of all that the section says."""
    return {
        key: personal_digest("section", json.dumps(fields, sort_keys=True, default=str))[:_HASH]
        for key, fields in sections(content).items()
    }
