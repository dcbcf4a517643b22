"""The kinds of field that the forms of a filing are made of.

Nothing is required here: what is missing blocks only 完成.
"""

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from filings import codes
from filings.rules.formats import SOFT_CHECKERS
from icpportal.core import validators
from icpportal.core.forms import LineField, LinesField
from icpportal.core.validators.typed import folded

PLEASE_CHOOSE = ("", "请选择")
NOT_OFFERED = {"invalid_choice": "请从列表中选择一项。", "invalid_list": "请从列表中选择。"}
MOST_LINES = 200
_DAY = re.compile(r"([0-9]{4})[-年/.]([0-9]{1,2})[-月/.]([0-9]{1,2})日?")

Choices = list[tuple[Any, Any]]


class TextField(LineField):
    """One optional line with a limit, e.g. an address. `width` is a class of the stylesheet."""

    def __init__(self, label: str, max_length: int = 255, *, width: str = "w-long", **kwargs: Any) -> None:
        messages = {"max_length": f"最多 {max_length} 个字，请删减。"}
        super().__init__(
            label=label, max_length=max_length, required=False, error_messages=messages, **kwargs
        )
        self.widget.attrs["class"] = width


class NameField(TextField):
    """A name: no emoji or other pictures."""

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if any(unicodedata.category(character) == "So" for character in text):
            raise ValidationError("含有表情或图形符号，请删去。", code="symbol")
        return text


class NormalField(TextField):
    """Text with one normal form, which a core validator gives. The validator says the sentence when it is wrong."""

    def __init__(
        self, label: str, normal: Callable[[str], str], max_length: int = 255, **kwargs: Any
    ) -> None:
        super().__init__(label, max_length, **kwargs)
        self.normal = normal

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        return self.normal(text) if text else ""


class RemarksField(LinesField):
    """备注: several lines."""

    def __init__(self, label: str = "备注", max_length: int = 1024, **kwargs: Any) -> None:
        messages = {"max_length": f"最多 {max_length} 个字，请删减。"}
        super().__init__(
            label=label, max_length=max_length, required=False, error_messages=messages, **kwargs
        )
        self.widget.attrs["rows"] = 3


class ListField(LinesField):
    """One value per line: `read` gives each its normal form; the same value twice counts once."""

    def __init__(self, label: str, read: Callable[[str], Any], **kwargs: Any) -> None:
        messages = {"max_length": "内容太长，请删减。"}
        super().__init__(label=label, required=False, max_length=30_000, error_messages=messages, **kwargs)
        self.widget.attrs["rows"] = 3
        self.read = read

    def clean(self, value: Any) -> Any:
        lines = [line for line in super().clean(value).split("\n") if line]
        if len(lines) > MOST_LINES:
            raise ValidationError(f"最多填写 {MOST_LINES} 行，请删减。", code="lines")
        found, errors = [], []
        for place, line in enumerate(lines, 1):
            try:
                found.append(self.read(line))
            except ValidationError as error:
                where = f"第 {place} 行：" if len(lines) > 1 else ""
                errors.append(ValidationError(where + str(error.messages[0]), code=error.code))
        if errors:
            raise ValidationError(errors[:5])
        return tuple(dict.fromkeys(found))


class DayField(TextField):
    """A day as people write it: 2026-01-02, 2026/1/2, 2026年1月2日. Gives a date, or None."""

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        match = _DAY.fullmatch(folded(text, "日期").replace(" ", ""))
        try:
            return datetime.date(*(int(part) for part in match.groups())) if match else _bad_day()
        except ValueError:
            return _bad_day()


def _bad_day() -> datetime.date:
    raise ValidationError("日期请写成2026-01-02或2026年1月2日的样子。", code="day")


class CodeField(forms.TypedChoiceField):
    """One code of a list, as int, or None."""

    def __init__(self, label: str, choices: Callable[[], Choices], **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", NOT_OFFERED)
        super().__init__(label=label, choices=choices, coerce=int, empty_value=None, required=False, **kwargs)


class CodesField(forms.TypedMultipleChoiceField):
    """Several choices of a list as boxes to tick, in the list's order, as a tuple."""

    def __init__(
        self, label: str, choices: Callable[[], Choices], coerce: Callable[[Any], Any] = int, **kwargs: Any
    ):
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        kwargs.setdefault("error_messages", NOT_OFFERED)
        super().__init__(
            label=label, choices=choices, coerce=coerce, empty_value=[], required=False, **kwargs
        )

    def clean(self, value: Any) -> tuple[Any, ...]:
        chosen = set(super().clean(value))
        return tuple(code for code in map(self.coerce, self.offered_codes()) if code in chosen)

    def offered_codes(self) -> list[Any]:
        return [option[0] for option in self.widget.choices]


class ServiceTicks(forms.CheckboxSelectMultiple):
    """网站服务内容: the boxes stand in groups, each under its name."""

    def group_of(self, value: str) -> str:
        service = next(entry for entry in codes.SERVICES if str(entry.code) == value)
        return codes.name_of(codes.SERVICE_GROUPS, service.group)


def offered(table: Sequence[codes.Code]) -> Choices:
    """What a list offers today."""
    return named(codes.valid_on(table, timezone.localdate()))


def named(entries: Iterable[codes.Code]) -> Choices:
    return [(entry.code, entry.name) for entry in entries]


def offered_select(table: Sequence[codes.Code]) -> Callable[[], Choices]:
    return lambda: [PLEASE_CHOOSE, *offered(table)]


def normal_document_number(document_type: int | None, number: str) -> str:
    """`number` in the normal form of its kind of document; as typed where the rules only doubt it.

    :raises ValidationError: a wrong check digit, or what goes before it
    """
    entry = codes.find(codes.DOCUMENT_TYPES, document_type)
    if entry is None or not number:
        return number
    check: Callable[[str], str] = getattr(validators, f"validate_{entry.checker}")
    try:
        return check(number)
    except ValidationError:
        if entry.checker not in SOFT_CHECKERS:
            raise
        return number


def typed_code(value: Any) -> int | None:
    """A code as it came in a form or from a row; None for anything else."""
    text = str(value)
    return int(text) if re.fullmatch("[0-9]{1,4}", text) else None
