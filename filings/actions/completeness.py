"""The condition of 完成 and of the last verdict: no hard problem, and what an arrival at the authority sets."""

from typing import Any

from filings import document, rules
from filings.actions.case import Case
from filings.queries.facts import facts_for
from icpportal.core.errors import Refused


class NotComplete(Refused):
    """Hard problems block 完成 or the last verdict; `problems` are the rules' own, in reading order."""

    def __init__(self, problems: tuple[rules.Problem, ...]) -> None:
        super().__init__("incomplete", f"还有 {len(problems)} 处需要补充或修改，改好后再提交。")
        self.problems = problems


def require_complete(case: Case, content: document.Document) -> None:
    """:raises NotComplete: the content has hard problems"""
    problems = rules.hard(rules.check(content, facts_for(case.filing, content)))
    if problems:
        raise NotComplete(problems)


def arrival(case: Case) -> dict[str, Any]:
    """The values of an arrival in authority_review: its clock starts anew, the first one stays."""
    return {"arrived_at": case.now, "first_arrived_at": case.filing.first_arrived_at or case.now}
