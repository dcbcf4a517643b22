"""Races between real processes on a real PostgreSQL."""

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models.outbox import OutboxMessage
from filings import actions
from filings.demo import content
from filings.models import (
    Certificate,
    Claim,
    Filing,
    FilingEvent,
    FilingSnapshot,
    FilingView,
    NumberSeries,
    ProviderCheck,
    RegisteredEntity,
)
from tests.database import database_url
from tests.factories import make_user
from tests.filings import cast

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROOT = Path(__file__).parents[2]


def race(action: str, tries: list[list[Any]], processes: int = 5, **job_options: Any) -> Counter[str]:
    """`tries` dealt to `processes`, all let go at one instant; how often each outcome came.

    :param job_options: further keys of the racer's job
    """
    connection.close()
    at = time.time() + 6
    running = []
    for index in range(processes):
        own = tries[index::processes]
        job = {"database": database_url(), "action": action, "tries": own, "at": at, **job_options}
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.filings.racer"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdin is not None
        process.stdin.write(json.dumps(job))
        process.stdin.close()
        running.append(process)
    outcomes: Counter[str] = Counter()
    for process in running:
        assert process.stdout is not None
        outcomes.update(json.loads(process.stdout.read()))
        assert process.wait(60) == 0
    return outcomes


def test_fifty_times_done_at_once_gives_one_submission_and_one_receipt() -> None:
    who = cast.owner()
    draft = cast.draft(who)

    outcomes = race("submit", [["owner", str(draft.uid), draft.version]] * 50)

    assert outcomes == {"done": 1, "transition": 49}
    draft.refresh_from_db()
    assert draft.state == "provider_check"
    assert draft.receipt_number is not None
    assert FilingEvent.objects.count() == 1
    assert FilingSnapshot.objects.count() == 1
    assert ProviderCheck.objects.count() == 1
    assert Claim.objects.count() == 2
    # Owner and provider's administrator, by SMS and by mail.
    assert OutboxMessage.objects.count() == 4


def test_two_owners_with_one_domain_at_once_let_one_through() -> None:
    drafts = {
        name: cast.draft(cast.owner(name, number), entity={"document_number": document})
        for number, (name, document) in enumerate(
            {"a": "91110108FAKE10000P", "b": "93440305FAKE10027Q"}.items(), 1
        )
    }

    outcomes = race("submit", [[n, str(d.uid), d.version] for n, d in drafts.items()], processes=2)

    assert outcomes["done"] == 1
    assert set(outcomes) <= {"done", "1005", "incomplete"}
    assert Filing.objects.filter(state="provider_check").count() == 1
    assert Filing.objects.filter(state="draft").count() == 1
    assert Claim.objects.count() == 2


def test_both_verdicts_at_once_move_the_filing_on_once() -> None:
    (first, _), (second, _) = cast.provider_with_staff(0), cast.provider_with_staff(1)
    filing = cast.submitted(cast.owner(), first, second)
    tries = [
        ["p1", str(filing.uid), cast.shown_to(filing, first)],
        ["p2", str(filing.uid), cast.shown_to(filing, second)],
    ]

    outcomes = race("verify", tries, processes=2)

    assert outcomes == {"done": 2}
    filing.refresh_from_db()
    assert filing.state == "authority_review"
    assert [event.to_state for event in filing.events.all()] == [
        "provider_check",
        "provider_check",
        "authority_review",
    ]


def test_eight_approvals_at_once_enter_the_register_once() -> None:
    filing = cast.arrived(cast.owner())
    cast.reviewer()

    approvals = race("approve", [["reviewer", str(filing.uid), filing.version]] * 8, processes=2)

    assert approvals["done"] == 1
    filing.refresh_from_db()
    assert filing.state == "approved"
    assert RegisteredEntity.objects.get().number == filing.filing_number
    assert NumberSeries.objects.get().last == 1


def waiting_crowd(count: int) -> list[Filing]:
    """That many filings of as many owners of 北京, all waiting for the authority."""
    crowd = []
    for number in range(1, count + 1):
        who = make_user(f"crowd{number}")
        document = content.credit_code(number)
        draft = cast.draft(
            who,
            entity={"document_number": document},
            name=f"示例第{number}号网站",
            home_url=f"www.crowd-{number}.test",
            domains=(f"crowd-{number}.test",),
        )
        crowd.append(cast.verified(actions.submit(who, draft.uid, draft.version)))
    return crowd


def test_two_hundred_approvals_at_once_give_each_number_once_and_none_is_skipped() -> None:
    crowd = waiting_crowd(200)
    cast.reviewer()
    tries = [["reviewer", str(filing.uid), filing.version] for filing in crowd]

    outcomes = race("approve", tries, processes=4, threads=10, undone=True)

    # Of each thread's five, the second and the fourth are rolled back.
    assert outcomes == {"done": 120, "undone": 80}
    year = timezone.localdate().year
    numbers = sorted(RegisteredEntity.objects.values_list("number", flat=True))
    assert numbers == [f"京ICP备{year}{serial:06d}号" for serial in range(1, 121)]
    assert NumberSeries.objects.get().last == 120
    assert Certificate.objects.count() == 120
    assert Filing.objects.filter(state="authority_review").count() == 80


def test_two_reviewers_who_claim_at_once_let_one_win() -> None:
    filing = cast.arrived(cast.owner())
    for name in ("r1", "r2"):
        cast.reviewer(name)

    outcomes = race("claim", [[name, str(filing.uid), ""] for name in ("r1", "r2") * 4], processes=2)

    filing.refresh_from_db()
    assert filing.claimed_by is not None
    # The winner's own further tries renew it; the other's four are all told.
    assert outcomes == {"done": 4, "claimed": 4}
    assert FilingView.objects.filter(what="claim", viewer=filing.claimed_by).count() == 4
    assert FilingView.objects.filter(what="claim").count() == 4
