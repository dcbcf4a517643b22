"""The list of official checks: no rule is left out of it, and each verdict is the worst of what was found."""

import ast
import inspect
import re

from filings.rules import accesses, case, conflicts, formats, missing, organiser, people, ranges, site_names
from filings.rules import web_addresses as web
from filings.rules.official import OFFICIAL_CHECKS, official_results
from filings.rules.problem import Problem, Severity

MODULES = (accesses, case, conflicts, formats, missing, organiser, people, ranges, site_names, web)
MAKERS = {"Problem", "_hard", "_doubt", "_unknown", "_problem", "_each_name"}


def is_code(text: object) -> bool:
    return isinstance(text, str) and re.fullmatch("[0-9]{4}|[a-z]+(-[a-z]+)+", text) is not None


def written_codes() -> set[str]:
    """Every rule code that the rules' own source writes down."""
    found = {"missing", "length", "age", "investor", "provider", "location"}
    for module in MODULES:
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Constant) and is_code(node.value):
                found.add(node.value)
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in MAKERS:
                first = node.args[0]
                if isinstance(first, ast.Constant) and first.value.isascii() and first.value.islower():
                    found.add(first.value)
    return found


def test_every_code_of_the_rules_stands_in_one_check() -> None:
    listed = [code for check in OFFICIAL_CHECKS for code in check.codes]
    assert len(listed) == len(set(listed))
    assert set(listed) == written_codes()
    assert len(listed) == 70


def problem(rule: str, severity: Severity) -> Problem:
    return Problem(rule, severity, "entity", "name", f"{rule} 的说明")


def test_each_check_says_passed_doubtful_or_failed() -> None:
    found = [
        problem("unit-name", Severity.DOUBTFUL),
        problem("1003", Severity.DOUBTFUL),
        problem("1003", Severity.HARD),
    ]
    verdicts = {result.check.name: result.verdict for result in official_results(found, "first")}
    assert len(verdicts) == 17
    assert verdicts.pop("主办单位名称") == "存疑"
    assert verdicts.pop("主办者是否重复") == "不符"
    assert set(verdicts.values()) == {"通过"}


def test_a_cancellation_meets_the_checks_about_the_case_alone() -> None:
    names = [result.check.name for result in official_results((), "cancel_entity")]
    assert names == ["能否办理", "日期"]
