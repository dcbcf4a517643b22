"""The writers: the only code that changes a filing's state or a section of it.

Every action opens its own transaction and first locks the filing's row; it then reads the state and the actor's right
again, writes, and leaves one event. What is to be sent is put into the outbox in the same transaction, so nothing
leaves before the commit.
"""

from filings.actions.cancelling import save_cancellation
from filings.actions.changing import open_change, open_removal, save_terms
from filings.actions.checks import decline, resubmit, verify
from filings.actions.claiming import claim, release
from filings.actions.decide import approve, reject, return_for_correction
from filings.actions.editing import (
    add_access,
    add_website,
    declare_service_ended,
    delete_access,
    delete_website,
    save_access,
    save_entity,
    save_website,
)
from filings.actions.lifecycle import discard, submit, withdraw
from filings.actions.notes import add_note
from filings.actions.opening import open_draft, refile
from filings.actions.reasons import write_reason

__all__ = [
    "add_access",
    "add_note",
    "add_website",
    "approve",
    "claim",
    "declare_service_ended",
    "decline",
    "delete_access",
    "delete_website",
    "discard",
    "open_change",
    "open_draft",
    "open_removal",
    "refile",
    "reject",
    "release",
    "resubmit",
    "return_for_correction",
    "save_access",
    "save_cancellation",
    "save_entity",
    "save_terms",
    "save_website",
    "submit",
    "verify",
    "withdraw",
    "write_reason",
]
