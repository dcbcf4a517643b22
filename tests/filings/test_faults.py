"""A process killed inside 完成 leaves the whole step done or nothing of it; the next try gets the one receipt."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from accounts.models.outbox import OutboxMessage
from filings import actions
from filings.models import Claim, Filing, FilingEvent, FilingSnapshot, ProviderCheck
from tests.database import database_url
from tests.filings import cast

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).parents[2]


def killed_submit(draft: Filing, dies_before: str) -> None:
    """完成 in a process of its own that dies there."""
    connection.close()
    job = {
        "database": database_url(),
        "action": "submit",
        "tries": [["owner", str(draft.uid), draft.version]],
        "at": 0,
        "dies_before": dies_before,
    }
    command = [sys.executable, "-m", "tests.filings.racer"]
    run = subprocess.run(command, cwd=ROOT, input=json.dumps(job), text=True, check=False, timeout=60)
    assert run.returncode == -9


def rows() -> list[int]:
    models = (FilingEvent, FilingSnapshot, ProviderCheck, Claim, OutboxMessage)
    return [model.objects.count() for model in models]


@pytest.mark.parametrize(
    "dies_before",
    [
        'INSERT OR IGNORE INTO "filings_claim"',
        'INSERT INTO "filings_providercheck"',
        'UPDATE "filings_filing"',
        'INSERT INTO "filings_filingevent"',
        'INSERT INTO "filings_filingsnapshot"',
        'INSERT INTO "accounts_outboxmessage"',
    ],
)
def test_killed_before_the_commit_leaves_nothing(dies_before: str) -> None:
    if connection.vendor == "postgresql":
        dies_before = dies_before.replace("INSERT OR IGNORE", "INSERT")
    who = cast.owner()
    draft = cast.draft(who)

    killed_submit(draft, dies_before)

    draft.refresh_from_db()
    assert (draft.state, draft.receipt_number) == ("draft", None)
    assert rows() == [0, 0, 0, 0, 0]
    actions.submit(who, draft.uid, draft.version)
    assert rows() == [1, 1, 1, 2, 4]


def test_killed_before_the_answer_leaves_it_done() -> None:
    draft = cast.draft(cast.owner())

    killed_submit(draft, "the answer")

    draft.refresh_from_db()
    assert draft.state == "provider_check"
    assert draft.receipt_number is not None
    assert rows() == [1, 1, 1, 2, 4]
