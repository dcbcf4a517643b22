"""Two versions of a filing side by side, from their snapshots."""

from dataclasses import dataclass

from accounts.models import User
from filings.difference import Difference, differences
from filings.models import Filing, FilingEvent, FilingSnapshot
from filings.queries.content import opened
from filings.queries.history import label_of
from filings.queries.reading import EMPTY, text_of
from filings.queries.shown import sections_of, shown_to


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


def _change(item: Difference) -> Change:
    names = {"entity": "主体", "website": "网站", "access": "接入"}
    return Change(
        section=names.get(item.section.partition(":")[0], ""),
        label=label_of(f"{item.section}.{item.field}"),
        before=text_of(item.field, item.before) or EMPTY,
        after=text_of(item.field, item.after) or EMPTY,
    )
