"""The workflow of a filing, as data: states, kinds, actions, who may do what, and who may edit what.

Nothing here runs. `filings.actions` reads these tables and is the only code that changes a state; README prints
them, and a test holds the two together. Articles are those of MII Order 33 (2005).
"""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    DRAFT = "draft"
    PROVIDER_CHECK = "provider_check"
    RETURNED = "returned"
    AUTHORITY_REVIEW = "authority_review"
    APPROVED = "approved"
    REJECTED = "rejected"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    DISCARDED = "discarded"


OPEN_STATES = frozenset({State.PROVIDER_CHECK, State.RETURNED, State.AUTHORITY_REVIEW})
ENDED_STATES = frozenset({State.APPROVED, State.REJECTED, State.DECLINED, State.WITHDRAWN, State.DISCARDED})

# From these an owner may file anew, 重新填报, with a copy of what the ended filing said.
REFILED_STATES = frozenset({State.WITHDRAWN, State.DECLINED, State.REJECTED})


@dataclass(frozen=True)
class StateInfo:
    """How a state reads: its name, its word in a provider's or reviewer's queue, its stage in 备案进度查询."""

    name: str
    queue: str
    stage: str


STATES: dict[State, StateInfo] = {
    State.DRAFT: StateInfo("填写中", "填写中", "报备阶段-信息录入"),
    State.PROVIDER_CHECK: StateInfo("待接入商核实", "待核实", "报备阶段-接入者核实"),
    State.RETURNED: StateInfo("退回接入商修改", "退回待修改", "报备阶段-退回接入商修改"),
    State.AUTHORITY_REVIEW: StateInfo("待管局审核", "待管局审核", "备案阶段-待管局审核"),
    State.APPROVED: StateInfo("审核通过", "已备案", "审核通过"),
    State.REJECTED: StateInfo("不予备案", "不予备案", "备案阶段-不予备案"),
    State.DECLINED: StateInfo("接入商不予核实", "不予核实", "报备阶段-接入商不予核实"),
    State.WITHDRAWN: StateInfo("已撤回", "已撤回", "报备阶段-已撤回"),
    State.DISCARDED: StateInfo("已删除", "已删除", "报备阶段-草稿已删除"),
}


class Kind(StrEnum):
    FIRST = "first"
    NEW_WEBSITE = "new_website"
    NEW_ACCESS = "new_access"
    CHANGE = "change"
    CANCEL_WEBSITE = "cancel_website"
    CANCEL_ENTITY = "cancel_entity"
    AUTHORITY_CANCEL = "authority_cancel"


KIND_NAMES: dict[Kind, str] = {
    Kind.FIRST: "首次备案",
    Kind.NEW_WEBSITE: "新增网站",
    Kind.NEW_ACCESS: "新增接入",
    Kind.CHANGE: "变更",
    Kind.CANCEL_WEBSITE: "注销网站",
    Kind.CANCEL_ENTITY: "注销主体",
    Kind.AUTHORITY_CANCEL: "依职权注销",
}

ALL_KINDS = frozenset(Kind)
OWNER_FILLED = frozenset({Kind.FIRST, Kind.NEW_WEBSITE, Kind.NEW_ACCESS})
OWNER_CANCELS = frozenset({Kind.CANCEL_WEBSITE, Kind.CANCEL_ENTITY})
CANCEL_KINDS = OWNER_CANCELS | {Kind.AUTHORITY_CANCEL}
CHECKED_KINDS = ALL_KINDS - CANCEL_KINDS


class Action(StrEnum):
    SUBMIT = "submit"
    DISCARD = "discard"
    WITHDRAW = "withdraw"
    VERIFY = "verify"
    DECLINE = "decline"
    RETURN = "return"
    RESUBMIT = "resubmit"
    APPROVE = "approve"
    REJECT = "reject"
    # Not a change of state: an edit after 完成, by a provider, on the owner's behalf.
    CORRECT = "correct"


