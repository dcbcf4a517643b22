"""Every rule of the portal, in one table. A rule is a function of the document and the facts."""

from collections.abc import Callable, Iterator

from filings.document import Document
from filings.rules import missing
from filings.rules.facts import Facts
from filings.rules.problem import Problem

Rule = Callable[[Document, Facts], Iterator[Problem]]

# About the case itself: every kind of filing meets them.
CASE_RULES: tuple[Rule, ...] = ()

# About what the sections say: a cancellation files no content, so it meets none of them.
CONTENT_RULES: tuple[Rule, ...] = (
    missing.entity_complete,
    missing.has_website,
    missing.websites_complete,
    missing.pre_approvals_complete,
    missing.has_access,
    missing.accesses_complete,
)
