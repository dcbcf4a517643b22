"""A filing in the admin: found and read within the reviewer's sight, decided on pages of its own, edited by nobody."""

from typing import TYPE_CHECKING

from django.contrib import admin

from filings.admin.claiming import ClaimPages
from filings.admin.deciding import DecisionPages
from filings.admin.page import FilingPage
from filings.admin.queue import QueueList
from filings.admin.statistics import StatisticsPages
from filings.models import Filing
from icpportal.core.read_only_admin import ReadOnlyAdmin

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Filing]
else:
    Base = admin.ModelAdmin


@admin.register(Filing)
class FilingAdmin(ReadOnlyAdmin, FilingPage, DecisionPages, ClaimPages, StatisticsPages, QueueList, Base):
    """Read-only but for decisions. Every surface starts from `get_queryset`, so what is out of sight is not there."""

    fields = ()
    # As after a reviewer's move to another province.
    not_there = "没有找到这件申请，或者它不在您现在负责的省份。什么都没有改动。"
    not_there_leads_to = "admin:filings_filing_changelist"

    class Media:
        css = {"all": ["css/admin_filing.css"]}
