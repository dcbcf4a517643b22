"""The roles. One account has one role; what a role may see in the admin is a table of data."""

from django.db import models


class Role(models.TextChoices):
    OWNER = "owner", "网站主办者"
    PROVIDER = "provider", "接入服务商"
    REVIEWER = "reviewer", "通信管理局审核员"
    MINISTRY = "ministry", "工业和信息化部"
    ADMIN = "admin", "系统管理员"


STAFF_ROLES = frozenset({Role.REVIEWER, Role.MINISTRY, Role.ADMIN})

# Permissions in the admin, as Django names them. What a role does to a filing is in filings.workflow, not here.
ADMIN_PERMISSIONS: dict[str, frozenset[str]] = {
    Role.REVIEWER: frozenset(
        {"filings.view_filing", "filings.view_reasoncode", "filings.view_registeredentity"}
    ),
    Role.MINISTRY: frozenset(
        {
            "filings.view_filing",
            "filings.view_reasoncode",
            "filings.add_reasoncode",
            "filings.change_reasoncode",
            "filings.view_registeredentity",
        }
    ),
    Role.ADMIN: frozenset(
        {
            "core.view_calendarday",
            "core.add_calendarday",
            "core.change_calendarday",
            "accounts.view_user",
            "accounts.add_user",
            "accounts.change_user",
            "accounts.view_outboxmessage",
            "providers.view_provider",
            "providers.add_provider",
            "providers.change_provider",
            "providers.view_providerstaff",
            "providers.add_providerstaff",
            "providers.change_providerstaff",
            "filings.view_notice",
            "filings.add_notice",
            "filings.change_notice",
            "filings.delete_notice",
            "filings.view_reasoncode",
        }
    ),
}
