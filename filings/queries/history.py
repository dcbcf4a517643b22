"""What was done to a filing, as the table of 备案进度查询 shows it: 操作时间, 操作人, 操作类别, 操作结果, 操作意见."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from accounts.roles import Role
from filings.models import Filing, FilingEvent
from filings.rules.labels import LABELS
from filings.workflow import ACTION_NAMES, Action
from icpportal.core.regions import authority_name

_LABELS_SHOWN = 4
_CHANGED_WITHOUT_DETAIL = "已修改"

# 操作结果, by what was done. 代为修改 has the fields that it changed.
RESULTS: dict[Action, str] = {
    Action.SUBMIT: "已提交",
    Action.DISCARD: "已删除",
    Action.WITHDRAW: "已撤回",
    Action.VERIFY: "通过",
    Action.DECLINE: "不予核实",
    Action.RETURN: "退回",
    Action.RESUBMIT: "已重报",
    Action.APPROVE: "通过",
    Action.REJECT: "不予备案",
}


@dataclass(frozen=True)
class Row:
    """One line of the table. `opinion` has a line for each reason; `compare` is the version that a reader may
    compare with the one before, or None."""

    at: datetime.datetime
    who: str
    action: str
    result: str
    opinion: tuple[str, ...]
    compare: int | None = None


def events_of(filing: Filing) -> list[FilingEvent]:
    """In the order in which they happened; one query."""
    return list(filing.events.select_related("actor", "actor_provider"))


def history_rows(
    filing: Filing, events: Iterable[FilingEvent], seen: frozenset[str] | None, provider_id: int | None = None
) -> tuple[Row, ...]:
    """The table, newest first.

    :param seen: sections that the reader sees (`shown.sections_of`), None for all;
        what is said about the others is left out
    :param provider_id: the reader's own provider; another's opinion is not for it
    """
    return tuple(_row(filing, event, seen, provider_id) for event in reversed(list(events)))


def _row(filing: Filing, event: FilingEvent, seen: frozenset[str] | None, provider_id: int | None) -> Row:
    foreign = provider_id is not None and event.actor_provider_id not in {None, provider_id}
    corrected = event.action == Action.CORRECT
    return Row(
        at=event.created_at,
        who=who_acted(filing, event),
        action=ACTION_NAMES[Action(event.action)],
        result=_changed(event.paths, seen) if corrected else result_of(Action(event.action)),
        opinion=() if foreign else _opinion(event, seen),
        compare=event.to_version if corrected else None,
    )


def result_of(action: Action) -> str:
    return RESULTS.get(action, ACTION_NAMES[action])


def who_acted(filing: Filing, event: FilingEvent) -> str:
    """The owner by user name, a provider or an authority by its name, never by its person's."""
    if event.actor_provider is not None:
        return event.actor_provider.name
    if event.actor_role == Role.REVIEWER:
        return authority_name(filing.province)
    if event.actor_role == Role.MINISTRY:
        return Role.MINISTRY.label
    return event.actor.username


def _changed(paths: list[str], seen: frozenset[str] | None) -> str:
    visible = (label_of(path) for path in paths if _is_seen(path, seen))
    labels = list(dict.fromkeys(label for label in visible if label))
    if not labels:
        return _CHANGED_WITHOUT_DETAIL
    more = f" 等 {len(labels)} 项" if len(labels) > _LABELS_SHOWN else ""
    return "、".join(labels[:_LABELS_SHOWN]) + more


def _opinion(event: FilingEvent, seen: frozenset[str] | None) -> tuple[str, ...]:
    reasons = [_reason(reason) for reason in event.reasons if _is_seen(reason["path"], seen)]
    return tuple(line for line in [event.opinion, *reasons] if line)


def _reason(reason: dict[str, Any]) -> str:
    text = reason["text"] or reason["code"]
    label = label_of(reason["path"])
    suggestion = f"（建议：{reason['suggestion']}）" if reason["suggestion"] else ""
    return f"{label}：{text}{suggestion}" if label else f"{text}{suggestion}"


def _is_seen(path: str, seen: frozenset[str] | None) -> bool:
    return seen is None or not path or path.partition(".")[0] in seen


def label_of(path: str) -> str:
    """The label of ``section.field``, e.g. ``website:3.name`` → 网站名称; empty for what no form shows."""
    section, _, field = path.partition(".")
    kind = section.partition(":")[0]
    label = LABELS.get(kind, {}).get(field, "")
    if label and field.startswith("person."):
        return f"{'主体' if kind == 'entity' else '网站'}的{label}"
    return label
