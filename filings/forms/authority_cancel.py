"""依职权注销: on which article, why, from when."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from filings.actions.opening import Terms
from icpportal.core.forms import LineField, LinesField, PortalForm

OTHER = "other"
_ORDER = "《非经营性互联网信息服务备案管理办法》"
# The articles of Order 33 under which a filing is cancelled, and what each is about, in short.
ARTICLES: tuple[tuple[str, str], ...] = (
    (f"{_ORDER}第二十二条", "第二十二条：超出备案的项目提供服务，责令限期改正而拒不改正的"),
    (f"{_ORDER}第二十三条", "第二十三条：填报虚假备案信息的"),
    (f"{_ORDER}第二十七条", "第二十七条：违反国家有关规定，有关主管部门书面认定应当关闭网站的"),
    (f"{_ORDER}第二十八条", "第二十八条：没有按时提交年度审核，或年度审核被否决，责令改正而拒不改正的"),
)
_EARLIEST = datetime.date(2005, 3, 20)  # Order 33 in force


class AuthorityCancelForm(PortalForm):
    article = forms.ChoiceField(
        label="依据条款",
        choices=[*ARTICLES, (OTHER, "其他依据（请在下面写明）")],
        widget=forms.RadioSelect,
    )
    other_article = LineField(label="其他依据", required=False, max_length=64)
    statement = LinesField(
        label="理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="审核通过后主办者能看到。",
    )
    effective_on = forms.DateField(
        label="终止服务日期", widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"), initial=timezone.localdate
    )

    def clean_effective_on(self) -> datetime.date:
        day: datetime.date = self.cleaned_data["effective_on"]
        if not _EARLIEST <= day <= timezone.localdate() + datetime.timedelta(days=365):
            raise forms.ValidationError("请填写实际的日期，最晚一年以内。", code="date")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if (
            data.get("article") == OTHER
            and not data.get("other_article")
            and "other_article" not in self.errors
        ):
            self.add_error("other_article", "请写明所依据的法规和条款。")
        return data

    def terms(self) -> Terms:
        data = self.cleaned_data
        article = data["other_article"] if data["article"] == OTHER else data["article"]
        return Terms(effective_on=data["effective_on"], statement=data["statement"], article=article)
