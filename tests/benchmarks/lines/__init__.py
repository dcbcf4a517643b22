"""The lines of the benchmark. A line is a module here with three names:

``TITLE``, ``prepare()``, which makes what is measured unless it is there, and ``measure(bench)``, which gives its
results. `ORDER` is the order of the table; a new line is a new module and a name in it.
"""

from importlib import import_module
from types import ModuleType

ORDER = (
    "entity", "frame", "summary", "owner_pages", "memory", "popup", "lookups", "searches", "queue", "desk",
    "approvals", "export",
)  # fmt: skip


def chosen(names: list[str]) -> list[ModuleType]:
    """The modules of `names`; all of them if none is named."""
    return [import_module(f"{__name__}.{name}") for name in names or ORDER]
