"""What the review queue is narrowed by: its parts, the kind of a filing, and the province."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.access import signed_in
from accounts.roles import Role
from filings.models import Filing
from filings.queries.queue import COUNTED, QUEUE_NAMES, Queue, in_queue
from icpportal.core import clock
from icpportal.core.regions import provinces
from icpportal.core.workdays import WorkCalendar, load_calendar


def calendar_of(request: HttpRequest) -> WorkCalendar:
    """The calendar, read once a request."""
    if not hasattr(request, "work_calendar"):
        request.work_calendar = load_calendar()  # type: ignore[attr-defined]
    calendar: WorkCalendar = request.work_calendar  # type: ignore[attr-defined]
    return calendar


def sees_all(request: HttpRequest) -> bool:
    """The ministry, which sees all provinces."""
    return signed_in(request).role == Role.MINISTRY


class QueueFilter(admin.SimpleListFilter):
    """The parts of the queue, each an address of its own. Without one: 待审, or 全部 for who searches."""

    title = "队列"
    parameter_name = "queue"
    template = "admin/filings/filing/_queues.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        self.request = request
        return [(queue, name) for queue, name in QUEUE_NAMES.items()]

    def chosen(self) -> Queue:
        value = self.value()
        if value in set(Queue):
            return Queue(str(value))
        return Queue.ALL if self.request.GET.get("q", "").strip() else Queue.WAITING

    def queryset(self, request: HttpRequest, queryset: QuerySet[Filing]) -> QuerySet[Filing]:
        return queryset.filter(in_queue(self.chosen(), signed_in(request), calendar_of(request), clock.now()))

    def choices(self, changelist: Any) -> Iterator[dict[str, Any]]:  # type: ignore[override]
        for queue, name in QUEUE_NAMES.items():
            yield {
                "selected": queue == self.chosen(),
                "query_string": changelist.get_query_string({self.parameter_name: queue}, remove=["p"]),
                "display": name,
                "count": changelist.counts.get(queue) if queue in COUNTED else None,
            }


class KindFilter(admin.ChoicesFieldListFilter):
    template = "admin/filings/filing/_narrow.html"


class ProvinceFilter(admin.SimpleListFilter):
    """For who `sees_all`."""

    title = "省份"
    parameter_name = "province"
    template = "admin/filings/filing/_narrow.html"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(region.code, region.name) for region in provinces()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Filing]) -> QuerySet[Filing]:
        chosen = self.value()
        known = {region.code for region in provinces()}
        return queryset.filter(province=chosen) if chosen in known else queryset
