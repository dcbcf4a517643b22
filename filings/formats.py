"""The core validators in the shape that the rules ask for: a sentence, or None."""

from django.core.exceptions import ValidationError

from filings.rules import FORMAT_KINDS
from icpportal.core import validators


def format_problem(kind: str, value: str) -> str | None:
    """What is wrong with a text of one of `rules.FORMAT_KINDS`: `rules.Facts.format_problem`.

    :raises KeyError: a kind that the rules do not know
    """
    if kind not in FORMAT_KINDS:
        raise KeyError(kind)
    try:
        getattr(validators, f"validate_{kind}")(value)
    except ValidationError as error:
        return str(error.messages[0])
    return None
