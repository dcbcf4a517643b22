"""What one line of the provider desk says. Its list is in `desk_list`; sight is `visible_to`, and nothing more."""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Case, F, OuterRef, Subquery, When
from django.utils import timezone

from accounts.models import User
from filings.models import Access, DeskEntry, Filing, ProviderCheck, WebsiteDomain
from filings.queries.sight import visible_to
from filings.queries.standing import DayCounts, day_text, left_words
from filings.queries.stretches import in_order
from filings.workflow import ENDED_STATES, STATES, State
from icpportal.core.workdays import load_calendar
from providers.models import Provider

_CHECKED = frozenset({State.PROVIDER_CHECK, State.RETURNED})


def desk_filings(person: User, provider: Provider, keys: Sequence[int]) -> list[Filing]:
    """Those of these keys that `person` sees, in their order, with all that a line says and `since`, from which its age
    counts. One query."""
    entry = DeskEntry.objects.filter(filing=OuterRef("pk"), provider=provider)
    # An age counts on from the submission after the end, too.
    since = Case(
        When(state__in=sorted(ENDED_STATES), then=F("submitted_at")), default=Subquery(entry.values("since"))
    )
    filings = visible_to(person, keys).annotate(since=since).select_related("entity", "owner")
    names = ("uid", "receipt_number", "kind", "state", "owner_id", "filing_number")
    times = ("created_at", "submitted_at", "arrived_at", "ended_at")
    return in_order(filings.only(*names, *times, "entity__name", "owner__username"), keys)


@dataclass(frozen=True)
class Line:
    """One filing of the desk in words. `waits` says whom it waits for when that is not this provider; `left` how long
    the running clock still has, empty where none runs, with `look` for its badge; `days_left` is the same as a number.
    """

    filing: Filing
    state: str
    waits: str
    domains: tuple[str, ...]
    age: int
    age_words: str
    left: str
    look: str
    days_left: int | None

    @property
    def more(self) -> int:
        """Domains beside the first."""
        return len(self.domains) - 1


def lines_of(
    filings: Sequence[Filing], provider: Provider, now: datetime.datetime | None = None
) -> list[Line]:
    """`filings` of `desk_filings` as lines, as at `now`; three queries whatever their number."""
    days = DayCounts(load_calendar(), now or timezone.now())
    domains, checks = _domains(filings, provider), _checks(filings)
    return [_line(filing, provider, domains[filing.pk], checks[filing.pk], days) for filing in filings]


def _domains(filings: Sequence[Filing], provider: Provider) -> dict[int, list[str]]:
    """Of the websites that `provider` serves."""
    served = Access.objects.filter(provider=provider, website__filing__in=filings).values("website_id")
    rows = WebsiteDomain.objects.filter(filing__in=filings, website__in=served)
    found: dict[int, list[str]] = defaultdict(list)
    for filing_id, domain in rows.order_by("website_id", "position").values_list("filing_id", "domain"):
        found[filing_id].append(domain)
    return found


def _checks(filings: Sequence[Filing]) -> dict[int, list[ProviderCheck]]:
    """Of those that wait for providers; what became of the others' is not said."""
    found: dict[int, list[ProviderCheck]] = defaultdict(list)
    waiting = [filing for filing in filings if filing.state in _CHECKED]
    rows = ProviderCheck.objects.filter(filing__in=waiting).select_related("provider").order_by("pk")
    for check in rows.only("filing_id", "provider_id", "state", "provider__name"):
        found[check.filing_id].append(check)
    return found


def _line(
    filing: Filing,
    provider: Provider,
    domains: list[str],
    checks: list[ProviderCheck],
    days: DayCounts,
) -> Line:
    left = days.left(filing)
    since: datetime.datetime = filing.since  # type: ignore[attr-defined]
    age = days.since(since)
    return Line(
        filing=filing,
        state=STATES[State(filing.state)].queue,
        waits=waits_for(filing, provider, checks),
        domains=tuple(domains),
        age=age,
        age_words=_age_words(filing, since, age),
        left="" if left is None else left_words(left),
        look="" if left is None else _look(left),
        days_left=left,
    )


def waits_for(filing: Filing, provider: Provider, checks: Sequence[ProviderCheck]) -> str:
    """For whom else `filing` waits, if not for `provider`: other providers, by name; else empty."""
    if filing.state not in _CHECKED:
        return ""
    others = [check.provider.name for check in checks if check.state == ProviderCheck.State.OPEN]
    if not others or provider.name in others:
        return ""
    if filing.state == State.RETURNED:
        return f"等待{'、'.join(others)}修改"
    passed = any(c.provider_id == provider.pk and c.state == ProviderCheck.State.PASSED for c in checks)
    return f"{'贵公司已核实，' if passed else ''}等待{'、'.join(others)}核实"


def _look(left: int) -> str:
    """The look of the badge, empty where none is needed."""
    if left < 0:
        return "wrong"
    return "caution" if left <= 1 else ""


def _age_words(filing: Filing, since: datetime.datetime, age: int) -> str:
    if filing.ended_at and filing.state in ENDED_STATES:
        return f"{day_text(filing.ended_at, year=True)}办结"
    verb = {State.RETURNED: "退回", State.DRAFT: "开始填写"}.get(State(filing.state), "完成")
    return f"{day_text(since)}{verb}，" + (f"第 {age} 个工作日" if age else "次日起算")
