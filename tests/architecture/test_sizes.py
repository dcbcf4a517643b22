"""Units stay small enough that their names say what they do."""

import ast

import pytest

from tests.architecture.source import PACKAGES, functions_of, lines_of, name_of, python_files, web_files

CODE = (*PACKAGES, "tests", "deploy")
MODULE_LINES = 400
FUNCTION_LINES = 40
TEMPLATE_LINES = 130
SHORTER_FILES = {"icpportal/settings.py": 250}
ADMIN_LINES = 250


def limit_of(name: str) -> int:
    if "admin" in name and not name.startswith("tests/"):
        return ADMIN_LINES
    return SHORTER_FILES.get(name, MODULE_LINES)


def long_functions(text: str) -> list[str]:
    """Name and length of each function over the limit."""
    return [
        f"{node.name}: {lines_of(node)} lines"
        for node in functions_of(ast.parse(text))
        if lines_of(node) > FUNCTION_LINES
    ]


@pytest.mark.parametrize("path", python_files(*CODE), ids=name_of)
def test_module_is_small(path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= limit_of(name_of(path))
    assert long_functions(text) == []


@pytest.mark.parametrize("path", web_files(".html"), ids=name_of)
def test_template_is_small(path) -> None:
    assert len(path.read_text().splitlines()) <= TEMPLATE_LINES


def test_long_function_is_found() -> None:
    short = "def short():\n" + "    pass\n" * 39
    long = "def long():\n" + "    pass\n" * 40
    assert long_functions(short + long) == ["long: 41 lines"]
