"""谁查看过: who opened, exported or claimed a filing, by role and office and day; never a person's name."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.db.models.functions import TruncDate

from accounts.roles import Role
from filings.models import Filing
from icpportal.core.regions import authority_name

_WHAT = {"open": "查看", "export": "导出", "claim": "认领"}


@dataclass(frozen=True)
class Viewed:
    """What one office did on one day: `times` times, the last one `at`."""

    at: datetime.datetime
    role: str
    office: str
    what: str
    times: int


def viewings_of(filing: Filing) -> QuerySet[Any, dict[str, Any]]:
    """One row an office, deed and day (in Shanghai), newest first; slice it and give it to `viewed`."""
    offices = filing.viewings.exclude(viewer_id=filing.owner_id).order_by()
    rows: Any = (
        offices.values(
            "viewer_role",
            "viewer__province",
            "viewer__provider_staff__provider__name",
            "what",
            day=TruncDate("created_at"),
        )
        .annotate(times=Count("pk"), at=Max("created_at"))
        .order_by("-at")
    )
    grouped: QuerySet[Any, dict[str, Any]] = rows
    return grouped


def viewed(row: dict[str, Any]) -> Viewed:
    return Viewed(
        at=row["at"],
        role=Role(row["viewer_role"]).label,
        office=_office(row),
        what=_WHAT.get(row["what"], _WHAT["open"]),
        times=row["times"],
    )


def _office(row: dict[str, Any]) -> str:
    if row["viewer_role"] == Role.PROVIDER:
        return row["viewer__provider_staff__provider__name"] or Role.PROVIDER.label
    if row["viewer_role"] == Role.REVIEWER:
        return authority_name(row["viewer__province"])
    return Role(row["viewer_role"]).label
