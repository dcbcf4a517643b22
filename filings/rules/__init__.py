"""What is missing, wrong or doubtful in a filing: pure functions over its document and what the portal knows.

Forms check the format of single values as they are typed; the rules check the whole, and trust no old data.
Plain Python, no Django. Which rules there are is in `registry`, which of their problems may block is in `scope`.
"""

from filings.document import Document
from filings.rules.facts import FORMAT_KINDS, Facts, ProviderFact, no_format_problem
from filings.rules.problem import Problem, Severity, doubtful, hard, in_reading_order
from filings.rules.registry import CASE_RULES, CONTENT_RULES
from filings.rules.scope import in_scope
from filings.workflow import CANCEL_KINDS

__all__ = [
    "FORMAT_KINDS",
    "Facts",
    "Problem",
    "ProviderFact",
    "Severity",
    "check",
    "doubtful",
    "hard",
    "no_format_problem",
]


def check(document: Document, facts: Facts) -> tuple[Problem, ...]:
    """All problems in reading order: case, entity, each website with its accesses, fields as in the form.

    In 新增网站 the entity, and in 新增接入 the websites too, are read-only: a problem there is only shown,
    because nothing in this filing could mend it. Cancellations meet the rules about the case alone.
    Never raises.
    """
    rules = CASE_RULES if document.kind in CANCEL_KINDS else CASE_RULES + CONTENT_RULES
    found = (problem for rule in rules for problem in rule(document, facts))
    return in_reading_order(document, (in_scope(problem, document.kind) for problem in found))
