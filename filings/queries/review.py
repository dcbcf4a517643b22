"""All that the authority's page of one filing shows beyond what an owner or a provider reads."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from filings import document, rules
from filings.models import Filing, FilingEvent, InternalNote, PreApproval
from filings.queries.comparing import Change, changes_between, content_at, last_seen, section_hashes
from filings.queries.conflicts import Conflict, conflicts_of
from filings.queries.facts import facts_for
from filings.queries.reading import Reading, Section
from filings.queries.register import registered_document
from filings.queries.standing import day_text
from filings.rules.official import Result, official_results
from filings.workflow import CHECKED_KINDS, ENDED_STATES, Action
from icpportal.core.workdays import days_left

PAPER_DAYS = 5  # 信部电[2005]501号 art. 14


@dataclass(frozen=True)
class Part:
    """A section with its hash; `is_same`: the authority has looked at it in an earlier round, and it has not changed
    since. `accesses` are a website's."""

    section: Section
    digest: str
    is_same: bool
    accesses: tuple["Part", ...] = ()


@dataclass(frozen=True)
class Since:
    """What changed since the version that `event` left: 完成, or the last 退回修改."""

    event: FilingEvent
    changes: tuple[Change, ...]

    @property
    def title(self) -> str:
        day = day_text(self.event.created_at)
        return f"与{day}退回时相比" if self.event.action == Action.RETURN else f"与{day}提交时相比"


@dataclass(frozen=True)
class Review:
    """`against_register` and `results` are None where there is nothing to compare with or to check."""

    parts: tuple[Part, ...]
    since: Since | None
    against_register: tuple[Change, ...] | None
    results: tuple[Result, ...] | None
    conflicts: tuple[Conflict, ...]
    notes: tuple[InternalNote, ...]
    papers_late: bool


def review_of(
    reader: User,
    filing: Filing,
    content: document.Document,
    reading: Reading,
    events: list[FilingEvent],
) -> Review:
    """The same number of queries whatever the size of the filing.

    :param content: the present content, of which `reading` is made
    """
    seen = last_seen(events)
    before = content_at(filing, seen.to_version) if seen and filing.kind in CHECKED_KINDS else None
    reviewed = before if seen and seen.action == Action.RETURN else None
    is_open = filing.state not in ENDED_STATES
    follows = is_open and filing.kind in CHECKED_KINDS and filing.registered_entity_id is not None
    return Review(
        parts=_parts(reading, section_hashes(content), section_hashes(reviewed) if reviewed else {}),
        since=Since(seen, changes_between(before, content)) if seen and before else None,
        against_register=changes_between(registered_document(filing), content) if follows else None,
        results=_results(filing, content) if is_open else None,
        conflicts=conflicts_of(reader, filing, content),
        notes=tuple(filing.internal_notes.select_related("author")),
        papers_late=is_open and papers_are_late(filing),
    )


def _results(filing: Filing, content: document.Document) -> tuple[Result, ...]:
    return official_results(rules.check(content, facts_for(filing, content)), content.kind)


def _parts(reading: Reading, now: Mapping[str, str], before: Mapping[str, str]) -> tuple[Part, ...]:
    def part(section: Section) -> Part:
        digest = now[section.key]
        inner = tuple(part(access) for access in section.accesses)
        return Part(section, digest, before.get(section.key) == digest, inner)

    return tuple(part(section) for section in (reading.entity, *reading.websites))


def papers_are_late(filing: Filing, now: datetime.datetime | None = None) -> bool:
    """Whether a 批准文件 is not in hand 5 working days after 完成: a reason to reject (501号 art. 14)."""
    if filing.submitted_at is None or not papers_awaited(filing).exists():
        return False
    return days_left(filing.submitted_at, PAPER_DAYS, now or timezone.now()) < 0


def papers_awaited(filing: Filing) -> QuerySet[PreApproval]:
    """The pre-approvals whose paper is not in hand; a cancellation waits for none."""
    if filing.kind not in CHECKED_KINDS:
        return PreApproval.objects.none()
    awaited = PreApproval.objects.filter(website__filing=filing, received_on__isnull=True)
    return awaited.select_related("website").order_by("pk")
