"""What a person typed, made safe to keep: NFC, no invisible or control characters, no stray blanks."""

import re
import unicodedata
from itertools import groupby

# Soft hyphen, joiners and fillers that look like nothing, zero-width marks, bidi controls, byte order mark,
# interlinear and tag characters.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff"
    "\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Surrogates, private use (each machine draws another character) and code points that are no characters.
_UNKEEPABLE = re.compile(
    "[\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 15))
    + "]"
)
_COMBINING_RUN = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3}")
# Tibetan stacks four marks on a letter; nobody writes nine.
_MOST_MARKS = 8


class UncleanText(ValueError):
    """Holds what cannot be kept: a lone surrogate, a private character or a flood of combining marks."""


def without_invisible(text: str) -> str:
    """`text` without what nobody sees: zero-width characters, fillers, bidi controls, byte order marks."""
    return _INVISIBLE.sub("", text)


def clean_lines(text: str) -> str:
    """`text` as it may be stored: NFC, line ends as ``\\n``, nothing invisible, no controls, ends stripped.

    Clean text stays as it is. Emoji and rare characters stay; an emoji joined from several falls apart.

    :raises UncleanText: a surrogate, a private or impossible code point, a flood of combining marks
    """
    if _UNKEEPABLE.search(text):
        raise UncleanText
    text = _CONTROLS.sub("", without_invisible(_LINE_ENDS.sub("\n", text)))
    text = unicodedata.normalize("NFC", text)
    if _is_flooded(text):
        raise UncleanText
    return "\n".join(line.strip() for line in text.replace("\t", " ").split("\n")).strip()


def clean_line(text: str) -> str:
    """As `clean_lines`, on one line: every run of white space becomes one space.

    :raises UncleanText: as `clean_lines`
    """
    return re.sub(r"\s+", " ", clean_lines(text))


def small_number(text: str) -> int | None:
    """The number that up to nine digits write, or None: what addresses and hidden fields carry is anybody's text."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def by_fours(code: str) -> str:
    """A code as people read it out: ``R7K2-49QD-0815``."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def _is_flooded(text: str) -> bool:
    if text.isascii():
        return False
    if _COMBINING_RUN.search(text):
        return True
    marks = groupby(text, key=lambda character: unicodedata.category(character) in {"Mn", "Me"})
    return any(is_mark and len(list(run)) > _MOST_MARKS for is_mark, run in marks)
