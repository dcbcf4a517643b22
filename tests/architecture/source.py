"""The project's own files, as the architecture tests read them."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("icpportal", "accounts", "providers", "filings")

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(*folders: str) -> list[Path]:
    """Every module below these folders but migrations, in a fixed order."""
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in files if "migrations" not in path.parts)


def web_files(*suffixes: str) -> list[Path]:
    """Our own templates, stylesheets and scripts; what other projects made (`vendor/`) is not ours."""
    files = [path for folder in ("templates", "static") for path in (ROOT / folder).rglob("*")]
    return sorted(path for path in files if path.suffix in suffixes and "vendor" not in path.parts)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions_of(tree: ast.AST) -> Iterator[FunctionNode]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_of(node: FunctionNode) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1
