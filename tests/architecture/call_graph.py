"""Which functions of ours a GET may run, read from the source alone.

It follows names: a function called by its name, through an imported module, or as a method of the same class or of
the project's classes above it. A call on a value (`form.save()`) is not followed; that it is named like a write is
enough to be found.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.architecture.source import PACKAGES, ROOT, FunctionNode, python_files

WRITES = {
    "save",
    "create",
    "delete",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "executemany",
}
ANSWERS_GET = ("get", "head", "dispatch", "setup", "render", "options")
ONLY_POST = {"require_POST"}


@dataclass
class Module:
    """`functions` by name or Class.name; `imports` from a local name to the dotted thing that it means."""

    functions: dict[str, FunctionNode] = field(default_factory=dict)
    bases: dict[str, list[str]] = field(default_factory=dict)
    imports: dict[str, str] = field(default_factory=dict)


def read_module(text: str) -> Module:
    module = Module()
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            module.functions[node.name] = node
        elif isinstance(node, ast.ClassDef):
            module.bases[node.name] = [ast.unparse(base) for base in node.bases]
            methods = [each for each in node.body if isinstance(each, ast.FunctionDef)]
            module.functions |= {f"{node.name}.{method.name}": method for method in methods}
        elif isinstance(node, ast.ImportFrom):
            module.imports |= {each.asname or each.name: f"{node.module}.{each.name}" for each in node.names}
        elif isinstance(node, ast.Import):
            module.imports |= {each.asname or each.name: each.name for each in node.names}
    return module


def read_project() -> dict[str, Module]:
    def dotted(path: Path) -> str:
        return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")

    return {dotted(path): read_module(path.read_text()) for path in python_files(*PACKAGES)}


def is_post_test(test: ast.expr) -> bool:
    return ast.unparse(test) in {"request.method == 'POST'", "self.request.method == 'POST'"}


def calls_on_get(node: ast.AST) -> Iterator[ast.Call]:
    """Every call in `node` but those that only a POST reaches."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and is_post_test(child.test):
            for other in child.orelse:
                yield from calls_on_get(ast.Module([other], []))
            continue
        if isinstance(child, ast.Call):
            yield child
        yield from calls_on_get(child)


def is_write(call: ast.Call) -> bool:
    """Whether the call is named like one that changes rows.

    `update` does so with keywords (dictionaries get none here), `save` without a place to save to.
    """
    if not isinstance(call.func, ast.Attribute) or "session" in ast.unparse(call.func.value):
        return False
    if call.func.attr == "update":
        return bool(call.keywords) and not call.args
    if call.func.attr == "save":
        return not call.args
    return call.func.attr in WRITES


def is_view(name: str, node: FunctionNode) -> bool:
    """A function view that takes GET, or a method by which a class view answers one."""
    if "." in name:
        return name.split(".")[1].startswith(ANSWERS_GET)
    decorators = {ast.unparse(each) for each in node.decorator_list}
    takes_request = bool(node.args.args) and node.args.args[0].arg == "request"
    return takes_request and not name.startswith("_") and not decorators & ONLY_POST


class GetWalk:
    """All that GETs reach from the views, but through the functions in `allowed`, and the writes on the way."""

    def __init__(self, project: dict[str, Module], allowed: set[str]) -> None:
        self.project = project
        self.allowed = allowed
        self.seen: set[str] = set()
        self.writes: set[str] = set()

    def run(self) -> set[str]:
        for name, module in self.project.items():
            if any(part.endswith("views") for part in name.split(".")):
                for function, node in module.functions.items():
                    if is_view(function, node):
                        self._visit(name, function)
        return self.writes

    def _visit(self, module: str, function: str) -> None:
        place = f"{module}.{function}"
        node = self.project[module].functions.get(function)
        if node is None or place in self.seen or place in self.allowed:
            return
        self.seen.add(place)
        for call in calls_on_get(node):
            if is_write(call):
                self.writes.add(f"{place}: {ast.unparse(call.func)}")
            for target in self._targets(module, function, call.func):
                self._visit(*target)

    def _targets(self, module: str, function: str, called: ast.expr) -> Iterator[tuple[str, str]]:
        if isinstance(called, ast.Name):
            yield from self._meaning(module, called.id)
        elif isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
            if called.value.id in {"self", "cls"}:
                yield from self._methods(module, function.split(".")[0], called.attr)
            else:
                yield from self._meaning(module, f"{called.value.id}.{called.attr}")

    def _meaning(self, module: str, name: str) -> Iterator[tuple[str, str]]:
        """The project's functions that `name`, written in `module`, may mean."""
        if name in self.project[module].functions:
            yield module, name
        head, _, rest = name.partition(".")
        meant = self.project[module].imports.get(head)
        if meant is None:
            return
        dotted = f"{meant}.{rest}" if rest else meant
        parts = dotted.split(".")
        for cut in range(len(parts) - 1, 0, -1):
            owner = ".".join(parts[:cut])
            if owner in self.project:
                yield from self._in_module(owner, ".".join(parts[cut:]))
                return

    def _in_module(self, module: str, name: str) -> Iterator[tuple[str, str]]:
        if name in self.project[module].functions:
            yield module, name
        elif name.partition(".")[0] in self.project[module].imports:
            yield from self._meaning(module, name)

    def _methods(self, module: str, owner: str, method: str) -> Iterator[tuple[str, str]]:
        if f"{owner}.{method}" in self.project[module].functions:
            yield module, f"{owner}.{method}"
            return
        for base in self.project[module].bases.get(owner, []):
            where, name = self._class(module, base)
            if where:
                yield from self._methods(where, name, method)

    def _class(self, module: str, base: str) -> tuple[str, str]:
        if base in self.project[module].bases:
            return module, base
        meant = self.project[module].imports.get(base, "")
        where, _, name = meant.rpartition(".")
        return (where, name) if where in self.project else ("", "")
