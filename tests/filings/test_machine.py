"""No sequence of actions by any cast breaks what must always hold."""

import dataclasses
from typing import Any

import pytest
from django.db import transaction
from django.http import Http404
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from accounts.models import User
from filings import actions
from filings.actions.case import Reason
from filings.models import Claim, Entity, Filing, RegisteredDomain, RegisteredEntity
from filings.queries import read_document, visible_to
from filings.queries.content import opened
from icpportal.core.errors import PortalError
from tests.factories import make_user
from tests.filings import cast, documents
from tests.filings.desk_rows import due, held

PEOPLE = ("a", "b", "p1", "p2", "r-bj", "r-sh", "miit")
who = st.sampled_from(PEOPLE)
which = st.integers(0, 3)
# The state after each step that the law knows; typed by hand.
STEPS = {
    "submit": {("draft", "provider_check")},
    "discard": {("draft", "discarded")},
    "withdraw": {(state, "withdrawn") for state in ("provider_check", "returned", "authority_review")},
    "verify": {("provider_check", "provider_check"), ("provider_check", "authority_review")},
    "decline": {("provider_check", "declined"), ("returned", "declined")},
    "return": {("authority_review", "returned")},
    "resubmit": {("returned", "returned"), ("returned", "authority_review")},
    "approve": {("authority_review", "approved")},
    "reject": {("authority_review", "rejected")},
    "correct": {("provider_check", "provider_check"), ("returned", "returned")},
}
DOCUMENTS = {"a": "91110108FAKE10000P", "b": "93440305FAKE10027Q"}


