"""The provider desk: the filings that name the provider, by state."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import role_required
from accounts.roles import Role
from filings.gate import signed_in
from filings.models import Filing
from filings.queries.listing import desk_counts, desk_filings
from filings.queries.standing import Clock, clock_of
from filings.workflow import STATES, State
from icpportal.core.workdays import load_calendar
from providers.queries import provider_of

PAGE_SIZE = 20


@dataclass(frozen=True)
class Queue:
    """One filter of the list: a state, its queue word, how many."""

    state: str
    word: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class Work:
    """One row of the list; `clock` is None where none runs."""

    filing: Filing
    clock: Clock | None


@require_safe
@role_required(Role.PROVIDER)
def desk(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    chosen = request.GET.get("state", "")
    state = State(chosen) if chosen in STATES else None
    page = Paginator(desk_filings(person, state), PAGE_SIZE).get_page(request.GET.get("page"))
    calendar = load_calendar()
    context = {
        "menu": "desk",
        "provider": provider_of(person),
        "page": page,
        "work": [Work(filing, clock_of(filing, calendar)) for filing in page],
        "queues": _queues(desk_counts(person), state),
        "state": state or "",
    }
    return render(request, "filings/desk.html", context)


def _queues(counts: dict[str, int], chosen: State | None) -> list[Queue]:
    return [
        Queue(state, info.queue, counts[state], state == chosen)
        for state, info in STATES.items()
        if counts.get(state)
    ]
