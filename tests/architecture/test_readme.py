"""README and the decisions say what the code says: the workflow's tables, the settings, the requirements, the links."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from filings.demo.people import CAST, PASSWORD
from filings.workflow import ACTION_NAMES, EDITABLE, KIND_NAMES, STATES, TRANSITIONS, Relation
from tests.architecture.source import ROOT

README = (ROOT / "README.md").read_text()
DECISIONS = ROOT / "docs/decisions"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
CODE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")

Row = tuple[Any, ...]


def table(text: str, *header: str) -> list[list[str]]:
    """The cells below the one table with this header."""
    lines = text.splitlines()
    begin = lines.index(f"| {' | '.join(header)} |") + 2
    rows = []
    for line in lines[begin:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
    return rows


def codes(cell: str) -> frozenset[str]:
    return frozenset(CODE.findall(cell))


def kinds(cell: str) -> frozenset[str]:
    """``首次备案, 变更``, ``all`` or ``all but 变更``, as names."""
    named = frozenset(cell.removeprefix("all but ").split(", "))
    if cell == "all":
        return frozenset(KIND_NAMES.values())
    return frozenset(KIND_NAMES.values()) - named if cell.startswith("all but ") else named


def documented_transitions(text: str) -> list[Row]:
    rows = table(text, "action", "kinds", "from", "to", "who", "what it takes, and what it does")
    return [(row[0], kinds(row[1]), codes(row[2]), codes(row[3]), codes(row[4])) for row in rows]


def coded_transitions() -> list[Row]:
    return [
        (
            f"`{row.action}` {ACTION_NAMES[row.action]}",
            frozenset(KIND_NAMES[kind] for kind in row.kinds),
            frozenset(row.sources),
            frozenset(row.targets),
            frozenset({row.by}),
        )
        for row in TRANSITIONS
    ]


def test_action_table_is_that_of_the_code() -> None:
    documented, coded = documented_transitions(README), coded_transitions()
    assert [row for row in documented if row not in coded] == []
    assert [row for row in coded if row not in documented] == []
    assert len(documented) == len(coded)


def test_edit_table_is_that_of_the_code() -> None:
    rows = table(README, "state", "kinds", "who", "may edit")
    documented = [(codes(row[0]), kinds(row[1]), codes(row[2]), codes(row[3])) for row in rows]
    coded = [
        (row.states, frozenset(KIND_NAMES[kind] for kind in row.kinds), frozenset({row.by}), row.parts)
        for row in EDITABLE
    ]
    assert [row for row in documented if row not in coded] == []
    assert [row for row in coded if row not in documented] == []
    assert len(documented) == len(coded)


def test_state_table_is_that_of_the_code() -> None:
    documented = table(README, "state", "name", "in a queue", "stage in 备案进度查询")
    assert documented == [[f"`{state}`", info.name, info.queue, info.stage] for state, info in STATES.items()]


def test_table_of_who_names_every_relation() -> None:
    assert [row[0] for row in table(README, "who", "is")] == [f"`{relation}`" for relation in Relation]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("| all | `draft` | `discarded` | `opener` |", "| all | `draft` | `discarded` | `owner` |"),
        ("| all | `authority_review` | `rejected`", "| all but 变更 | `authority_review` | `rejected`"),
        ("| `provider_check`, `returned` | `declined`", "| `provider_check` | `declined`"),
        ("| `draft` | `authority_review` | `authority` |", "| `draft` | `approved` | `authority` |"),
        ("| `withdraw` 撤回 |", "| `withdraw` 收回 |"),
    ],
)
def test_changed_row_is_found(right: str, wrong: str) -> None:
    assert README.count(right) == 1
    documented, coded = documented_transitions(README.replace(right, wrong)), coded_transitions()
    assert len([row for row in documented if row not in coded]) == 1
    assert len([row for row in coded if row not in documented]) == 1


def env_calls(text: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("env."):
            yield node


def name_of(call: ast.Call) -> str:
    return str(ast.literal_eval(call.args[0]))


def default_of(call: ast.Call) -> str | None:
    """How README writes the default; None where it is not a plain value, an empty string where there is none."""
    given = next((keyword.value for keyword in call.keywords if keyword.arg == "default"), None)
    if given is None:
        return ""
    # Without the demo.
    plain = {"DEMO": False, "_many": 1}
    if {node.id for node in ast.walk(given) if isinstance(node, ast.Name)} - set(plain):
        return None
    return written(eval(compile(ast.Expression(given), "settings", "eval"), plain))  # noqa: S307 - our own file


def written(value: object) -> str:
    if isinstance(value, list):
        value = ",".join(value)
    if isinstance(value, bool):
        value = int(value)
    return f"`{value}`" if value != "" else "(none)"


def documented_settings() -> dict[str, str]:
    rows = table(README, "variable", "default", "meaning")
    found = {row[0].strip("`"): row[1] for row in rows}
    assert len(found) == len(rows)
    return found


def test_settings_table_names_every_variable() -> None:
    calls = list(env_calls((ROOT / "icpportal/settings.py").read_text()))
    assert set(documented_settings()) == {name_of(call) for call in calls}


def test_settings_table_gives_the_defaults() -> None:
    calls = env_calls((ROOT / "icpportal/settings.py").read_text())
    defaults = {name_of(call): default_of(call) for call in calls}
    plain = {name: default for name, default in defaults.items() if default is not None}
    documented = documented_settings()
    assert {name: documented[name] for name in plain} == plain
    assert set(defaults) - set(plain) == {"DATABASE_URL"}


def test_default_is_read_as_without_the_demo() -> None:
    (call,) = env_calls('env.int("PAUSE", default=0 if DEMO else 60 * _many)')
    assert (name_of(call), default_of(call)) == ("PAUSE", "`60`")


def layers_inside_filings() -> list[list[str]]:
    """From lowest to highest, those that are there."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    (layers,) = [contract["layers"] for contract in contracts if contract["name"] == "inside filings"]
    named = [re.findall(r"filings\.(\w+)", layer) for layer in reversed(layers)]
    folder = ROOT / "filings"
    return [
        [name for name in layer if (folder / name).exists() or (folder / f"{name}.py").exists()]
        for layer in named
    ]


def test_tour_gives_the_import_order_inside_filings() -> None:
    rows = table(README, "module", "holds")
    toured = [name.removesuffix(".py").rstrip("/") for row in rows for name in CODE.findall(row[0])]
    assert toured == [name for layer in layers_inside_filings() for name in layer]


def test_demo_people_are_those_of_the_demo() -> None:
    named = {name for row in table(README, "user name", "who") for name in codes(row[0])}
    assert named == {part.username for part in CAST} | {"demo-owner-01"}
    assert f"`{PASSWORD}`" in README


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    assert [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()] == []


def test_decisions_are_all_in_their_index() -> None:
    listed = LINK.findall((DECISIONS / "README.md").read_text())
    assert listed == sorted(path.name for path in DECISIONS.glob("0*.md"))


def test_every_requirement_has_its_reason() -> None:
    lines = [
        line
        for name in ("requirements.txt", "tests/requirements.txt")
        for line in (ROOT / name).read_text().splitlines()
        if "==" in line
    ]
    page = (DECISIONS / "0001-dependencies.md").read_text()
    explained = [row[0].strip("`") for row in table(page, "runtime", "why")]
    explained += [row[0].strip("`") for row in table(page, "tests and checks", "why")]
    assert explained == [line.split("==")[0] for line in lines]
