"""修改理由: the one field that a correction after 完成 adds to the owner's forms."""

from django import forms

from icpportal.core.forms import LinesField, PortalForm


class CorrectionForm(PortalForm):
    """Why a provider edits, on the owner's behalf. The owner reads it."""

    reason = LinesField(
        label="修改理由",
        max_length=500,
        help_text="代网站主办者修改；修改前后的内容会留存，并通知主办者。",
        error_messages={"max_length": "最多 500 个字，请删减。"},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
