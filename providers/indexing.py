"""The text that a search looks into, computed whenever a provider is written."""

import unicodedata

# Each character of the text, on PostgreSQL; its index finds the rows that hold all characters of a keyword, among which
# the keyword itself is looked for. Two characters are the least that is searched, so trigrams would not do.
CHARACTERS = "string_to_array(search_text, NULL)"
# Without the pending list a search never has to read through what was written last.
_CREATE = (
    f"CREATE INDEX provider_characters ON providers_provider USING gin ({CHARACTERS}) WITH (fastupdate = off)"
)


def install_statements(vendor: str) -> list[str]:
    return [_CREATE] if vendor == "postgresql" else []


def remove_statements(vendor: str) -> list[str]:
    return ["DROP INDEX provider_characters"] if vendor == "postgresql" else []


def normal(text: str) -> str:
    """`text` as it is compared: full-width Latin and digits made half-width (NFKC), case folded."""
    return unicodedata.normalize("NFKC", text).casefold()


def pinyin_initials(text: str) -> str:
    """The first letters of the pinyin of `text`, lower case; Latin letters and digits stay, all else goes.

    Readings follow the word, not the character: 重庆 gives ``cq``, 银行 gives ``yh``.
    """
    # Its dictionaries take 55 MB, and only who writes the directory needs them.
    from pypinyin import Style, lazy_pinyin

    letters = "".join(lazy_pinyin(normal(text), style=Style.FIRST_LETTER))
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum())


def search_text(name: str, short_name: str, pinyin: str) -> str:
    """A line for each thing that a keyword may be part of; a keyword holds no line end, so spans no two."""
    return "\n".join((normal(name), normal(short_name), pinyin.replace(" ", "\n")))
