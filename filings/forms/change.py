"""变更 and 取消接入: the date, the reason, and which accesses go."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from filings.actions.opening import Terms
from filings.forms.fields import DayField
from filings.rules.missing import LAST_ACCESS
from icpportal.core.forms import LinesField, PortalForm

_FURTHEST = datetime.timedelta(days=3 * 365)
TOO_LONG = {"max_length": "最多 500 个字，请删减。"}


class TermsForm(PortalForm):
    """变更日期 and 变更说明."""

    effective_on = DayField(
        "变更日期", 64, width="w-short", help_text="例如 2027-01-31；按规定应当提前 30 日办理变更"
    )
    statement = LinesField(
        label="变更说明",
        max_length=500,
        help_text="为什么变更，主办者和通信管理局会看到",
        error_messages=TOO_LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    optional = frozenset()

    def clean_effective_on(self) -> datetime.date:
        day: datetime.date | None = self.cleaned_data["effective_on"]
        if day is None:
            raise ValidationError(f"请填写{self.fields['effective_on'].label}。", code="required")
        if abs(day - timezone.localdate()) > _FURTHEST:
            raise ValidationError("这一天离今天太远，请核对年份。", code="far")
        return day

    def terms(self) -> Terms:
        return Terms(self.cleaned_data["effective_on"], self.cleaned_data["statement"])

    @staticmethod
    def initial_from(terms: Terms) -> dict[str, Any]:
        day = terms.effective_on.isoformat() if terms.effective_on else ""
        return {"effective_on": day, "statement": terms.statement}


@dataclass(frozen=True)
class Leaving:
    """A registered website that may be left. `is_last`: nobody else connects it."""

    website_id: int
    title: str
    is_last: bool


class RemovalForm(TermsForm):
    """取消接入: ``leave_<id>`` chooses a website, ``ended_<id>`` states that its service has ended."""

    def __init__(self, *args: Any, leavings: Iterable[Leaving], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.leavings = tuple(leavings)
        self.fields["effective_on"].label = "取消接入日期"
        self.fields["statement"].label = "取消接入理由"
        self.fields["statement"].help_text = "主办者和通信管理局会看到"
        self.fields["statement"].error_messages["required"] = "请填写取消接入理由。"
        for item in self.leavings:
            self.fields[f"leave_{item.website_id}"] = forms.BooleanField(
                label=f"取消接入：{item.title}", required=False
            )
            if item.is_last:
                self.fields[f"ended_{item.website_id}"] = forms.BooleanField(
                    label=f"本公司声明：{item.title}的服务已终止", required=False
                )
        names = [name for name in self.fields if name not in {"effective_on", "statement"}]
        self.order_fields([*names, "effective_on", "statement"])

    @property
    def choices(self) -> list[dict[str, Any]]:
        """Each website with its bound fields, for the template; `ended` is None where another access stays."""
        return [
            {
                "leaving": item,
                "leave": self[f"leave_{item.website_id}"],
                "ended": self[f"ended_{item.website_id}"] if item.is_last else None,
            }
            for item in self.leavings
        ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        chosen = [item for item in self.leavings if values.get(f"leave_{item.website_id}")]
        if not chosen and self.leavings:
            self.add_error(f"leave_{self.leavings[0].website_id}", "请选择要取消接入的网站。")
        for item in chosen:
            if item.is_last and not values.get(f"ended_{item.website_id}"):
                self.add_error(f"ended_{item.website_id}", LAST_ACCESS)
        return values

    def endings(self) -> dict[int, bool]:
        """Id of the registered website → whether its service is said to have ended."""
        values = self.cleaned_data
        return {
            item.website_id: bool(values.get(f"ended_{item.website_id}"))
            for item in self.leavings
            if values[f"leave_{item.website_id}"]
        }
