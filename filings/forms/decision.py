"""What a reviewer fills in to decide: the version seen, opinion, reasons bound to fields, days of papers."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone

from filings import codes
from filings.models import PreApproval, ReasonCode
from filings.queries.reading import Reading, Section
from filings.queries.reason_codes import reasons_in_use
from icpportal.core.forms import LinesField, PortalForm

REASON_ROWS = 5
MOST_ROWS = 50
MORE = "more"
ROWS = "rows"
_OTHER = ("other", "其他（请在说明中写明）")
_WHOLE = ("filing", "整件申请")
_PAPER = "paper-"


def _rows(count: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": count})


class DecisionForm(PortalForm):
    """`papers` are the pre-approvals whose paper is not in hand yet; each gets a field for its day.

    `was_returned`: asks why something was not said the first time. `has_opinion`: no opinion is given on a draft.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=2_000_000_000)
    opinion = LinesField(label="审核意见", required=False, max_length=500, widget=_rows(3))
    why_late = LinesField(
        label="首次退回时没有告知的原因",
        required=False,
        max_length=500,
        widget=_rows(2),
        help_text="第一次退回时就有、当时没有指出的问题，请写明为什么这次才指出。",
    )

    def __init__(
        self,
        *args: Any,
        papers: Iterable[PreApproval] = (),
        was_returned: bool = False,
        has_opinion: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not was_returned:
            del self.fields["why_late"]
        if not has_opinion:
            del self.fields["opinion"]
        names = {code.code: code.name for code in codes.PRE_APPROVALS}
        for paper in papers:
            self.fields[f"{_PAPER}{paper.pk}"] = forms.DateField(
                label=f"批准文件收到：{paper.website.name} {names.get(paper.kind, '')} {paper.number}",
                widget=forms.DateInput({"type": "date", "max": timezone.localdate().isoformat()}, "%Y-%m-%d"),
                error_messages={"required": "请填写收到批准文件的日期。没有收到的，不能审核通过。"},
            )

    def papers(self) -> dict[int, datetime.date]:
        """The day of each paper by its pre-approval's id."""
        return {
            int(name.removeprefix(_PAPER)): day
            for name, day in self.cleaned_data.items()
            if name.startswith(_PAPER)
        }


class ReasonForm(PortalForm):
    """One reason; left empty it counts for nothing."""

    code = forms.ChoiceField(label="理由")
    path = forms.ChoiceField(label="有问题的栏目", required=False)
    text = LinesField(label="说明", required=False, max_length=500, widget=_rows(2))
    suggestion = LinesField(label="修改建议", required=False, max_length=500, widget=_rows(2))

    def __init__(self, *args: Any, known: dict[str, ReasonCode], paths: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, empty_permitted=True, **kwargs)
        self.known = known
        titles = [(code, reason.title) for code, reason in known.items() if code != _OTHER[0]]
        self.fields["code"].choices = [("", "请选择"), *titles, _OTHER]  # type: ignore[attr-defined]
        self.fields["path"].choices = paths  # type: ignore[attr-defined]
        self.offered = [value for _, group in paths if isinstance(group, list) for value, _ in group]

    def clean(self) -> dict[str, Any]:
        """What the reviewer left empty is said in the reason's own words, about its own field."""
        data = super().clean() or self.cleaned_data
        reason = self.known.get(data.get("code", ""))
        if reason is not None:
            data["text"] = data.get("text") or reason.text
            data["suggestion"] = data.get("suggestion") or reason.suggestion
            data["path"] = data.get("path") or self._usual_path(reason)
        elif data.get("code") == _OTHER[0] and not data.get("text") and "text" not in self.errors:
            self.add_error("text", "请写明是什么问题。")
        if data.get("path") == _WHOLE[0]:
            data["path"] = ""
        return data

    def _usual_path(self, reason: ReasonCode) -> str:
        """The field that the reason is usually about, if the filing has just one of it."""
        kind, _, field = reason.field.partition(".")
        fits = [
            path
            for path in self.offered
            if path.partition(".")[2] == field and path.partition(".")[0].partition(":")[0] == kind
        ]
        return fits[0] if field and len(fits) == 1 else ""


def reason_forms(data: Any, reading: Reading, first: dict[str, str] | None = None) -> list[ReasonForm]:
    """The rows for reasons, each bound to `data` if there is any, or holding what was typed if `MORE` was pressed.

    :param first: what the first row proposes
    """
    known, paths, count = reasons_in_use(), _paths(reading), rows_in(data)
    if data is None or MORE in data:
        typed = data or {}
        return [
            ReasonForm(prefix=_prefix(row), initial=_typed(typed, row, first), known=known, paths=paths)
            for row in range(count)
        ]
    return [ReasonForm(data, prefix=_prefix(row), known=known, paths=paths) for row in range(count)]


def rows_in(data: Any) -> int:
    """How many rows the page has: 5 at first, 5 more each time that `MORE` is pressed, 50 at most."""
    asked = (data or {}).get(ROWS, "")
    count = int(asked) if asked.isdecimal() and len(asked) < 3 else REASON_ROWS
    return max(REASON_ROWS, min(MOST_ROWS, count + (REASON_ROWS if MORE in (data or {}) else 0)))


def _prefix(row: int) -> str:
    return f"reason{row}"


def _typed(data: Any, row: int, first: dict[str, str] | None) -> dict[str, str]:
    if not data:
        return (first or {}) if row == 0 else {}
    return {name: data.get(f"{_prefix(row)}-{name}", "") for name in ReasonForm.base_fields}


def _paths(reading: Reading) -> list[Any]:
    """Every section and field as a choice, in reading order."""
    sections = [reading.entity]
    for site in reading.websites:
        sections += [site, *site.accesses]
    usual = ("", "按所选理由的栏目（没有的，为整件申请）")
    return [usual, _WHOLE, *[(section.title, _fields(section)) for section in sections]]


def _fields(section: Section) -> list[tuple[str, str]]:
    lines = [(group.heading, line) for group in section.groups for line in group.lines]
    return [
        (section.key, f"{section.title}（整个部分）"),
        *[(f"{section.key}.{line.field}", f"{heading} {line.label}".strip()) for heading, line in lines],
    ]
