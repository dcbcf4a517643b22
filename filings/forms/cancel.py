"""注销网站申请, 注销主体申请: which website, why, and from when; then the password, as a second thought."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.forms.fields import PasswordField
from filings.actions.opening import Terms
from filings.forms.fields import NOT_OFFERED, DayField
from filings.models import Filing, RegisteredWebsite
from filings.queries.registered import Site
from filings.rules.case import WEBSITE_CANCELLED
from icpportal.core.forms import LinesField, PortalForm

MOST_LETTERS = 500


class CancelForm(PortalForm):
    """Nothing is required to save a draft; `missing` says what 下一步 lacks.

    `sites` are all websites of the entity, cancelled ones too, or None for 注销主体.
    """

    optional = frozenset()
    version = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.ChoiceField(
        label="要注销的网站", required=False, widget=forms.RadioSelect, error_messages=NOT_OFFERED
    )
    statement = LinesField(
        label="注销理由",
        required=False,
        max_length=MOST_LETTERS,
        error_messages={"max_length": f"最多 {MOST_LETTERS} 个字，请删减。"},
        help_text="例如：网站已停止服务、域名已转让、单位已注销。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    effective_on = DayField(
        "终止服务日期",
        40,
        width="w-medium",
        help_text="网站停止服务的日子，例如 2026-12-31。不必是将来的日子，应当在停止服务当天就来办理。",
    )

    def __init__(self, *args: Any, sites: Sequence[Site] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sites = sites
        if sites is None:
            del self.fields["website"]
        else:
            self.fields["website"].choices = [  # type: ignore[attr-defined]
                (str(site.row.pk), _label(site)) for site in sites if site.is_live
            ]

    @staticmethod
    def initial_from(draft: Filing) -> dict[str, Any]:
        return {
            "version": draft.version,
            "website": str(draft.target_website_id or ""),
            "statement": draft.statement,
            "effective_on": draft.effective_on.isoformat() if draft.effective_on else "",
        }

    def clean(self) -> dict[str, Any]:
        """A website that was cancelled while the page was open is told apart from one that was never offered."""
        data = super().clean() or self.cleaned_data
        gone = {str(site.row.pk) for site in self.sites or () if not site.is_live}
        if self.data.get("website", "") in gone:
            self.errors.pop("website", None)
            self.add_error("website", ValidationError(WEBSITE_CANCELLED, code="1050"))
        return data

    def terms(self) -> Terms:
        day: datetime.date | None = self.cleaned_data["effective_on"]
        return Terms(effective_on=day, statement=self.cleaned_data["statement"])

    def target(self) -> RegisteredWebsite | None:
        chosen = self.cleaned_data.get("website", "")
        return next((site.row for site in self.sites or () if str(site.row.pk) == chosen), None)

    def say_what_is_missing(self) -> bool:
        """Adds an error for each thing that 下一步 lacks; whether there is any."""
        sentences = {
            "website": "请选择要注销的网站。",
            "statement": "请写明注销的理由。",
            "effective_on": "请填写终止服务日期。",
        }
        empty = [name for name in sentences if name in self.fields and not self.cleaned_data.get(name)]
        for name in empty:
            self.add_error(name, sentences[name])
        return bool(empty)


def _label(site: Site) -> str:
    domains = "、".join(site.content.domains) or site.content.home_url
    return f"{site.row.number} {site.content.name}（{domains}）"


class ConfirmForm(PortalForm):
    """完成 of a cancellation: the version that was shown, and the password."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)
    current = PasswordField(label="当前密码", help_text="注销不能恢复。为了安全，请再填写一次登录密码。")
