"""No unfinished work, no English for users and no markup with inline code in Python either."""

import ast
import re

import pytest

from tests.architecture.source import PACKAGES, name_of, python_files, web_files

# Put together, so that this file does not find itself.
UNFINISHED = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "XX" + "X" + r"\b"]))
ENGLISH = re.compile(r"\b[A-Za-z]{2,}(?:[\s,;]+[A-Za-z]+){2,}\b")
INLINE = re.compile(r"\s(?:style|on(?:click|change|submit|input|load|focus|blur))\s*=\s*[\"']")
READ_BY_USERS = {"label", "help_text", "verbose_name", "verbose_name_plural", "empty_label", "description"}
REFUSALS = {"ValidationError", "Refused", "Conflict", "Limited"}


def called_name(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def texts_for_users(call: ast.Call) -> list[str]:
    """The literal texts that this call shows to somebody: labels, and the sentences of refusals."""
    values = [keyword.value for keyword in call.keywords if keyword.arg in READ_BY_USERS]
    if called_name(call) in REFUSALS:
        values += call.args
    return [
        value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)
    ]


def word_faults(text: str) -> list[str]:
    """English sentences for users, and inline code in strings of markup."""
    faults = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call):
            faults += [f"English: {shown}" for shown in texts_for_users(node) if ENGLISH.search(shown)]
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and INLINE.search(node.value):
            faults.append(f"inline: {node.value}")
    return faults


@pytest.mark.parametrize(
    "path", [*python_files(*PACKAGES, "tests"), *web_files(".html", ".css", ".js")], ids=name_of
)
def test_nothing_is_unfinished(path) -> None:
    assert UNFINISHED.findall(path.read_text()) == []


@pytest.mark.parametrize("path", python_files(*PACKAGES), ids=name_of)
def test_module_speaks_chinese_to_users(path) -> None:
    assert word_faults(path.read_text()) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("CharField(label='your full name')", "English: your full name"),
        ("raise ValidationError('enter a number', code='x')", "English: enter a number"),
        ("""html = '<p style="color: red">'""", """inline: <p style="color: red">"""),
    ],
)
def test_fault_in_python_is_found(text: str, fault: str) -> None:
    assert word_faults(text) == [fault]


def test_unfinished_work_is_found() -> None:
    assert UNFINISHED.findall("# TO" + "DO: later") == ["TO" + "DO"]