class Portal(RuleBasedStateMachine):
    """Two owners who want the same domain, two providers, two reviewers, the ministry."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.locked: dict[int, Any] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)

    @initialize()
    def people(self) -> None:
        (self.first, p1), (self.second, p2) = cast.provider_with_staff(0), cast.provider_with_staff(1)
        self.cast: dict[str, User] = {
            "a": cast.owner("a", 1),
            "b": cast.owner("b", 2),
            "p1": p1,
            "p2": p2,
            "r-bj": cast.reviewer("r-bj"),
            "r-sh": cast.reviewer("r-sh", "310000"),
            "miit": make_user("miit", "ministry"),
        }

    def filing(self, number: int) -> Filing | None:
        found = list(Filing.objects.order_by("pk"))
        return found[number % len(found)] if found else None

    def attempt(self, name: str, number: int, step: Any) -> None:
        """Does `step`; a refusal must leave state, version, content and events as they were."""
        filing, person = self.filing(number), self.cast[name]
        if filing is None:
            return
        before = self.picture(filing)
        try:
            step(person, filing)
        except (PortalError, Http404):
            assert self.picture(filing) == before
        else:
            assert visible_to(person).filter(pk=filing.pk).exists() or filing.state == "discarded"

    def picture(self, filing: Filing) -> tuple[Any, ...]:
        filing.refresh_from_db()
        content = read_document(filing)
        claims = sorted(Claim.objects.values_list("kind", "key", "filing_id", "registered_entity_id"))
        return filing.state, filing.version, content, filing.events.count(), claims

    @rule(name=st.sampled_from(["a", "b"]), both=st.booleans(), same=st.booleans())
    def draft(self, name: str, both: bool, same: bool) -> None:
        person = self.cast[name]
        if Filing.objects.filter(opened_by=person, state__in=["draft", "approved"]).exists():
            return
        domain = "beian-demo.test" if same else f"{name}-demo.test"
        providers = (self.first, self.second) if both else (self.first,)
        site = {
            "domains": (domain,),
            "home_url": f"www.{domain}",
            "name": f"示例网站{'甲' if name == 'a' else '乙'}",
        }
        cast.draft(person, *providers, entity={"document_number": DOCUMENTS[name]}, **site)

    @rule(name=who, number=which, stale=st.booleans())
    def submit(self, name: str, number: int, stale: bool) -> None:
        def step(person: User, filing: Filing) -> None:
            done = actions.submit(person, filing.uid, filing.version - stale)
            self.locked[done.pk] = read_document(done)

        self.attempt(name, number, step)

    @rule(name=who, number=which)
    def discard(self, name: str, number: int) -> None:
        self.attempt(name, number, lambda person, filing: actions.discard(person, filing.uid))

    @rule(name=who, number=which)
    def withdraw(self, name: str, number: int) -> None:
        self.attempt(
            name, number, lambda person, filing: actions.withdraw(person, filing.uid, filing.version)
        )

    @rule(name=st.sampled_from(["p1", "p2", "a"]), number=which, again=st.booleans())
    def verdict(self, name: str, number: int, again: bool) -> None:
        step = actions.resubmit if again else actions.verify
        provider = self.second if name == "p2" else self.first
        self.attempt(name, number, lambda p, f: step(p, f.uid, cast.shown_to(f, provider)))

    @rule(name=st.sampled_from(["p1", "p2", "b"]), number=which)
    def decline(self, name: str, number: int) -> None:
        self.attempt(
            name, number, lambda person, filing: actions.decline(person, filing.uid, "不是本公司用户")
        )

    @rule(
        name=who,
        number=which,
        word=st.sampled_from(["一", "二", "三"]),
        reason=st.sampled_from(["", "核对证件"]),
    )
    def edit(self, name: str, number: int, word: str, reason: str) -> None:
        def step(person: User, filing: Filing) -> None:
            content = read_document(filing)
            version = Entity.objects.filter(filing=filing).values_list("version", flat=True).first()
            values = dataclasses.replace(content.entity, address=f"北京市海淀区示例路{word}号201室")
            actions.save_entity(person, filing.uid, values, version, reason)
            if filing.pk in self.locked:
                self.locked[filing.pk] = read_document(filing)

        self.attempt(name, number, step)

    @rule(name=st.sampled_from(["r-bj", "r-sh", "miit", "a", "p1"]), number=which)
    def send_back(self, name: str, number: int) -> None:
        reasons = [Reason("address", "entity.address")]
        self.attempt(name, number, lambda p, f: actions.return_for_correction(p, f.uid, f.version, reasons))

    @rule(name=st.sampled_from(["r-bj", "r-sh", "miit", "a", "p1"]), number=which, stale=st.booleans())
    def approve(self, name: str, number: int, stale: bool) -> None:
        self.attempt(name, number, lambda p, f: actions.approve(p, f.uid, f.version - stale))

    @rule(name=st.sampled_from(["r-bj", "r-sh", "miit", "b"]), number=which)
    def reject(self, name: str, number: int) -> None:
        self.attempt(name, number, lambda p, f: actions.reject(p, f.uid, f.version, [Reason("name")]))

    @invariant()
    def events_replay_to_the_state(self) -> None:
        for filing in Filing.objects.all():
            state = "draft"
            for event in filing.events.all():
                assert (event.from_state, event.to_state) in STEPS[event.action]
                assert event.from_state == state
                state = event.to_state
            assert filing.state == state

    @invariant()
    def desks_hold_what_concerns_their_providers(self) -> None:
        assert held() == due()

    @invariant()
    def what_is_locked_changes_only_by_a_correction(self) -> None:
        for pk, content in self.locked.items():
            assert read_document(Filing.objects.get(pk=pk)) == content

    @invariant()
    def claims_are_those_of_open_filings_and_the_register(self) -> None:
        for claim in Claim.objects.select_related("filing", "registered_entity"):
            holder = claim.filing.state if claim.filing else claim.registered_entity.status
            assert holder in {"provider_check", "returned", "authority_review", "active"}

    @invariant()
    def the_register_says_what_was_approved(self) -> None:
        approved = Filing.objects.filter(state="approved")
        assert RegisteredEntity.objects.count() == approved.count()
        for filing in approved:
            entity = RegisteredEntity.objects.get(number=filing.filing_number)
            assert opened(entity.snapshot) == self.locked[filing.pk]
        shown = RegisteredDomain.objects.values_list("ascii", flat=True)
        assert len(set(shown)) == len(shown)


@pytest.mark.django_db
def test_no_sequence_of_actions_breaks_the_invariants() -> None:
    run_state_machine_as_test(
        Portal, settings=settings(max_examples=25, stateful_step_count=25, deadline=None)
    )


@pytest.mark.django_db
def test_the_machine_reaches_an_approval() -> None:
    """The machine's invariants hold over something: its own steps lead from a draft into the register."""
    machine = Portal()
    machine.people()
    machine.draft("a", both=False, same=True)
    machine.submit("a", 0, stale=False)
    machine.verdict("p1", 0, again=False)
    machine.approve("r-bj", 0, stale=False)
    machine.the_register_says_what_was_approved()
    machine.events_replay_to_the_state()
    assert Filing.objects.get().state == "approved"
    assert documents.valid_entity().name == RegisteredDomain.objects.get().organiser
    machine.teardown()
