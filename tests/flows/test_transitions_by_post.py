"""Every action of the workflow by direct POST: each kind in each state that it reaches, for each sort of person.

What the grid of `test_workflow` allows moves the filing on; everything else is refused and leaves every row as it was.
"""

import datetime
from collections.abc import Generator

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from filings.actions.opening import Terms
from filings.demo import steps
from filings.models import Filing
from filings.queries import content_digest, read_document, seen_by_provider
from filings.workflow import Kind, State
from providers.models import ProviderStaff
from tests.factories import PASSWORD, make_user, sign_in
from tests.filings import cast
from tests.filings.test_workflow import ACTIONS, ALL, CHECKED, FILLED, GRID, OWNER_CANCELS, STATES
from tests.flows.sight import all_rows

pytestmark = pytest.mark.django_db

# What a kind never is: nobody checks a cancellation, and a 变更 is checked by its opener from the start.
NEVER = {
    "change": {"provider_check"},
    "cancel_website": {"provider_check", "returned", "declined"},
    "cancel_entity": {"provider_check", "returned", "declined"},
    "authority_cancel": {"provider_check", "returned", "declined", "withdrawn"},
}
CASES = [(kind, state) for kind in ALL for state in STATES if state not in NEVER.get(kind, set())]
BEFORE_THE_AUTHORITY = {"draft", "discarded", "provider_check"}
REFUSED = {302, 303, 403, 404, 405, 409}


def at_once(walk: Generator[int, None, Filing]) -> Filing:
    """The end of a walk whose days are all today."""
    try:
        while True:
            next(walk)
    except StopIteration as end:
        return end.value


def make_people() -> dict[str, User]:
    """`p1` serves the filings of `owner`; `reviewer` opens what the authority opens."""
    provider, p1 = cast.provider_with_staff(0)
    colleague = make_user("colleague", "provider")
    ProviderStaff.objects.create(user=colleague, provider=provider)
    return {
        "owner": cast.owner(),
        "another owner": make_user("stranger"),
        "p1": p1,
        "colleague": colleague,
        "p2": cast.provider_with_staff(1)[1],
        "reviewer": cast.reviewer("reviewer"),
        "reviewer2": cast.reviewer("reviewer2"),
        "zhejiang": cast.reviewer("zhejiang", "330000"),
        "miit": make_user("miit", "ministry"),
        "sysadmin": make_user("sysadmin", "admin"),
    }


def brought_to(kind: str, state: str, people: dict[str, User]) -> Filing:
    owner, provider = people["owner"], cast.provider_with_staff(0)[0]
    now = steps.Days(0, 0, 0)
    filing = steps.first(owner, 1, provider)
    if kind != "first":
        at_once(steps.bring_to(filing, State.APPROVED, now))
        day = timezone.localdate() + datetime.timedelta(days=40)
        terms = Terms(effective_on=day, statement="不再使用", article="第二十二条")
        begin = {
            "new_website": lambda: steps.new_website(owner, 1, 1, provider),
            "new_access": lambda: steps.new_access(owner, 1, 2, provider),
            "change": lambda: steps.change(people["p1"], owner, terms),
            "authority_cancel": lambda: steps.cancel(people["reviewer"], owner, Kind(kind), terms),
        }
        filing = begin.get(kind, lambda: steps.cancel(owner, owner, Kind(kind), terms))()
    at_once(steps.bring_to(filing, State(state), now))
    return steps.fresh(filing)


def relations(who: str, kind: str, state: str) -> set[str]:
    """What each person is to the filing, by the cast above and the law, not by the code."""
    opens = {"change": "p1", "authority_cancel": "reviewer"}.get(kind, "owner")
    found = {"opener"} if who == opens else set()
    if who == "owner":
        found.add("owner")
    if who in {"p1", "colleague"} and kind in CHECKED:
        found |= {"opening_provider"} if kind == "change" else set()
        found |= {"named_provider"} if state != "draft" else set()
        found |= {"checking_provider"} if state in {"provider_check", "returned"} else set()
    sees = state not in BEFORE_THE_AUTHORITY or who == opens
    if who in {"reviewer", "reviewer2", "miit"} and sees:
        found |= {"authority"} if who == opens else {"authority", "second_authority"}
    return found


def addresses(action: str, filing: Filing) -> list[str]:
    """Every page that takes the action for some kind of filing."""
    uid, decide = filing.uid, f"/admin/filings/filing/{filing.pk}/decide/{action}/"
    pages = {
        "submit": [f"/filing/{uid}/summary/", f"/cancel/{uid}/", decide],
        "discard": [f"/filing/{uid}/discard/", f"/cancel/{uid}/discard/", decide],
        "withdraw": [f"/progress/{uid}/withdraw/"],
    }
    return pages.get(action, [f"/desk/{uid}/{action}/", decide])


def typed(filing: Filing) -> dict[str, str]:
    """All that any of the forms asks for."""
    provider = cast.provider_with_staff(0)[0]
    reason = {"code": "other", "path": "entity.address", "text": "没有写到门牌号", "suggestion": ""}
    return {
        "version": str(filing.version),
        "digest": content_digest(seen_by_provider(filing, read_document(filing), provider.pk)),
        "current": PASSWORD,
        "opinion": "同意",
        "reason": "no-papers",
        "words_of_own": "没有收到材料",
        "why_late": "第一次审核时没有发现",
    } | {f"reason0-{name}": text for name, text in reason.items()}


def expected(action: str, kind: str, state: str, who: str) -> set[str]:
    found = (GRID.get((action, kind, state, relation), set()) for relation in relations(who, kind, state))
    return set().union(*found)


def carried_out(client: Client, filing: Filing, action: str, form: dict[str, str]) -> str:
    """The state after the action's pages were posted to; all of it is undone."""
    with transaction.atomic():
        for address in addresses(action, filing):
            client.post(address, form)
        state = Filing.objects.get(pk=filing.pk).state
        transaction.set_rollback(True)
    return state


def refuse_all(client: Client, filing: Filing, actions: list[str], form: dict[str, str]) -> None:
    """Posts what must be refused; nothing changes."""
    before = all_rows()
    for action in actions:
        for address in addresses(action, filing):
            assert client.post(address, form).status_code in REFUSED, address
    assert all_rows() == before


@pytest.mark.parametrize(("kind", "state"), CASES)
def test_each_person_does_by_post_what_the_grid_allows_and_no_more(kind: str, state: str) -> None:
    people = make_people()
    filing = brought_to(kind, state, people)
    assert (filing.kind, filing.state) == (kind, state)
    form = typed(filing)
    for who, person in people.items():
        client = sign_in(Client(), person)
        allowed = {action: expected(action, kind, state, who) for action in ACTIONS}
        refuse_all(client, filing, [action for action in ACTIONS if not allowed[action]], form)
        for action, targets in allowed.items():
            if targets:
                assert carried_out(client, filing, action, form) in targets, (who, action)


def test_the_cases_are_all_that_a_filing_reaches() -> None:
    assert len(CASES) == 3 * 9 + 8 + 2 * 6 + 5
    assert sorted({kind for kind, _ in CASES}) == sorted(
        [*FILLED, "change", *OWNER_CANCELS, "authority_cancel"]
    )
