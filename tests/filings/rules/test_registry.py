"""No rule is written and then forgotten."""

import inspect

import pytest

from filings.rules import accesses, case, conflicts, formats, missing, organiser, people, ranges, site_names
from filings.rules import web_addresses as web
from filings.rules.registry import CASE_RULES, CONTENT_RULES, Rule

MODULES = (accesses, case, conflicts, formats, missing, organiser, people, ranges, site_names, web)


def _written() -> set[Rule]:
    return {
        function
        for module in MODULES
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__
        and not name.startswith("_")
        and list(inspect.signature(function).parameters) == ["document", "facts"]
    }


def test_every_rule_that_is_written_is_in_the_table_once() -> None:
    table = CASE_RULES + CONTENT_RULES
    assert set(table) == _written()
    assert len(table) == len(set(table))
    assert len(table) == 60


@pytest.mark.parametrize("rule", CASE_RULES + CONTENT_RULES)
def test_every_rule_opens_with_its_number_or_name(rule: Rule) -> None:
    assert rule.__doc__
    opening = rule.__doc__.split()[0].strip(":,")
    assert opening.isdigit() or opening.replace("-", "").isalpha()
    assert opening == opening.lower()
