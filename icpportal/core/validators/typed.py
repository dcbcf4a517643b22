"""What a person cannot be expected to see in what they typed, taken away before it is checked."""

import re
import unicodedata
from typing import NoReturn

from django.core.exceptions import ValidationError

from icpportal.core.text import without_invisible

MAX_TYPED = 2000

_FULL_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣"), "-")
_FOLD: dict[int, int | str] = {**_FULL_WIDTH, **_DASHES}


def refuse(code: str, sentence: str) -> NoReturn:
    """:raises ValidationError: always, with that code and sentence"""
    raise ValidationError(sentence, code=code)


def folded(text: str, name: str) -> str:
    """`text` with full-width forms, dashes and blanks made plain and invisible characters dropped.

    :param name: what the field is called, for the sentences, e.g. 手机号码
    :raises ValidationError: ``required`` if nothing is left, ``length`` over 2000 characters
    """
    if len(text) > MAX_TYPED:
        refuse("length", f"{name}太长，请核对后重新填写。")
    plain = re.sub(r"\s", " ", without_invisible(text).translate(_FOLD))
    plain = unicodedata.normalize("NFC", plain).strip()
    if not plain:
        refuse("required", f"请填写{name}。")
    return plain


def compact(text: str, name: str) -> str:
    """As `folded`, without any blanks and in upper case: for numbers and codes.

    :raises ValidationError: as `folded`
    """
    # Not str.upper: ß and ﬁ would turn into letters that nobody typed.
    return re.sub(
        "[a-z]+", lambda letters: letters[0].upper(), folded(text, name).replace(" ", ""), flags=re.ASCII
    )
