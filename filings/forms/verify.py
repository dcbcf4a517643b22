"""The two forms of the public verification page: a number or serial, and a file."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from filings.certificates.issuing import ALPHABET, SERIAL_LENGTH
from filings.queries.understanding import understand_number
from icpportal.core.forms import LineField, PortalForm
from icpportal.core.validators.typed import compact

MOST_BYTES = 64 * 1024
TOO_LARGE = "文件太大：证书文件不超过 64 KB，请选择 bazs.cert。"
# As people misread them; the serials have none of these letters.
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", "·": ""})


def read_serial(text: str) -> str:
    """The serial in `text` however it is spaced or cased; empty if it is none."""
    try:
        serial = compact(text, "证书序号").translate(_MISREAD)
    except ValidationError:
        return ""
    is_one = len(serial) == SERIAL_LENGTH and not set(serial) - set(ALPHABET)
    return serial if is_one else ""


class NumberForm(PortalForm):
    """Gives `q` as (serial, number), one of them empty, in their normal forms."""

    q = LineField(
        label="备案号或证书序号",
        max_length=100,
        help_text="例如京ICP备05000001号-1，或证书上的 20 位序号。",
        error_messages={"max_length": "内容太长，请只填一个备案号或证书序号。"},
    )

    def clean_q(self) -> tuple[str, str]:
        text = self.cleaned_data["q"]
        serial = read_serial(text)
        if serial:
            return serial, ""
        if not {"备", "備"} & set(text):
            raise ValidationError(
                "请填写备案号，例如京ICP备05000001号，或证书上的 20 位序号。", code="neither"
            )
        question = understand_number(text)
        if not question.value:
            raise ValidationError(question.sentence, code="number")
        return "", question.value


class FileForm(PortalForm):
    """Gives `file` as bytes."""

    file = forms.FileField(
        label="证书文件 bazs.cert",
        error_messages={
            "required": "请选择证书文件 bazs.cert。",
            "empty": "这个文件是空的，请重新选择 bazs.cert。",
            "missing": "请选择证书文件 bazs.cert。",
            "invalid": "请选择证书文件 bazs.cert。",
            "max_length": "文件名太长，请改名为 bazs.cert 后再选。",
        },
    )

    def clean_file(self) -> bytes:
        uploaded: Any = self.cleaned_data["file"]
        if uploaded.size > MOST_BYTES:
            raise ValidationError(TOO_LARGE, code="size")
        content: bytes = uploaded.read()
        return content

    @classmethod
    def too_large(cls) -> "FileForm":
        """The form of a file that was not even received."""
        form = cls({})
        form.errors.clear()
        form.add_error("file", ValidationError(TOO_LARGE, code="size"))
        return form