ACTION_NAMES: dict[Action, str] = {
    Action.SUBMIT: "完成",
    Action.DISCARD: "删除草稿",
    Action.WITHDRAW: "撤回",
    Action.VERIFY: "核实通过",
    Action.DECLINE: "不予核实",
    Action.RETURN: "退回修改",
    Action.RESUBMIT: "修改后重报",
    Action.APPROVE: "审核通过",
    Action.REJECT: "不予备案",
    Action.CORRECT: "代为修改",
}


class Relation(StrEnum):
    """What a person is to one filing; `queries.relations` finds it out."""

    OWNER = "owner"
    OPENER = "opener"
    OPENING_PROVIDER = "opening_provider"
    NAMED_PROVIDER = "named_provider"
    CHECKING_PROVIDER = "checking_provider"
    AUTHORITY = "authority"
    SECOND_AUTHORITY = "second_authority"


RELATION_NAMES: dict[Relation, str] = {
    Relation.OWNER: "网站主办者本人",
    Relation.OPENER: "开办这件申请的人",
    Relation.OPENING_PROVIDER: "开办这件变更的接入服务商",
    Relation.NAMED_PROVIDER: "备案中填写的接入服务商",
    Relation.CHECKING_PROVIDER: "尚未核实完的接入服务商",
    Relation.AUTHORITY: "本省通信管理局或工业和信息化部的审核员",
    Relation.SECOND_AUTHORITY: "另一位审核员",
}


@dataclass(frozen=True)
class Transition:
    """One row: `by` may do `action` to a filing of `kinds` in `sources`; it ends in one of `targets`."""

    action: Action
    kinds: frozenset[Kind]
    sources: frozenset[State]
    targets: frozenset[State]
    by: Relation


def _row(
    action: Action, kinds: frozenset[Kind], sources: set[State], targets: set[State], by: Relation
) -> Transition:
    return Transition(action, kinds, frozenset(sources), frozenset(targets), by)


_S, _A, _R = State, Action, Relation

TRANSITIONS: tuple[Transition, ...] = (
    _row(_A.SUBMIT, OWNER_FILLED, {_S.DRAFT}, {_S.PROVIDER_CHECK}, _R.OWNER),
    _row(_A.SUBMIT, frozenset({Kind.CHANGE}), {_S.DRAFT}, {_S.AUTHORITY_REVIEW}, _R.OPENING_PROVIDER),
    _row(_A.SUBMIT, OWNER_CANCELS, {_S.DRAFT}, {_S.AUTHORITY_REVIEW}, _R.OWNER),
    _row(_A.SUBMIT, frozenset({Kind.AUTHORITY_CANCEL}), {_S.DRAFT}, {_S.AUTHORITY_REVIEW}, _R.AUTHORITY),
    _row(_A.DISCARD, ALL_KINDS, {_S.DRAFT}, {_S.DISCARDED}, _R.OPENER),
    _row(_A.WITHDRAW, ALL_KINDS - {Kind.AUTHORITY_CANCEL}, set(OPEN_STATES), {_S.WITHDRAWN}, _R.OWNER),
    _row(
        _A.VERIFY,
        CHECKED_KINDS,
        {_S.PROVIDER_CHECK},
        {_S.PROVIDER_CHECK, _S.AUTHORITY_REVIEW},
        _R.CHECKING_PROVIDER,
    ),
    _row(_A.DECLINE, CHECKED_KINDS, {_S.PROVIDER_CHECK, _S.RETURNED}, {_S.DECLINED}, _R.NAMED_PROVIDER),
    _row(_A.RETURN, CHECKED_KINDS, {_S.AUTHORITY_REVIEW}, {_S.RETURNED}, _R.AUTHORITY),
    _row(_A.RESUBMIT, CHECKED_KINDS, {_S.RETURNED}, {_S.RETURNED, _S.AUTHORITY_REVIEW}, _R.CHECKING_PROVIDER),
    _row(_A.APPROVE, ALL_KINDS - {Kind.AUTHORITY_CANCEL}, {_S.AUTHORITY_REVIEW}, {_S.APPROVED}, _R.AUTHORITY),
    _row(
        _A.APPROVE,
        frozenset({Kind.AUTHORITY_CANCEL}),
        {_S.AUTHORITY_REVIEW},
        {_S.APPROVED},
        _R.SECOND_AUTHORITY,
    ),
    _row(_A.REJECT, ALL_KINDS, {_S.AUTHORITY_REVIEW}, {_S.REJECTED}, _R.AUTHORITY),
)


