"""撤回: the version that was shown, and a reason if the owner wants to give one."""

from django import forms

from icpportal.core.forms import LinesField, PortalForm


class WithdrawForm(PortalForm):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, max_value=2_000_000_000)
    opinion = LinesField(
        label="撤回理由", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
