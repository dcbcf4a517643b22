"""Filings in the admin: read by reviewers and the ministry, each within their own sight; notices; review reasons."""

from filings.admin.filing import FilingAdmin
from filings.admin.texts import NoticeAdmin, ReasonCodeAdmin

__all__ = ["FilingAdmin", "NoticeAdmin", "ReasonCodeAdmin"]