class Part(StrEnum):
    """What an edit touches. The OWN parts belong to the provider who edits."""

    ENTITY = "entity"
    WEBSITES = "websites"
    ACCESSES = "accesses"
    NEW_ACCESSES = "new_accesses"
    SERVED_WEBSITES = "served_websites"
    OWN_ACCESSES = "own_accesses"


@dataclass(frozen=True)
class Editable:
    """One row: `by` may edit `parts` of a filing of `kinds` in `states`."""

    states: frozenset[State]
    kinds: frozenset[Kind]
    by: Relation
    parts: frozenset[Part]


_DRAFT = frozenset({State.DRAFT})
_CHECKED = frozenset({State.PROVIDER_CHECK, State.RETURNED})
_PROVIDER_PARTS = frozenset({Part.ENTITY, Part.SERVED_WEBSITES, Part.OWN_ACCESSES})

EDITABLE: tuple[Editable, ...] = (
    Editable(
        _DRAFT, frozenset({Kind.FIRST}), _R.OWNER, frozenset({Part.ENTITY, Part.WEBSITES, Part.ACCESSES})
    ),
    Editable(_DRAFT, frozenset({Kind.NEW_WEBSITE}), _R.OWNER, frozenset({Part.WEBSITES, Part.ACCESSES})),
    Editable(_DRAFT, frozenset({Kind.NEW_ACCESS}), _R.OWNER, frozenset({Part.NEW_ACCESSES})),
    Editable(_DRAFT, frozenset({Kind.CHANGE}), _R.OPENING_PROVIDER, _PROVIDER_PARTS),
    Editable(_CHECKED, frozenset({Kind.FIRST, Kind.CHANGE}), _R.CHECKING_PROVIDER, _PROVIDER_PARTS),
    # What these take over from the register is read-only in them, for providers too.
    Editable(
        _CHECKED,
        frozenset({Kind.NEW_WEBSITE}),
        _R.CHECKING_PROVIDER,
        frozenset({Part.SERVED_WEBSITES, Part.OWN_ACCESSES}),
    ),
    Editable(_CHECKED, frozenset({Kind.NEW_ACCESS}), _R.CHECKING_PROVIDER, frozenset({Part.OWN_ACCESSES})),
)


def find_transition(
    action: Action, kind: Kind, state: State, relations: frozenset[Relation]
) -> Transition | None:
    """The row that lets somebody with `relations` do `action` now, or None."""
    for row in TRANSITIONS:
        if row.action == action and kind in row.kinds and state in row.sources and row.by in relations:
            return row
    return None


def why_not(action: Action, kind: Kind, state: State) -> str:
    """The sentence for an action that `find_transition` did not find."""
    name = ACTION_NAMES[action]
    rows = [row for row in TRANSITIONS if row.action == action and kind in row.kinds]
    if not rows:
        return f"“{KIND_NAMES[kind]}”没有“{name}”这一步。"
    allowed = [row for row in rows if state in row.sources]
    if not allowed:
        return f"这件申请现在的状态是“{STATES[state].name}”，不能“{name}”。"
    return f"“{name}”只能由{RELATION_NAMES[allowed[0].by]}来做。"


def editable_parts(kind: Kind, state: State, relations: frozenset[Relation]) -> frozenset[Part]:
    """The parts that somebody with `relations` may edit now; empty when locked."""
    found: frozenset[Part] = frozenset()
    for row in EDITABLE:
        if state in row.states and kind in row.kinds and row.by in relations:
            found |= row.parts
    return found
