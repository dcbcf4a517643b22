"""The provider desk: the filings that name the provider, by queue, searched, and taken away as a file."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import router
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import role_required, signed_in
from accounts.models import User
from accounts.roles import Role
from filings.actions.viewing import record_views
from filings.models import Filing
from filings.queries.counting import Count
from filings.queries.desk import Line, desk_filings, lines_of
from filings.queries.desk_list import ALL, QUEUES, DeskList
from filings.queries.search_words import search_text
from filings.workflow import KIND_NAMES, Kind
from icpportal.core.csv_export import csv_download
from icpportal.core.errors import Refused
from icpportal.core.streaming import rows_kept_on_the_server
from icpportal.core.text import small_number
from providers.models import Provider
from providers.queries import provider_of

PAGE_SIZE = 20
EXPORT_BATCH = 500
HEADINGS = (
    "回执号",
    "类别",
    "主办单位名称",
    "网站域名",
    "主办者用户名",
    "备案号",
    "状态",
    "完成日期",
    "已用工作日",
    "剩余工作日",
)


@dataclass(frozen=True)
class Asked:
    """What the address asks for: a queue, a search, and what is wrong with the search."""

    queue: str
    text: str
    typed: str
    sentence: str = ""

    def address_part(self, queue: str | None = None) -> str:
        """``queue=…&q=…`` of this search, in another queue if given."""
        return urlencode({"queue": queue or self.queue, "q": self.typed})


@dataclass(frozen=True)
class Tab:
    """A queue as the page shows it; without `count` where a search finds more than anybody counts."""

    word: str
    count: Count | None
    address: str
    is_chosen: bool


def asked(request: HttpRequest) -> Asked:
    queue, typed = request.GET.get("queue", ""), request.GET.get("q", "")
    queue = queue if queue in QUEUES else ALL
    try:
        return Asked(queue, search_text(typed), typed)
    except Refused as refusal:
        return Asked(queue, "", typed, refusal.sentence)


@require_safe
@role_required(Role.PROVIDER)
def desk(request: HttpRequest) -> HttpResponse:
    person, wanted = signed_in(request), asked(request)
    context: dict[str, Any] = {"menu": "desk", "asked": wanted, "provider": provider_of(person)}
    if context["provider"] is not None:
        context |= _listed(request, person, context["provider"], wanted)
    return render(request, "filings/desk.html", context)


def _listed(request: HttpRequest, person: User, provider: Provider, wanted: Asked) -> dict[str, Any]:
    listing = DeskList(provider, wanted.queue, wanted.text)
    asked_page = small_number(request.GET.get("page", ""))
    shown = listing.shown(1 if asked_page is None else asked_page, PAGE_SIZE)
    return {
        "page": shown.page,
        "lines": lines_of(desk_filings(person, provider, shown.page.keys), provider),
        "tabs": [
            Tab(queue.word, shown.counts.get(name), f"?{wanted.address_part(name)}", name == wanted.queue)
            for name, queue in QUEUES.items()
        ],
        "queue_word": QUEUES[wanted.queue].word,
        "elsewhere": None if shown.page.keys else listing.elsewhere(shown, PAGE_SIZE),
        "keep": f"{wanted.address_part()}&",
        "export_part": wanted.address_part(),
    }


@require_safe
@role_required(Role.PROVIDER)
def export(request: HttpRequest) -> HttpResponseBase:
    """The same list as a CSV file. Every row of it goes into the access log before it is sent."""
    person, wanted = signed_in(request), asked(request)
    provider = provider_of(person)
    ids = array("q")
    if provider is not None and not wanted.sentence:
        with rows_kept_on_the_server(router.db_for_read(Filing)):
            ids.extend(DeskList(provider, wanted.queue, wanted.text).keys())
    name = f"备案申请-{QUEUES[wanted.queue].word}-{timezone.localdate():%Y%m%d}.csv"
    return csv_download(name, HEADINGS, exported_rows(person, provider, ids) if provider else ())


def exported_rows(person: User, provider: Provider, ids: Sequence[int]) -> Iterator[list[object]]:
    """The rows of filings `ids` that `person` may still see when they are sent, a batch in memory at a time."""
    for start in range(0, len(ids), EXPORT_BATCH):
        batch = ids[start : start + EXPORT_BATCH]
        filings = desk_filings(person, provider, batch)
        record_views(person, filings, "export")
        for line in lines_of(filings, provider):
            yield _cells(line)


def _cells(line: Line) -> list[object]:
    filing = line.filing
    submitted = timezone.localtime(filing.submitted_at) if filing.submitted_at else None
    return [
        filing.receipt_number or "草稿",
        KIND_NAMES[Kind(filing.kind)],
        filing.entity.name,
        "；".join(line.domains),
        filing.owner.username,
        filing.filing_number,
        f"{line.state}（{line.waits}）" if line.waits else line.state,
        f"{submitted:%Y-%m-%d}" if submitted else "",
        line.age,
        line.days_left,
    ]
