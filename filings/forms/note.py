"""An internal note."""

from django import forms

from filings.actions.notes import NOTE_LENGTH
from icpportal.core.forms import LinesField, PortalForm


class NoteForm(PortalForm):
    text = LinesField(
        label="写一条备注",
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请先写下备注的内容。"},
    )
