"""Filings in the admin: read by reviewers and the ministry, each within their own sight, and decided; the register;
review reasons; notices."""

from filings.admin.filing import FilingAdmin
from filings.admin.reasons import ReasonCodeAdmin
from filings.admin.register import RegisteredEntityAdmin
from filings.admin.texts import NoticeAdmin

__all__ = ["FilingAdmin", "NoticeAdmin", "ReasonCodeAdmin", "RegisteredEntityAdmin"]
