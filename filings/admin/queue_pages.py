"""The pages of the review queue, as the admin's list wants them."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.access import signed_in
from accounts.roles import Role
from filings.admin.queue_filters import QueueFilter, calendar_of
from filings.admin.queue_table import Columns, QueueTable
from filings.admin.searching import SearchedList
from filings.models import Filing
from filings.queries.queue_list import QueueList, lines
from filings.queries.search_words import search_text
from icpportal.core import clock
from icpportal.core.errors import Refused


class QueueChangeList(SearchedList):
    """Django's list, with its pages from `QueueList`: it counts no million rows, and fetches fifty.

    `queryset`, what all pages hold together, is for actions only.
    """

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Filing]:
        """With `narrowed`: what the filters leave before part and words."""
        typed, self.query = self.query, ""
        self.narrowed = super().get_queryset(request, [QueueFilter.parameter_name])
        self.query = typed
        self.part = next(spec for spec in self.filter_specs if isinstance(spec, QueueFilter))
        rows, _ = self.model_admin.get_search_results(
            request, self.part.queryset(request, self.narrowed), typed
        )
        return rows

    def get_results(self, request: HttpRequest) -> None:
        self.listing = self._listing(request)
        self.counts = self.listing.counts()
        page = self.listing.page(self.page_num, self.list_per_page, self.counts)
        if page.number != self.page_num:
            messages.warning(request, f"没有第 {self.page_num} 页，这里是第 {page.number} 页。")
        self.page, self.page_num = page, page.number
        self.result_list = lines(self.root_queryset, page.keys)
        # As many as can be ticked; Django would offer to take all of the list.
        self.result_count = len(self.result_list)
        self.show_full_result_count, self.full_result_count = False, None
        self.show_admin_actions, self.can_show_all = True, False
        self.multi_page = page.last > 1
        self.paginator = Paginator(range(page.last * self.list_per_page), self.list_per_page)

    @property
    def table(self) -> QueueTable:
        columns = Columns(self.listing.calendar, self.listing.now)
        has_place = self.listing.person.role == Role.MINISTRY
        return QueueTable(self.result_list, columns, has_place, self.preserved_filters)

    def _listing(self, request: HttpRequest) -> QueueList:
        try:
            rows, text = self.narrowed, search_text(self.query)
        except Refused:
            rows, text = self.narrowed.none(), ""
        moment = (calendar_of(request), clock.now())
        return QueueList(rows, self.part.chosen(), signed_in(request), *moment, text)
