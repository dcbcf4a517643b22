"""The review reasons as they are now: of each code the latest version."""

from filings.models import ReasonCode


def latest_reasons() -> dict[str, ReasonCode]:
    """Code → its latest version, retired ones too; one query."""
    found: dict[str, ReasonCode] = {}
    for reason in ReasonCode.objects.order_by("code", "-version"):
        found.setdefault(reason.code, reason)
    return found


def reasons_in_use() -> dict[str, ReasonCode]:
    """Code → latest version, of those that may be given."""
    return {code: reason for code, reason in latest_reasons().items() if reason.retired_at is None}
