"""The workflow's tables against a grid typed by hand from the law and the design, not from the tables."""

import itertools

import pytest

from filings.workflow import Action, Kind, Part, Relation, State, editable_parts, find_transition, why_not

FILLED = ["first", "new_website", "new_access"]
CHECKED = [*FILLED, "change"]
OWNER_CANCELS = ["cancel_website", "cancel_entity"]
ALL = [*CHECKED, *OWNER_CANCELS, "authority_cancel"]

# action, kinds, from, who, to: everything else is refused.
ALLOWED: list[tuple[str, list[str], str, str, set[str]]] = [
    ("submit", FILLED, "draft", "owner", {"provider_check"}),
    ("submit", ["change"], "draft", "opening_provider", {"authority_review"}),
    ("submit", OWNER_CANCELS, "draft", "owner", {"authority_review"}),
    ("submit", ["authority_cancel"], "draft", "authority", {"authority_review"}),
    ("discard", ALL, "draft", "opener", {"discarded"}),
    ("withdraw", [*CHECKED, *OWNER_CANCELS], "provider_check", "owner", {"withdrawn"}),
    ("withdraw", [*CHECKED, *OWNER_CANCELS], "returned", "owner", {"withdrawn"}),
    ("withdraw", [*CHECKED, *OWNER_CANCELS], "authority_review", "owner", {"withdrawn"}),
    ("verify", CHECKED, "provider_check", "checking_provider", {"provider_check", "authority_review"}),
    ("decline", CHECKED, "provider_check", "named_provider", {"declined"}),
    ("decline", CHECKED, "returned", "named_provider", {"declined"}),
    ("return", CHECKED, "authority_review", "authority", {"returned"}),
    ("resubmit", CHECKED, "returned", "checking_provider", {"returned", "authority_review"}),
    ("approve", [*CHECKED, *OWNER_CANCELS], "authority_review", "authority", {"approved"}),
    ("approve", ["authority_cancel"], "authority_review", "second_authority", {"approved"}),
    ("reject", ALL, "authority_review", "authority", {"rejected"}),
]
GRID = {
    (action, kind, state, who): targets for action, kinds, state, who, targets in ALLOWED for kind in kinds
}
ACTIONS = ["submit", "discard", "withdraw", "verify", "decline", "return", "resubmit", "approve", "reject"]
STATES = [
    "draft",
    "provider_check",
    "returned",
    "authority_review",
    "approved",
    "rejected",
    "declined",
    "withdrawn",
    "discarded",
]
WHO = [
    "owner",
    "opener",
    "opening_provider",
    "named_provider",
    "checking_provider",
    "authority",
    "second_authority",
]


def test_the_grid_is_over_everything_that_exists() -> None:
    assert sorted(ACTIONS) == sorted(set(Action) - {"correct"})
    assert sorted(STATES) == sorted(State)
    assert sorted(ALL) == sorted(Kind)
    assert sorted(WHO) == sorted(Relation)


@pytest.mark.parametrize(("action", "state"), list(itertools.product(ACTIONS, STATES)))
def test_each_cell_allows_what_the_grid_allows(action: str, state: str) -> None:
    for kind, who in itertools.product(ALL, WHO):
        row = find_transition(Action(action), Kind(kind), State(state), frozenset({Relation(who)}))
        expected = GRID.get((action, kind, state, who))
        assert (set(row.targets) if row else None) == expected, (kind, who)


@pytest.mark.parametrize(("action", "state"), list(itertools.product(ACTIONS, STATES)))
def test_a_stranger_may_do_nothing(action: str, state: str) -> None:
    for kind in ALL:
        assert find_transition(Action(action), Kind(kind), State(state), frozenset()) is None


# kind, state, who: the parts. Everything else is locked.
EDITABLE = {
    ("first", "draft", "owner"): {"entity", "websites", "accesses"},
    ("new_website", "draft", "owner"): {"websites", "accesses"},
    ("new_access", "draft", "owner"): {"new_accesses"},
    ("change", "draft", "opening_provider"): {"entity", "served_websites", "own_accesses"},
    ("first", "provider_check", "checking_provider"): {"entity", "served_websites", "own_accesses"},
    ("first", "returned", "checking_provider"): {"entity", "served_websites", "own_accesses"},
    ("new_website", "provider_check", "checking_provider"): {"served_websites", "own_accesses"},
    ("new_website", "returned", "checking_provider"): {"served_websites", "own_accesses"},
    ("new_access", "provider_check", "checking_provider"): {"own_accesses"},
    ("new_access", "returned", "checking_provider"): {"own_accesses"},
    ("change", "provider_check", "checking_provider"): {"entity", "served_websites", "own_accesses"},
    ("change", "returned", "checking_provider"): {"entity", "served_websites", "own_accesses"},
}


@pytest.mark.parametrize("kind", ALL)
def test_each_kind_is_editable_where_the_grid_says(kind: str) -> None:
    for state, who in itertools.product(STATES, WHO):
        parts = editable_parts(Kind(kind), State(state), frozenset({Relation(who)}))
        assert set(parts) == EDITABLE.get((kind, state, who), set()), (state, who)


def test_parts_of_several_relations_add_up() -> None:
    both = frozenset({Relation.OWNER, Relation.OPENER})
    assert editable_parts(Kind.NEW_ACCESS, State.DRAFT, both) == {Part.NEW_ACCESSES}


def test_why_not_names_what_stands_against_it() -> None:
    assert why_not(Action.VERIFY, Kind.CANCEL_ENTITY, State.DRAFT) == "“注销主体”没有“核实通过”这一步。"
    assert why_not(Action.WITHDRAW, Kind.FIRST, State.APPROVED) == (
        "这件申请现在的状态是“审核通过”，不能“撤回”。"
    )
    assert why_not(Action.APPROVE, Kind.FIRST, State.AUTHORITY_REVIEW) == (
        "“审核通过”只能由本省通信管理局或工业和信息化部的审核员来做。"
    )
