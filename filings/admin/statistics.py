"""统计 in the admin: the numbers of the reviewer's own province, or for the ministry of all, and each table as CSV."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.access import signed_in
from accounts.roles import Role
from filings.admin.plot import counts_plot, days_plot
from filings.admin.queue_filters import calendar_of
from filings.models import Filing, ReasonCode
from filings.queries.statistics import Standing, Statistics, Tally, statistics_of
from filings.workflow import Action
from icpportal.core import clock
from icpportal.core.csv_export import csv_lines
from icpportal.core.regions import PREFIXES, provinces, region_name

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Filing]
else:
    Base = object

_COUNTS = ("收到", "审核通过", "不予备案", "退回修改", "中位数（工作日）", "90%在此以内（工作日）", "退回率")
OTHER_REASON = {"other": "其他"}


@dataclass(frozen=True)
class Table:
    """One table of the page, which is also one file: `name` stands in its address."""

    name: str
    caption: str
    header: tuple[str, ...]
    rows: list[tuple[str | int, ...]]


class StatisticsPages(Base):
    """Mixed into the filings' admin: ``statistics/`` and ``statistics/<table>.csv``."""

    def get_urls(self) -> list[URLPattern]:
        def guarded(view: Any) -> Any:
            return self.admin_site.admin_view(require_safe(view))

        return [
            path("statistics/", guarded(self.statistics_view), name="filings_filing_statistics"),
            path(
                "statistics/<slug:table>.csv",
                guarded(self.statistics_csv),
                name="filings_filing_statistics_csv",
            ),
            *super().get_urls(),
        ]

    def statistics_view(self, request: HttpRequest) -> HttpResponse:
        province = self._province(request)
        numbers = statistics_of(province, calendar_of(request), clock.now())
        context = self.admin_site.each_context(request) | {
            "opts": self.opts,
            "title": "审核统计",
            "place": region_name(province) or "全国",
            "province": province,
            "provinces": provinces() if signed_in(request).role == Role.MINISTRY else (),
            "numbers": numbers.total,
            "median": numbers.total.within(50),
            "most": numbers.total.within(90),
            "waiting": sum(each.waiting for each in numbers.now.values()),
            "overdue": sum(each.overdue for each in numbers.now.values()),
            "tables": tables_of(numbers, province),
            "counts_plot": counts_plot(numbers.months),
            "days_plot": days_plot(numbers.months),
        }
        return TemplateResponse(request, "admin/filings/filing/statistics.html", context)

    def statistics_csv(self, request: HttpRequest, table: str) -> HttpResponse:
        province = self._province(request)
        numbers = statistics_of(province, calendar_of(request), clock.now())
        found = next((each for each in tables_of(numbers, province) if each.name == table), None)
        if found is None:
            raise Http404
        name = f"审核统计-{region_name(province) or '全国'}-{found.caption}-{clock.today():%Y%m%d}.csv"
        headers = {"Content-Disposition": str(content_disposition_header(True, name))}
        lines = csv_lines(found.header, found.rows)
        return HttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)

    def _province(self, request: HttpRequest) -> str:
        """The reviewer's own, whatever the address says; the ministry's choice, "" for all.

        :raises PermissionDenied: for who may not see filings here
        """
        if not self.has_view_permission(request):
            raise PermissionDenied
        person = signed_in(request)
        if person.role != Role.MINISTRY:
            return person.province
        chosen = request.GET.get("province", "")
        return chosen if chosen in PREFIXES else ""


def tables_of(numbers: Statistics, province: str) -> list[Table]:
    """By month, by province unless there is one only, by reason."""
    months = Table(
        "months",
        "按月",
        ("月份", *_COUNTS),
        [(f"{month:%Y-%m}", *_cells(tally)) for month, tally in reversed(numbers.months.items())],
    )
    reasons = Table("reasons", "退回理由", ("理由", "退回次数", "占退回", "占全部决定"), _reasons(numbers))
    if province:
        return [months, reasons]
    places = [code for code in PREFIXES if code in numbers.provinces or code in numbers.now]
    header = ("省份", *_COUNTS, "待审", "已超期")
    rows: list[tuple[str | int, ...]] = [
        (region_name(code), *_cells(numbers.provinces.get(code, Tally())), *_now(numbers.now.get(code)))
        for code in places
    ]
    return [months, Table("provinces", "按省份", header, rows), reasons]


def _cells(tally: Tally) -> tuple[str | int, ...]:
    decided = [tally.decided[action] for action in (Action.APPROVE, Action.REJECT, Action.RETURN)]
    return (tally.received, *decided, *_days(tally), _percent(tally.return_rate))


def _days(tally: Tally) -> Sequence[str | int]:
    return ["—" if days is None else days for days in (tally.within(50), tally.within(90))]


def _now(standing: Standing | None) -> tuple[int, int]:
    return (standing.waiting, standing.overdue) if standing else (0, 0)


def _reasons(numbers: Statistics) -> list[tuple[str | int, ...]]:
    """The most frequent first."""
    if not numbers.reasons:
        return []
    titles = dict(ReasonCode.objects.order_by("code", "version").values_list("code", "title"))
    names = titles | OTHER_REASON
    returned = numbers.total.decided[Action.RETURN]
    return [
        (names.get(code, code), count, _percent(count / returned), _percent(count / numbers.total.decisions))
        for code, count in sorted(numbers.reasons.items(), key=lambda item: (-item[1], item[0]))
    ]


def _percent(part: float | None) -> str:
    return "—" if part is None else f"{part:.1%}"
