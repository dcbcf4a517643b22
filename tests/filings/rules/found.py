"""How the rules' tests read what was found."""

from typing import Any

from filings.document import Document
from filings.rules import Facts, Problem, check
from tests.filings.documents import TODAY


def facts(**known: Any) -> Facts:
    return Facts(today=TODAY, **known)


def found(document: Document, rule: str, **known: Any) -> tuple[Problem, ...]:
    """Every problem of one rule."""
    return tuple(problem for problem in check(document, facts(**known)) if problem.rule == rule)


def places(document: Document, rule: str, **known: Any) -> list[tuple[str, str, str]]:
    """(severity, section, field) of every problem of one rule."""
    return [(p.severity.value, p.section, p.field) for p in found(document, rule, **known)]
