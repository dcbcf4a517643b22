"""What the desks must hold, by the rows that they are made of: said here a second time, by hand and in Python."""

from typing import Any

from filings.models import Access, DeskEntry, Filing

PLACES = {"approved": 2, "declined": 2, "rejected": 2, "withdrawn": 2, "discarded": 3}


def held() -> set[tuple[Any, ...]]:
    return set(
        DeskEntry.objects.values_list(
            "filing_id", "provider_id", "state", "is_opener", "has_open_check", "since", "place"
        )
    )


def due() -> set[tuple[Any, ...]]:
    rows = set()
    for filing in Filing.objects.all():
        named = set(Access.objects.filter(website__filing=filing).values_list("provider_id", flat=True))
        for provider_id in (named | {filing.opened_for_id}) - {None}:
            owes = filing.checks.filter(provider_id=provider_id, state="open").exists()
            place = PLACES.get(filing.state, 1)
            if owes and filing.state in {"provider_check", "returned"}:
                place = 0
            opener = filing.opened_for_id == provider_id
            rows.add((filing.pk, provider_id, filing.state, opener, owes, _since(filing), place))
    return rows


def _since(filing: Filing) -> Any:
    if filing.state in PLACES:
        return filing.ended_at
    sent_back = filing.events.filter(action="return").last()
    if filing.state == "returned" and sent_back:
        return sent_back.created_at
    return filing.submitted_at or filing.created_at
