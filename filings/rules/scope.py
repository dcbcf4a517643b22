"""What may block a kind of filing."""

from dataclasses import replace

from filings.rules.problem import Problem, Severity, section_kind
from filings.workflow import Kind

EVERY_SECTION = frozenset({"filing", "entity", "website", "access"})
# Of kinds that take something over from the register and cannot edit it.
BLOCKING_SECTIONS: dict[str, frozenset[str]] = {
    Kind.NEW_WEBSITE: EVERY_SECTION - {"entity"},
    Kind.NEW_ACCESS: EVERY_SECTION - {"entity", "website"},
}
# What the whole case hangs on, whatever sections it may edit.
ALWAYS_BLOCKING_RULES = frozenset({"1046", "1049", "1050"})

READ_ONLY_NOTE = "（此项在本次办理中不能修改，不影响提交；请另行办理变更。）"


def may_block(problem: Problem, document_kind: str) -> bool:
    """Whether this problem, if hard, stops this kind of filing: only what can be mended here blocks.

    A website's list of accesses is part of the accesses.
    """
    if problem.rule in ALWAYS_BLOCKING_RULES:
        return True
    sections = BLOCKING_SECTIONS.get(document_kind, EVERY_SECTION)
    kind = "access" if problem.field == "accesses" else section_kind(problem.section)
    return kind in sections


def in_scope(problem: Problem, document_kind: str) -> Problem:
    """The problem as this kind of filing sees it: in a read-only section it is doubtful and says so."""
    if problem.severity is Severity.DOUBTFUL or may_block(problem, document_kind):
        return problem
    return replace(problem, severity=Severity.DOUBTFUL, sentence=problem.sentence + READ_ONLY_NOTE)
