"""What a provider writes with its verdict: an opinion, or why it does not verify."""

from typing import Any

from django import forms

from icpportal.core.forms import LinesField, PortalForm

OTHER = "other"
MAX_LENGTH = 500
# The owner reads the sentence as it stands here.
COMMON_REASONS = {
    "not-a-customer": "贵单位不是本公司的客户，本公司没有为申请中的网站提供接入。",
    "wrong-address": "填写的IP地址不是本公司分配给贵单位的地址。",
    "no-papers": "没有收到真实性核验材料，或者材料与填写的内容不一致。",
    "out-of-reach": "按填写的联系方式多次联系不上负责人，无法核实。",
    "service-ended": "贵单位已不再使用本公司的接入服务。",
}


class OpinionForm(PortalForm):
    """核实通过 and 修改后重报."""

    opinion = LinesField(
        label="核实意见",
        required=False,
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="主办者和通信管理局看得到，其他接入服务商看不到。",
    )

    def words(self) -> str:
        return str(self.cleaned_data["opinion"])


class DeclineForm(PortalForm):
    """不予核实: a common reason, words of one's own, or both."""

    reason = forms.ChoiceField(
        label="理由",
        choices=[*COMMON_REASONS.items(), (OTHER, "其他（请在下面写明）")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择不予核实的理由，主办者会看到。"},
    )
    words_of_own = LinesField(
        label="补充说明",
        required=False,
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="主办者会一字不差地看到。请写明哪里不对、改好后可以怎样做，不要写与他无关的内容。",
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("reason") == OTHER and not data.get("words_of_own") and "words_of_own" not in self.errors:
            self.add_error("words_of_own", "请写明不予核实的理由，主办者会看到。")
        return data

    def words(self) -> str:
        common = COMMON_REASONS.get(self.cleaned_data["reason"], "")
        return "\n".join(filter(None, [common, self.cleaned_data["words_of_own"]]))
