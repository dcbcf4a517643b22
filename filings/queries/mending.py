"""What the authority found wrong: the reasons of a 退回修改 or 不予备案, one by one."""

from collections.abc import Sequence
from dataclasses import dataclass

from filings import document
from filings.models import FilingEvent, ReasonCode
from filings.queries.history import label_of
from filings.queries.shown import sections_of
from filings.workflow import Action

_OTHER = "其他"


@dataclass(frozen=True)
class Fault:
    """One reason. `section` and `field` as in `rules.Problem`, both empty for the whole filing; `place` in words.

    `is_touched`: it was edited afterwards, which does not say that it is right now.
    """

    section: str
    field: str
    place: str
    title: str
    text: str
    suggestion: str
    is_touched: bool


def last_event(events: Sequence[FilingEvent], *actions: Action) -> FilingEvent | None:
    """The latest of `events` that is one of `actions`."""
    return next((event for event in reversed(events) if event.action in actions), None)


def faults_of(
    event: FilingEvent | None, events: Sequence[FilingEvent], content: document.Document
) -> tuple[Fault, ...]:
    """The reasons that `event` gave, as far as their sections are in `content`; one query.

    :param event: one of `events`, a 退回修改 or 不予备案; None has no reasons
    :param content: what the reader is shown
    """
    if event is None:
        return ()
    touched = {path for later in events[events.index(event) + 1 :] for path in later.paths}
    seen, names = sections_of(content), section_names(content)
    reasons = [r for r in event.reasons if not r["path"] or r["path"].partition(".")[0] in seen]
    codes = ReasonCode.objects.filter(code__in=[reason["code"] for reason in reasons])
    titles = dict(codes.order_by("version").values_list("code", "title"))
    return tuple(
        Fault(
            section=(path := reason["path"]).partition(".")[0],
            field=path.partition(".")[2],
            place=_place(path, names),
            title=titles.get(reason["code"], _OTHER),
            text=reason["text"],
            suggestion=reason["suggestion"],
            is_touched=_is_touched(path, touched),
        )
        for reason in reasons
    )


def section_names(content: document.Document) -> dict[str, str]:
    """Section → its name: 主体, 网站“…”, 网站“…”的接入 1."""
    names = {"filing": "", "entity": "主体"}
    for number, site in enumerate(content.websites, 1):
        name = f"网站“{site.name}”" if site.name else f"网站 {number}"
        names[f"website:{site.key}"] = name
        names |= {f"access:{item.key}": f"{name}的接入 {i}" for i, item in enumerate(site.accesses, 1)}
    return names


def _place(path: str, names: dict[str, str]) -> str:
    if not path:
        return "整件申请"
    name = names.get(path.partition(".")[0], "")
    label = label_of(path)
    return f"{name}：{label}" if label else name


def _is_touched(path: str, touched: set[str]) -> bool:
    return any(done == path or done.startswith(f"{path}.") for done in touched) if path else bool(touched)
