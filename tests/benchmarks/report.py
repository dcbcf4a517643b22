"""What a line of the benchmark says, and how the lines are shown."""

import json
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

HEADINGS = ("measurement", "figure", "floor", "ratio", "target", "met")


@dataclass(frozen=True)
class Result:
    """One row of the table. `detail` goes into the JSON only."""

    name: str
    figure: str
    target: str
    met: bool
    floor: str = ""
    ratio: float | None = None
    detail: dict[str, Any] = field(default_factory=dict)

    def cells(self) -> tuple[str, ...]:
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        return (self.name, self.figure, self.floor, ratio, self.target, "yes" if self.met else "NO")


def table(results: Iterable[Result]) -> str:
    rows = [HEADINGS, *(result.cells() for result in results)]
    widths = [max(_width(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = [
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    ]
    return "\n".join([lines[0], "-" * (sum(widths) + 2 * len(widths) - 2), *lines[1:]])


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def write_json(results: Iterable[Result], conditions: dict[str, Any], target: Path) -> None:
    """`conditions` says under what the figures were taken."""
    content = {"conditions": conditions, "lines": [asdict(result) for result in results]}
    target.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
