"""The admin's search boxes read what is typed as those of the other pages do, and say it where they cannot."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from filings.queries.search_words import search_text
from icpportal.core.errors import Refused

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = object


class SearchedList(ChangeList):
    """A list with a sentence above it if what was typed cannot be searched for; it is empty then."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(request, *args, **kwargs)
        try:
            search_text(self.query)
        except Refused as refusal:
            messages.error(request, refusal.sentence)


class SearchedAdmin(Base):
    """For a `ModelAdmin` with a search of its own."""

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        """Those of `rows` that `text`, of `search_text` and not empty, means."""
        raise NotImplementedError

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return SearchedList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Model], search_term: str
    ) -> tuple[QuerySet[Model], bool]:
        try:
            text = search_text(search_term)
        except Refused:
            return queryset.none(), False
        return (self.found(queryset, text) if text else queryset), False
