"""What a person typed, made safe to keep: NFC, no invisible or control characters, no stray blanks."""

import re
import unicodedata

# Zero-width and joiners, bidi controls, byte order mark, soft hyphen, interlinear and tag characters.
_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]")
_COMBINING_RUN = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{3,}")


class UncleanText(ValueError):
    """Holds what cannot be kept: a lone surrogate or a flood of combining marks."""


def clean_lines(text: str) -> str:
    """`text` as it may be stored: NFC, line ends as ``\\n``, no control or invisible characters, ends stripped.

    :raises UncleanText: a lone surrogate, or three and more combining marks in a row
    """
    if any("\ud800" <= character <= "\udfff" for character in text) or _COMBINING_RUN.search(text):
        raise UncleanText
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _INVISIBLE.sub("", text)
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Co", "Cn"})
    return "\n".join(line.strip() for line in text.replace("\t", " ").split("\n")).strip()


def clean_line(text: str) -> str:
    """As `clean_lines`, on one line: every run of white space becomes one space.

    :raises UncleanText: as `clean_lines`
    """
    return re.sub(r"\s+", " ", clean_lines(text))
