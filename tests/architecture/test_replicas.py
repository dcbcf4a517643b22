"""Only public lookups and the dump may read from a replica; whatever decides reads the primary."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source import PACKAGES, ROOT, name_of, python_files

MODULE = "icpportal/core/replicas.py"
MAY_ASK = {"filings/queries/public_register.py", "filings/open_data.py"}
MAY_SET_UP = "icpportal/settings.py"
# What an alias may be called where a model is read by `.using(…)`.
PLACES = {"DEFAULT_DB_ALIAS", "connection.alias"}
# Modules that choose a connection by its alias: the first two get it from the router, streaming is told it.
CHOOSE = {"accounts/backends.py", "accounts/sessions.py", "icpportal/core/streaming.py", MODULE}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{each.name}" for each in node.names)
        elif isinstance(node, ast.Import):
            yield from (each.name for each in node.names)


def from_replicas(text: str) -> set[str]:
    """What is imported of the module of the replicas."""
    own = "icpportal.core.replicas"
    return {name.removeprefix(f"{own}.") for name in imported(ast.parse(text)) if name.startswith(own)}


def odd_places(text: str) -> list[str]:
    """Reads and writes by an alias that is neither the primary's nor handed in, and aliases of replicas by name."""
    faults = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "using":
            faults += [ast.unparse(each) for each in node.args if ast.unparse(each) not in PLACES]
        if isinstance(node, ast.Constant) and str(node.value).startswith("replica"):
            faults.append(repr(node.value))
    return faults


def by_alias(text: str) -> bool:
    return any(
        isinstance(node, ast.Subscript) and ast.unparse(node.value) == "connections"
        for node in ast.walk(ast.parse(text))
    )


SOURCES = {name_of(path): path.read_text() for path in python_files(*PACKAGES)}


def test_only_named_modules_ask_for_a_replica() -> None:
    importers = {name: from_replicas(text) for name, text in SOURCES.items() if from_replicas(text)}
    assert importers.pop(MAY_SET_UP) == {"replica_databases"}
    assert set(importers) == MAY_ASK
    assert set().union(*importers.values()) == {"read_public", "is_out_of_time"}


def test_nobody_goes_to_a_replica_by_another_way() -> None:
    others = {name: text for name, text in SOURCES.items() if name != MODULE}
    assert {name: odd_places(text) for name, text in others.items() if odd_places(text)} == {}
    assert {name for name, text in SOURCES.items() if by_alias(text)} == CHOOSE


def test_router_is_the_one_that_answers_the_primary() -> None:
    assert 'DATABASE_ROUTERS = ["icpportal.core.replicas.PrimaryRouter"]' in (ROOT / MAY_SET_UP).read_text()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Filing.objects.using('other').get()", "'other'"),
        ("place = 'replica1'", "'replica1'"),
        ("rows.using(alias)", "alias"),
    ],
)
def test_other_way_is_found(text: str, fault: str) -> None:
    assert odd_places(text) == [fault]


def test_import_is_found_in_either_form() -> None:
    assert from_replicas("from icpportal.core import replicas") == {"icpportal.core.replicas"}
    assert from_replicas("import icpportal.core.replicas") == {"icpportal.core.replicas"}
    assert from_replicas("from icpportal.core.replicas import read_public") == {"read_public"}
