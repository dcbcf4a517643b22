"""What a reviewer fills in to decide: the version seen, opinion, reasons bound to fields, days of papers."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from filings import codes
from filings.models import PreApproval, ReasonCode
from filings.queries.reading import Reading, Section
from icpportal.core.forms import LinesField, PortalForm

REASON_ROWS = 5
_OTHER = ("other", "其他（请在说明中写明）")
_PAPER = "paper-"


def _rows(count: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": count})


class DecisionForm(PortalForm):
    """`papers` are the pre-approvals whose paper is not in hand yet; each gets a field for its day."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=2_000_000_000)
    opinion = LinesField(label="审核意见", required=False, max_length=500, widget=_rows(3))

    def __init__(self, *args: Any, papers: QuerySet[PreApproval] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {code.code: code.name for code in codes.PRE_APPROVALS}
        for paper in papers or ():
            self.fields[f"{_PAPER}{paper.pk}"] = forms.DateField(
                label=f"批准文件收到：{paper.website.name} {names.get(paper.kind, '')} {paper.number}",
                widget=forms.DateInput(attrs={"type": "date", "max": timezone.localdate().isoformat()}),
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

    def clean(self) -> dict[str, Any]:
        """What the reviewer left empty is said in the reason's own words."""
        data = super().clean() or self.cleaned_data
        reason = self.known.get(data.get("code", ""))
        if reason is not None:
            data["text"] = data.get("text") or reason.text
            data["suggestion"] = data.get("suggestion") or reason.suggestion
        elif data.get("code") == _OTHER[0] and not data.get("text") and "text" not in self.errors:
            self.add_error("text", "请写明是什么问题。")
        return data


def reason_forms(data: Any, reading: Reading) -> list[ReasonForm]:
    """The rows for reasons, each bound to `data` if there is any."""
    current: dict[str, ReasonCode] = {}
    for reason in ReasonCode.objects.filter(retired_at__isnull=True):
        current.setdefault(reason.code, reason)
    paths = _paths(reading)
    return [
        ReasonForm(data, prefix=f"reason{place}", known=current, paths=paths) for place in range(REASON_ROWS)
    ]


def _paths(reading: Reading) -> list[Any]:
    """Every section and field as a choice, in reading order."""
    sections = [reading.entity]
    for site in reading.websites:
        sections += [site, *site.accesses]
    return [("", "整件申请"), *[(section.title, _fields(section)) for section in sections]]


def _fields(section: Section) -> list[tuple[str, str]]:
    lines = [(group.heading, line) for group in section.groups for line in group.lines]
    return [
        (section.key, f"{section.title}（整个部分）"),
        *[(f"{section.key}.{line.field}", f"{heading} {line.label}".strip()) for heading, line in lines],
    ]
